import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { sizeGrammar } from './size-setting.ts';

test.each<[string, number, string, string]>([
  ['Socket.PipeSize', 262, '64K', 'set <65536>'],
  ['Socket.PipeSize', 262, '', 'dropped empty-value/ignore'],
  ['Socket.PipeSize', 262, '64KB', 'dropped bad-size/ignore'],
  ['Socket.MessageQueueMessageSize', 262, '8E', 'dropped value-out-of-range/ignore'],
  ['Service.MemoryMax', 262, '1G 512M', 'set <1610612736>'],
  ['Service.MemoryMax', 262, '33.33%', 'set <33.33%>'],
  ['Service.MemoryMax', 262, '101%', 'dropped bad-size/ignore'],
  ['Service.MemoryMax', 262, 'infinity', 'set <infinity>'],
  ['Service.MemoryMax', 262, '', 'reset'],
  ['Service.MemoryMax', 262, '0', 'dropped value-out-of-range/ignore'],
  ['Service.MemoryMax', 262, '0%', 'dropped value-out-of-range/ignore'],
  ['Service.MemorySwapMax', 262, '0', 'set <0>'],
  ['Service.DefaultStartupMemoryLow', 257, '0', 'dropped value-out-of-range/ignore'],
  ['Service.MemoryLimit', 257, '1G', 'set <1073741824> obsolete-directive/note'],
  ['Service.MemoryLimit', 257, '', 'reset obsolete-directive/note'],
  ['Service.MemoryLimit', 257, '1X', 'dropped bad-size/ignore'],
  ['Service.StateDirectoryQuota', 262, 'off', 'reset'],
  ['Service.StateDirectoryQuota', 262, '0', 'set <0>'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(sizeGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each([
  ['512MB', '512M'],
  ['512 MiB', '512M'],
  ['1,5g', '1.5G'],
  ['100 bytes', '100'],
  ['"1G"', '1G'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(sizeGrammar, value, contextOf('Service.MemoryMax'))).toBe(expected);
});

test('a number is offered with each suffix, and only what would be taken', () => {
  const at = contextOf('Service.MemoryMax');
  const labels = (value: string) =>
    sizeGrammar.complete!(value, value.length, at, undefined!).map(({ label }) => label);
  expect(labels('512')).toEqual(['512K', '512M', '512G', '512T']);
  expect(labels('')).toEqual(['infinity', '50%', '64M', '512M', '1G']);
  expect(badOffers(sizeGrammar, '', 0, contextOf('Socket.PipeSize'))).toEqual([]);
});

test('a size is described in bytes', () => {
  const describe = (value: string) =>
    sizeGrammar.describe!(
      { kind: 'size', from: 0, to: value.length },
      value,
      contextOf('Service.MemoryMax'),
      undefined!,
    );
  expect(english(describe('1G')!)).toBe('1G = 1,073,741,824 bytes');
  expect(english(describe('50%')!)).toBe('50% of the machine’s memory.');
});

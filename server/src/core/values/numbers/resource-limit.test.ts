import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { resourceLimitGrammar } from './resource-limit.ts';

test.each<[string, string, string]>([
  ['LimitNOFILE', '1024:65536', 'set <1024:65536>'],
  ['LimitNOFILE', '1024:65536:', 'set <1024:65536:>'],
  ['LimitNOFILE', '5:infinity', 'set <5:infinity>'],
  ['LimitNOFILE', '64K', 'dropped bad-number/ignore'],
  ['LimitNOFILE', '6:5', 'dropped value-out-of-range/ignore'],
  ['LimitNOFILE', '5 : 6', 'dropped bad-number/ignore'],
  ['LimitNOFILE', '1:2:3', 'dropped bad-number/ignore'],
  ['LimitNOFILE', '5:', 'dropped bad-number/ignore'],
  ['LimitNOFILE', '18446744073709551615', 'dropped value-out-of-range/ignore'],
  ['LimitNOFILE', '', 'dropped empty-value/ignore'],
  ['LimitCORE', '1K:2K', 'set <1K:2K>'],
  ['LimitCORE', '1K :2K', 'dropped bad-size/ignore'],
  ['LimitCPU', '5min:infinity', 'set <5min:infinity>'],
  ['LimitRTTIME', '200ms', 'set <200ms>'],
  ['LimitNICE', '+5:-5', 'set <+5:-5>'],
  ['LimitNICE', '-5:+5', 'dropped value-out-of-range/ignore'],
  ['LimitNICE', '41', 'dropped value-out-of-range/ignore'],
  ['LimitNICE', 'infinity', 'dropped bad-number/ignore'],
])('%s=%s is %s', (key, value, expected) => {
  expect(verdict(resourceLimitGrammar, value, contextOf(`Service.${key}`))).toBe(expected);
});

test.each([
  ['LimitNOFILE', 'unlimited', 'infinity'],
  ['LimitNOFILE', '64K', '65536'],
  ['LimitNOFILE', '5 : 6', '5:6'],
  ['LimitNOFILE', '6:5', '5:6'],
  ['LimitCORE', '1gb', '1G'],
])('%s=%s is corrected to %s', (key, value, expected) => {
  expect(firstFixed(resourceLimitGrammar, value, contextOf(`Service.${key}`))).toBe(expected);
});

test('soft and hard limit are told apart', () => {
  const at = contextOf('Service.LimitCORE');
  const { tokens } = resourceLimitGrammar.parse('1K:1M', at);
  expect(tokens.map((token) => english(resourceLimitGrammar.describe!(token, '1K:1M', at, undefined!)!))).toEqual([
    'Soft limit: 1K = 1,024 bytes',
    'Hard limit: 1M = 1,048,576 bytes',
  ]);
  expect(resourceLimitGrammar.parts!('1K:', 3, at)?.active).toBe(1);
  expect(
    ['LimitCORE', 'LimitNICE', 'LimitCPU', 'LimitNOFILE'].flatMap((key) =>
      badOffers(resourceLimitGrammar, '5:', 2, contextOf(`Service.${key}`)),
    ),
  ).toEqual([]);
});

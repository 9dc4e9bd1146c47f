import { expect, test } from 'vitest';
import { NEWEST_VERSION } from './catalogue.ts';
import { CAPABILITIES, exitStatuses, filesystemGroupMembers } from './names.ts';
import { groupCalls, groupMembers, isSyscallGroup, syscallNames, syscallSince } from './syscalls.ts';
import { sinceOf, timeline, wordsAt } from './timeline.ts';

test('adds and takes away words as versions go by', () => {
  const words = timeline([
    [252, ['a', 'b']],
    [257, ['c', '-a']],
  ]);
  expect([250, 252, 256, 257, 300].map((version) => [...wordsAt(words, version)].join(''))).toEqual([
    'ab',
    'ab',
    'ab',
    'bc',
    'bc',
  ]);
  expect([sinceOf(words, 'a'), sinceOf(words, 'c'), sinceOf(words, 'd')]).toEqual([252, 257, undefined]);
});

test('system calls and groups differ by version', () => {
  expect(syscallSince('mseal')).toBe(257);
  expect([252, 254].map((version) => isSyscallGroup('@sandbox', version))).toEqual([false, true]);
  expect(groupMembers('@swap', 252)).toEqual(['swapoff', 'swapon']);
  expect(groupCalls('@default', NEWEST_VERSION).has('landlock_create_ruleset')).toBe(true);
  expect(groupCalls('@known', 252).size).toBe(syscallNames(252).size);
});

test('names come with their numbers', () => {
  expect(CAPABILITIES[0]).toEqual(['CAP_CHOWN', 0]);
  expect(exitStatuses(252).some(({ name }) => name === 'KSM')).toBe(false);
  expect(exitStatuses(254).find(({ number }) => number === 203)).toEqual({
    name: 'EXEC',
    number: 203,
    from: 'systemd',
  });
  expect(filesystemGroupMembers('@temporary', 252)).toEqual(['ramfs', 'tmpfs']);
});

import { expect, it } from 'vitest';
import { seenBy } from './seen-by.ts';

const LINES = `a.socket loaded active listening A
b@1-127.0.0.1:1-127.0.0.1:2.service loaded active running B
  tick.timer loaded active waiting Tick
a.service loaded inactive dead A
`;

it.each([
  [['*.socket'], ['a.socket']],
  [
    ['a.service', 'b@*.service'],
    ['b@1-127.0.0.1:1-127.0.0.1:2.service', 'a.service'],
  ],
  [['*.timer', '*.path'], ['tick.timer']],
  [[], []],
])('of %j: %j', (patterns, names) => {
  const seen = seenBy(LINES, patterns);
  expect(
    seen
      .split('\n')
      .filter(Boolean)
      .map((line) => line.trim().split(' ')[0]),
  ).toEqual(names);
});

import { expect, it } from 'vitest';
import { ok } from '../manager/outcome.ts';
import { ranOf } from '../manager/targets/in-memory/ran.ts';
import { commandLine, isGood } from './command-text.ts';

const RAN = ranOf([], { code: 0 });

it.each([
  [
    'user',
    ['systemctl', '--user', 'start', '--', 'a.socket'],
    ok(RAN),
    '[user] systemctl --user start -- a.socket  → exit 0, 12 ms',
    true,
  ],
  ['', ['curl', '--data', "a b'c"], ok({ ...RAN, code: 7 }), "curl --data 'a b'\\''c'  → exit 7, 12 ms", false],
  ['system', ['x'], ok({ ...RAN, code: undefined, signal: 'SIGTERM' }), '[system] x  → SIGTERM, 12 ms', false],
  ['system', ['x'], { kind: 'missing', program: 'x' }, '[system] x  → missing, 12 ms', false],
  ['', ['x', 'a\nb\u001b[31m\u202e'], ok(RAN), "x 'a\\nb␛[31m\\u202e'  → exit 0, 12 ms", true],
] as const)('on %j, %j is one line', (target, argv, outcome, line, good) => {
  const run = { target, argv, outcome, milliseconds: 12.4, routine: false };
  expect([commandLine(run), isGood(run)]).toEqual([line, good]);
});

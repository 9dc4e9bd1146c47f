import { expect, it } from 'vitest';
import type { JournalEntry } from '../../manager/journal.ts';
import type { Exit } from '../../manager/unit-state.ts';
import { type Evidence, NOTHING_GATHERED } from '../evidence.ts';
import { findCrash } from './find-crash.ts';

const FAILED: Exit = { code: 'exited', status: 1 };

// What the programs of a Debian 12 wrote, line by line as the journal has it: without empty lines.
const PYTHON = `Traceback (most recent call last):
  File "/home/me/handler.py", line 5, in <module>
    work(1)
  File "/home/me/handler.py", line 3, in work
    raise ValueError("kaputt")
ValueError: kaputt`;
const PYTHON_LIBRARY = `Traceback (most recent call last):
  File "/home/me/handler.py", line 2, in <module>
    json.loads("x")
  File "/usr/lib/python3.11/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
           ^^^^^^^^^^^^^^^^^^^^^^^^^^
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)`;
const PYTHON_SYNTAX = `  File "/home/me/handler.py", line 2
    print("x"
         ^
SyntaxError: '(' was never closed`;
const NODE = `/home/me/handler.js:3
  x.foo;
    ^
TypeError: Cannot read properties of undefined (reading 'foo')
    at Socket.<anonymous> (/home/me/handler.js:3:5)
    at Object.onceWrapper (node:events:639:26)
    at TCP.onStreamRead (node:internal/stream_base_commons:191:23)
Node.js v20.20.2`;
const NODE_MODULE = `node:internal/fs/read/context:68
  throw error;
  ^
Error: ENOENT: no such file or directory, open '/nope'
    at async open (node:internal/fs/promises:639:25)
    at async file:///home/me/handler.mjs:2:1 {
  errno: -2,
  code: 'ENOENT'
}
Node.js v20.20.2`;
const NODE_SYNTAX = `/home/me/handler.js:1
const = 3;
      ^
SyntaxError: Unexpected token '='
    at internalCompileFunction (node:internal/vm:76:18)
Node.js v20.20.2`;
const GO = `panic: runtime error: index out of range [3] with length 0
goroutine 1 [running]:
main.serve(...)
\t/home/me/web/main.go:9
main.main()
\t/home/me/web/main.go:5 +0x1d
exit status 2`;
const RUST = `thread 'main' panicked at src/main.rs:3:5:
kaputt
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`;
const OLD_RUST = "thread 'main' panicked at 'kaputt', src/main.rs:3:5";

it.each<[string, string, string | undefined]>([
  [PYTHON, 'ValueError: kaputt', '/home/me/handler.py:3'],
  [`before\n${PYTHON}\nafter`, 'ValueError: kaputt', '/home/me/handler.py:3'],
  [PYTHON_LIBRARY, 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)', '/home/me/handler.py:2'],
  [PYTHON_SYNTAX, "SyntaxError: '(' was never closed", '/home/me/handler.py:2'],
  [NODE, "TypeError: Cannot read properties of undefined (reading 'foo')", '/home/me/handler.js:3'],
  [NODE_MODULE, "Error: ENOENT: no such file or directory, open '/nope'", '/home/me/handler.mjs:2'],
  [NODE_SYNTAX, "SyntaxError: Unexpected token '='", '/home/me/handler.js:1'],
  [GO, 'panic: runtime error: index out of range [3] with length 0', '/home/me/web/main.go:9'],
  [RUST, 'panic: kaputt', 'src/main.rs:3'],
  [OLD_RUST, 'panic: kaputt', 'src/main.rs:3'],
  [
    '/home/me/h.bash: line 4: nosuchcommand: command not found',
    'nosuchcommand: command not found',
    '/home/me/h.bash:4',
  ],
  ['/home/me/h.sh: 4: y: parameter not set', 'y: parameter not set', '/home/me/h.sh:4'],
  ['/home/me/h.zsh:4: command not found: x', 'command not found: x', '/home/me/h.zsh:4'],
  ['sh: 1: nosuchcommand: not found', 'nosuchcommand: not found', undefined],
])('%s', (text, error, place) => {
  for (const evidence of [
    evidenceOf({ exit: FAILED }, text),
    { ...evidenceOf({ exit: FAILED }), output: text.split('\n') },
  ]) {
    const crash = findCrash(evidence);
    expect(crash?.error).toBe(error);
    expect(crash?.place && `${crash.place.path}:${crash.place.line}`).toBe(place);
  }
});

it('has the lines that tell of it', () => {
  expect(findCrash(evidenceOf({ exit: FAILED }, `before\n${PYTHON}\nafter`))?.trace).toEqual(PYTHON.split('\n'));
  expect(findCrash(evidenceOf({ exit: FAILED }, `before\n${NODE}`))?.trace).toEqual(NODE.split('\n').slice(0, -1));
});

it.each<[Partial<Evidence>, boolean]>([
  [{ exit: { code: 'exited', status: 0 } }, false],
  [{ exit: { code: 'killed', status: 6 } }, true],
  [{ exit: undefined }, false],
  [{ exit: undefined, ignoresExit: true }, true],
  [{ exit: undefined, ending: 'complete' }, false],
  [{ exit: undefined, ending: 'empty' }, true],
])('what ended as %o has crashed: %s', (part, crashed) => {
  expect(findCrash(evidenceOf(part, PYTHON)) !== undefined).toBe(crashed);
});

it('takes what a shell says for the end only where it is', () => {
  const words = '/home/me/h.sh: 4: x: not found';
  expect(findCrash(evidenceOf({ exit: FAILED }, `${words}\ngoing on`))).toBeUndefined();
  expect(findCrash(evidenceOf({ exit: undefined, ending: 'empty' }, words))).toBeUndefined();
});

it.each(['', 'ValueError: kaputt', 'Traceback (most recent call last):', 'panic: x', '    at x (/a.js:1:1)'])(
  'finds none in %j',
  (text) => {
    expect(findCrash(evidenceOf({ exit: FAILED }, text))).toBeUndefined();
  },
);

function evidenceOf(part: Partial<Evidence>, text?: string): Evidence {
  const journal = (text?.split('\n') ?? []).map((message) => ({ message, fromManager: false }) as JournalEntry);
  return {
    ...NOTHING_GATHERED,
    during: 'request',
    outcome: { kind: 'ok', ran: undefined },
    unit: 'a.socket',
    service: 'a@.service',
    accept: true,
    manager: 'user',
    place: 'this machine',
    journal,
    ending: 'complete',
    ...part,
  };
}

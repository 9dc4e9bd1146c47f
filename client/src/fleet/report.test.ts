import { expect, it } from 'vitest';
import { english } from '../l10n.ts';
import type { Order } from './order.ts';
import { reportText, summaryText } from './report.ts';
import type { HostResult } from './results.ts';
import { STEP } from './steps.ts';

const GONE = {
  ...{ host: 'web9', outcome: 'put-back', changed: [], steps: 3, left: [] },
  failure: {
    step: STEP.expected,
    lost: false,
    said: ['No files found for a.socket.', 'non-zero return code'],
    journal: [],
  },
} as const satisfies HostResult;
const ORDER: Order = { unit: 'a.socket', start: 'a.socket', manager: 'system', files: [], expected: [] };
const CHANGED = [{ path: '/etc/a.socket', diff: [{ before: 'one\ntwo\n', after: 'one\n2 ```\n' }] }];
const RESULTS: HostResult[] = [
  { host: 'web1', outcome: 'changed', changed: CHANGED, steps: 9, failure: undefined, left: [] },
  { host: 'web_2', outcome: 'changed', changed: CHANGED, steps: 9, failure: undefined, left: [] },
  {
    host: 'db|1',
    outcome: 'put-back',
    changed: [],
    steps: 7,
    failure: {
      step: STEP.start,
      lost: false,
      said: ['Unable to restart service a.socket'],
      journal: ['a.socket: Failed to create listening socket ([::]:80): Address already in use'],
    },
    left: [],
  },
  {
    host: 'gone',
    outcome: 'unreachable',
    changed: [],
    steps: 0,
    failure: {
      step: STEP.look,
      lost: true,
      said: ['Failed to connect to the host via ssh: ssh: connect to host gone port 22: Connection refused'],
      journal: [],
    },
    left: [],
  },
];

it('has one table with a line for each machine, and says why in plain words', () => {
  const lines = reportText(ORDER, RESULTS, false, english).split('\n');
  expect(lines.filter((line) => line.startsWith('|'))).toEqual([
    '| Machine | Result | Files changed | Steps done | Why |',
    '| --- | --- | --- | --- | --- |',
    '| web1 | ✓ deployed | 1 | 9 |  |',
    '| web\\_2 | ✓ deployed | 1 | 9 |  |',
    '| db\\|1 | ✗ failed, everything was put back | 0 | 7 | starting the unit: \\[::\\]:80 is already in use, so a.socket cannot listen there. |',
    '| gone | ✗ not reached | 0 | 0 | gone is reachable, but no ssh server answers. |',
  ]);
  expect(lines).toContain('## What to do');
  expect(lines).not.toContain('```diff');
});

it('shows of a check what would change, once for all machines with the same', () => {
  const text = reportText(ORDER, RESULTS, true, english);
  expect(text).toContain('## On web1, web\\_2\n\n### /etc/a.socket\n\n````diff\n one\n-two\n+2 ```\n````\n');
});

it('sums up in one sentence', () => {
  expect(summaryText(RESULTS, false, english)).toBe('2 changed, 1 put back, 1 not reached');
  expect(summaryText(RESULTS, true, english)).toBe('2 would change, 1 would fail, 1 not reached');
});

it('says what is left on a machine that was lost, and how to go on or back', () => {
  const kept = '/etc/.1.kept';
  const lost: HostResult = {
    host: 'web3',
    outcome: 'lost',
    changed: CHANGED,
    steps: 8,
    failure: { step: STEP.start, lost: true, said: ['Connection refused'], journal: [] },
    left: [
      { kind: 'replaced', path: '/etc/a.socket', kept },
      { kind: 'replaced', path: '/etc/b', kept: undefined },
    ],
  };
  const text = reportText(ORDER, [lost], false, english);
  expect(text).toContain(
    '| web3 | ✗ lost partway, and not put back | 1 | 8 | starting the unit: The connection to web3 was lost. |',
  );
  expect(text).toContain('- **web3**: Deploy again as soon as it can be reached. To go back instead,');
  expect(text).toContain(
    '### web3\n\n- /etc/a.socket may be the new file; the old one is /etc/.1.kept.\n- /etc/b may exist now; it did not before.\n',
  );
  const later: HostResult = {
    ...lost,
    outcome: 'changed',
    failure: undefined,
    left: [{ kind: 'earlier', path: kept, kept: undefined }],
  };
  expect(reportText(ORDER, [later], false, english)).toContain(
    '- /etc/.1.kept is from before an earlier deployment that was cut off.',
  );
});

it('says of a machine without the packaged unit what is missing, and what to do', () => {
  const report = reportText(ORDER, [GONE], true, english);
  expect(report).toContain('checking the machine: a.socket is not installed on web9.');
  expect(report).toContain('Install the package that has it there, or leave web9 out.');
  expect(report).not.toContain('Activate it');
});

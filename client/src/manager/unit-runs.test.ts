import { expect, it } from 'vitest';
import { parseEntry } from './journal.ts';
import { runsIn } from './unit-runs.ts';

const STARTING = '7d4958e842da4a758f6c1cdc7b36dcc5';
const STARTED = '39f53479d3a045ac8e11786248231fbf';
const SUCCESS = '7ad2d189f7e94e70a38c781354912448';
const EXITED = '98e322203f7a4ed290d09fe03c09fe15';

function entries(...lines: readonly Readonly<Record<string, string>>[]) {
  return lines.flatMap(({ at = '0', ...fields }) => {
    const entry = parseEntry(JSON.stringify({ __REALTIME_TIMESTAMP: `${at}000`, ...fields }));
    return entry === undefined ? [] : [entry];
  });
}

it('has when each run began, first wrote, and ended', () => {
  const runs = runsIn(
    entries(
      { at: '1', _SYSTEMD_USER_UNIT: 'a@0.service', MESSAGE: 'of an earlier run' },
      { at: '2', USER_UNIT: 'a@1.service', MESSAGE_ID: STARTED },
      { at: '3', USER_UNIT: 'a@2.service', MESSAGE_ID: STARTED },
      { at: '5', _SYSTEMD_USER_UNIT: 'a@1.service', MESSAGE: 'hello' },
      { at: '6', _SYSTEMD_USER_UNIT: 'a@1.service', MESSAGE: 'again' },
      { at: '7', USER_UNIT: 'a@1.service', MESSAGE_ID: EXITED, EXIT_CODE: 'exited', EXIT_STATUS: '1' },
      { at: '8', USER_UNIT: 'a@1.service', MESSAGE_ID: 'd9b373ed55a64feb8242e02dbe79a49c' },
    ),
  );
  expect(runs).toEqual([
    { unit: 'a@1.service', began: 2, started: 2, firstOutput: 5, ended: 7, exit: { code: 'exited', status: 1 } },
    { unit: 'a@2.service', began: 3, started: 3, firstOutput: undefined, ended: undefined, exit: undefined },
  ]);
});

it('tells the runs of one unit apart', () => {
  const runs = runsIn(
    entries(
      { at: '1', UNIT: 'a.service', MESSAGE_ID: STARTING },
      { at: '3', UNIT: 'a.service', MESSAGE_ID: STARTED },
      { at: '4', UNIT: 'a.service', MESSAGE_ID: SUCCESS },
      { at: '6', UNIT: 'a.service', MESSAGE_ID: STARTED },
      { at: '7', _SYSTEMD_UNIT: 'a.service', MESSAGE: 'hello' },
    ),
  );
  expect(runs.map(({ began, started, firstOutput, ended }) => [began, started, firstOutput, ended])).toEqual([
    [1, 3, undefined, 4],
    [6, 6, 7, undefined],
  ]);
});

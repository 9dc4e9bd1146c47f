import { expect, it } from 'vitest';
import { english } from '../l10n.ts';
import type { JournalEntry } from '../manager/journal.ts';
import type { Outcome, Ran } from '../manager/outcome.ts';
import { ranOf } from '../manager/targets/in-memory/ran.ts';
import { endText, journalLine, shortName } from './journal-text.ts';

it.each([
  ['foo@3-127.0.0.1:9999-127.0.0.1:59384.service', 'foo@3 (127.0.0.1:59384)'],
  ['foo@0-4123-127.0.0.1:9999-127.0.0.1:59384.service', 'foo@0 (127.0.0.1:59384)'],
  ['foo@0-::1:9999-::1:59384.service', 'foo@0 (::1:59384)'],
  ['foo@7-4711-1000.service', 'foo@7 (4711)'],
  ['foo@7-99-4711_12345-1000.service', 'foo@7 (4711)'],
  ['foo.socket', 'foo.socket'],
  ['foo@tty1.service', 'foo@tty1.service'],
])('%s is short for %s', (unit, short) => expect(shortName(unit)).toBe(short));

it('puts an entry on a line', () => {
  const entry: JournalEntry = {
    cursor: '',
    time: new Date(2026, 0, 2, 15, 4, 5, 6).getTime(),
    priority: 4,
    unit: 'foo@3-127.0.0.1:9999-127.0.0.1:59384.service',
    message: 'foo@3-127.0.0.1:9999-127.0.0.1:59384.service: Main process exited\nsecond',
    fromManager: true,
    identifier: 'systemd',
    pid: 1,
    exit: undefined,
    messageId: '',
  };
  expect(journalLine(entry)).toBe('15:04:05.006  warning foo@3 (127.0.0.1:59384): Main process exited\n    second');
  expect(journalLine({ ...entry, unit: 'foo.service', message: 'hi', fromManager: false, pid: 12 })).toContain(
    'foo.service[12]: hi',
  );
});

const RAN = ranOf(['journalctl'], { code: 1 });

it.each<readonly [Outcome<Ran>, string]>([
  [
    { kind: 'unavailable', reason: 'no-connection', detail: 'Connection to web1 closed by remote host.' },
    'the connection was lost',
  ],
  [{ kind: 'ok', value: { ...RAN, stderr: 'one\nNo journal files were found.\n' } }, 'No journal files were found'],
  [{ kind: 'ok', value: { ...RAN, stderr: 'bad \u001b[2J' } }, 'bad ␛[2J'],
  [{ kind: 'exit', ran: RAN }, 'journalctl ended'],
  [{ kind: 'missing', program: 'journalctl' }, 'journalctl ended'],
])('says of %o why the journal is no longer followed', (outcome, why) => {
  expect(endText(outcome, false, english)).toBe(`--- Stopped: ${why}. Show Journal follows it again. ---`);
  expect(endText(outcome, true, english)).toBe('--- Stopped ---');
});

it('gives no reason for what was cancelled', () => {
  expect(endText({ kind: 'cancelled' }, false, english)).toBe('--- Stopped ---');
});

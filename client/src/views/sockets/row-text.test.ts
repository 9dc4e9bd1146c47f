import { expect, it } from 'vitest';
import type { SocketSummary } from '../../../../server/src/protocol/requests.ts';
import { english } from '../../l10n.ts';
import { stateFrom, type UnitState } from '../../manager/unit-state.ts';
import type { UnitRow } from './row.ts';
import { rowText } from './row-text.ts';

const READER = { now: Date.parse('2026-11-28T06:00:00Z'), language: 'en' };
const SUMMARY: SocketSummary = {
  uri: 'file:///w/web.socket',
  unit: 'web.socket',
  description: 'Front door',
  listeners: [{ directive: 'ListenStream', value: '%t/web.sock', description: 'Unix socket' }],
  service: 'web.service',
  serviceUri: undefined,
  accept: false,
  broken: false,
};
const ROW: UnitRow = {
  kind: 'unit',
  unit: 'web.socket',
  uri: SUMMARY.uri,
  summary: SUMMARY,
  known: undefined,
  installed: undefined,
  differs: false,
  trying: false,
  deployed: false,
  next: undefined,
  folder: undefined,
};

function state(properties: Readonly<Record<string, string>>): UnitState {
  const all = { LoadState: 'loaded', Result: 'success', UnitFileState: 'disabled', ...properties };
  return stateFrom(new Map(Object.entries(all).map(([name, value]) => [name, [value]])), 'web.socket');
}

const LISTENING = state({
  ActiveState: 'active',
  SubState: 'listening',
  Listen: '/run/user/1000/web.sock (Stream)',
});

it.each<[string, Partial<UnitRow>, string, string]>([
  [
    'what listens, with the address that the manager has',
    { known: LISTENING },
    'listening  web.socket',
    '/run/user/1000/web.sock',
  ],
  ['what differs', { known: LISTENING, differs: true }, 'listening, differs  web.socket', '/run/user/1000/web.sock'],
  [
    'what is not there',
    { known: state({ LoadState: 'not-found', ActiveState: 'inactive' }) },
    'not deployed  web.socket',
    '%t/web.sock',
  ],
  ['what cannot be known', { known: 'not-known' }, 'not known  web.socket', '%t/web.sock'],
  ['nothing where nobody can be asked', {}, 'web.socket', '%t/web.sock'],
  ['a dry run', { trying: true }, 'dry run  web.socket', '%t/web.sock'],
  [
    'why it failed',
    { known: state({ ActiveState: 'failed', SubState: 'failed', Result: 'trigger-limit-hit' }) },
    'failed  web.socket',
    'Triggered too often · %t/web.sock',
  ],
  [
    'why it is refused',
    {
      known: state({
        LoadState: 'bad-setting',
        ActiveState: 'inactive',
        LoadError: 'org.freedesktop.systemd1.BadUnitSetting "Unit web.socket has a bad unit file setting."',
      }),
    },
    'refused  web.socket',
    'Unit web.socket has a bad unit file setting. · %t/web.sock',
  ],
  [
    'what has errors, and its folder',
    { summary: { ...SUMMARY, broken: true }, folder: 'b' },
    'web.socket',
    'has errors · %t/web.sock · b',
  ],
  [
    'when a timer elapses',
    {
      unit: 'tick.timer',
      summary: undefined,
      known: state({ ActiveState: 'active', SubState: 'waiting' }),
      next: Date.parse('2026-11-29T03:30:00Z'),
    },
    'waiting  tick.timer',
    expect.stringMatching(/^next Sun, Nov (28|29), \d\d:\d\d$/) as string,
  ],
])('shows %s', (_, row, label, description) => {
  expect(rowText({ ...ROW, ...row }, READER, english)).toMatchObject({ label, description });
});

it('says the name before the state to those who listen', () => {
  const spoken = rowText({ ...ROW, known: LISTENING, differs: true }, READER, english).spoken;
  expect(spoken).toBe('web.socket, listening, differs, /run/user/1000/web.sock');
});

it.each<[Partial<UnitRow>, string]>([
  [{}, 'unit socket workspace idle file'],
  [{ known: LISTENING, deployed: true }, 'unit socket workspace running loaded canEnable deployed file'],
  [{ known: { ...LISTENING, enabled: 'enabled' } }, 'unit socket workspace running loaded canDisable file'],
  [{ known: state({ LoadState: 'not-found', ActiveState: 'inactive' }) }, 'unit socket workspace idle file'],
  [{ trying: true }, 'unit socket workspace running file'],
  [
    { unit: 'tick.timer', uri: undefined, summary: undefined, installed: LISTENING, known: LISTENING },
    'unit timer installed running loaded canEnable',
  ],
])('offers what applies: %#', (row, context) => {
  expect(rowText({ ...ROW, ...row }, READER, english).context).toBe(context);
});

it('counts the connections of a socket', () => {
  const row = { kind: 'instances', socket: 'web.socket', uri: undefined, instances: [] } as const;
  expect(rowText({ ...row, now: 1, accepted: 12, refused: 3 }, READER, english)).toMatchObject({
    label: '1 instance now',
    description: '12 accepted, 3 refused',
    children: 'none',
  });
  expect(
    rowText({ ...row, now: 2, accepted: 2, refused: undefined, instances: [LISTENING] }, READER, english),
  ).toMatchObject({
    label: '2 instances now',
    description: '2 accepted',
    children: 'collapsed',
  });
});

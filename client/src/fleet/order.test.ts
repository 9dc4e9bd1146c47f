import { expect, it } from 'vitest';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { plannedFile, planOf } from '../deploy/plan-for-tests.ts';
import { orderOf } from './order.ts';

const PACKAGED = { unit: 'a.socket', path: '/usr/lib/systemd/system/a.socket', manager: 'system' } as const;
const SOCKET = plannedFile('a.socket', '');
const DROP_IN = plannedFile('a.socket.d/x.conf', '', 'a.socket');

function expected(part: Partial<Plan>): readonly string[] | string {
  const plan = planOf(part);
  const order = orderOf(
    plan,
    plan.files.map((file) => ({ ...file, bytes: new Uint8Array() })),
  );
  return order.kind === 'ok' ? order.value.expected : order.kind;
}

it.each<[string, Partial<Plan>, readonly string[]]>([
  ['nothing but what is copied', { files: [SOCKET, DROP_IN] }, []],
  ['the packaged unit that a drop-in changes', { files: [DROP_IN], packaged: [PACKAGED] }, ['a.socket']],
  ['the unit of a drop-in that is in no file here', { files: [DROP_IN] }, ['a.socket']],
  ['the packaged socket of a service', { files: [plannedFile('a@.service', '')], packaged: [PACKAGED] }, ['a.socket']],
  [
    'the packaged template beside its socket',
    { files: [SOCKET], packaged: [{ ...PACKAGED, unit: 'a@.service' }] },
    ['a@.service'],
  ],
  [
    'no instance whose template is copied',
    { start: 'a@1.service', files: [plannedFile('a@.service', '', 'a@1.service')] },
    [],
  ],
])('a machine is to have %s', (_, part, units) => expect(expected(part)).toEqual(units));

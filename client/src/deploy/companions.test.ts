import { expect, it } from 'vitest';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import type { Target } from '../manager/target.ts';
import { companionsOf } from './companions.ts';

const SERVICE = `[Service]
ExecStart=-/usr/bin/python3 %h/web.py --port 80 \\
    /srv/my%%.conf
ExecStartPre=/usr/local/bin/check "/opt/my app/run it.sh"
ExecStartPost=/usr/bin/web.py /ws/web.py ../web.py %t/web.py
`;

it('finds the programs beside the units that the units run from another place', async () => {
  const there = new Set(['file:///ws/web.py', 'file:///ws/run%20it.sh', 'file:///ws/check', 'file:///ws/python3']);
  const found = await companionsOf(target('user'), plan(), async (uri) =>
    there.has(uri) ? new Uint8Array() : undefined,
  );
  expect(found).toEqual([
    { file: 'file:///ws/web.py', path: '/home/me/web.py', executed: false, unit: 'a@.service' },
    { file: 'file:///ws/check', path: '/usr/local/bin/check', executed: true, unit: 'a@.service' },
    { file: 'file:///ws/run%20it.sh', path: '/opt/my app/run it.sh', executed: false, unit: 'a@.service' },
  ]);
});

it('knows the home of the system manager', async () => {
  const found = await companionsOf(target('system'), plan(), async (uri) =>
    uri.endsWith('web.py') ? new Uint8Array() : undefined,
  );
  expect(found.map(({ path }) => path)).toEqual(['/root/web.py']);
});

function target(manager: 'user' | 'system'): Target {
  const stdout = new TextEncoder().encode('/home/me\n');
  return { manager, run: async () => ({ kind: 'ok', value: { stdout } }) } as unknown as Target;
}

function plan(): Plan {
  const file = {
    source: 'file:///ws/a@.service',
    destination: 'a@.service',
    text: SERVICE,
    mode: 0o644,
    unit: 'a@.service',
  };
  return { files: [file], handlers: [] } as unknown as Plan;
}

import { describe, expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { connectionLost } from '../manager/targets/in-memory/faults.ts';
import { fileOf, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Deployed } from './deployed.ts';
import { deploymentQuestion, removalQuestion } from './question.ts';
import { remainsOf, surroundingsOf } from './surroundings.ts';
import { prepareRemoval } from './undeploy.ts';
import { NEW, prepared, SERVICE, UNITS } from './worlds-for-tests.ts';

const VENDOR = '/usr/lib/systemd/user/a.socket';
const OTHERS = `${UNITS}/a.socket.d/20-admin.conf`;
const SOCKET = `${UNITS}/a.socket`;

const DEPLOYED: Deployed = {
  target: 'user',
  unit: 'a.socket',
  service: 'a@.service',
  time: 1,
  files: [{ path: SOCKET, wanted: fileOf(NEW), before: { kind: 'absent' } }],
  folders: [],
  enabled: false,
};

describe('before a deployment', () => {
  it('names the packaged units that are overridden, templates as well', async () => {
    const machine = machineInMemory({ files: { [VENDOR]: '[Socket]\n', '/lib/systemd/user/a@.service': SERVICE } });
    const deployment = await prepared(machine);
    const around = await surroundingsOf(deployment, undefined);
    expect([...around.packaged].map(([path, { path: vendor }]) => [path, vendor])).toEqual([
      [SOCKET, VENDOR],
      [`${UNITS}/a@.service`, '/lib/systemd/user/a@.service'],
    ]);
    const { detail, everything } = deploymentQuestion(deployment, true, english, around);
    expect(detail).toContain(`Overrides the packaged unit: ${VENDOR}, /lib/systemd/user/a@.service`);
    expect(everything).toContain(`\n\nOverrides the packaged unit: ${VENDOR}\n`);
    expect(everything).toMatch(/a@\.service\n\nCommands:\n/);
  });

  it('takes no unit of another manager for the packaged one', async () => {
    const machine = machineInMemory({ files: { '/usr/lib/systemd/system/a.socket': '[Socket]\n' } });
    expect((await surroundingsOf(await prepared(machine), undefined)).packaged.size).toBe(0);
  });

  it('names units that an administrator has masked, and warns', async () => {
    const machine = machineInMemory({ files: { [SOCKET]: { kind: 'link', to: '/dev/null' } } });
    const deployment = await prepared(machine);
    const question = deploymentQuestion(deployment, true, english, await surroundingsOf(deployment, undefined));
    expect(question.warns).toBe(true);
    expect(question.detail).toContain('Masked by an administrator, and no longer masked afterwards: a.socket');
  });

  it('takes neither another link nor a program for a masked unit', async () => {
    const machine = machineInMemory({ files: { [SOCKET]: { kind: 'link', to: '/srv/a.socket' } } });
    const deployment = await prepared(machine);
    const [item] = deployment.items;
    const program = {
      ...item!,
      kind: 'handler',
      path: '/opt/app',
      installed: { kind: 'link', to: '/dev/null' },
    } as const;
    const around = await surroundingsOf({ ...deployment, items: [...deployment.items, program] }, undefined);
    expect(around.masked).toEqual([]);
  });

  it('counts what cannot be read as not there', async () => {
    const machine = machineInMemory({ files: { [SOCKET]: 'old', [VENDOR]: '[Socket]\n', [OTHERS]: '[Socket]\n' } });
    const deployment = await prepared(machine);
    machine.break(...connectionLost(1, 'instead'));
    const around = await surroundingsOf(deployment, undefined);
    expect([around.packaged.size, around.dropIns]).toEqual([0, []]);
  });

  it('warns of files that somebody has changed since they were deployed, and of no others', async () => {
    for (const [text, changed] of [
      ['# mine\n', [SOCKET]],
      [NEW.replace('9002', '9001'), []],
    ] as const) {
      const machine = machineInMemory({ files: { [SOCKET]: text, [`${UNITS}/a@.service`]: 'old' } });
      const deployment = await prepared(machine);
      const wanted = fileOf(NEW.replace('9002', '9001'));
      const previous = { ...DEPLOYED, files: [{ path: SOCKET, wanted, before: { kind: 'absent' } as const }] };
      const around = await surroundingsOf(deployment, previous);
      expect(around.changedSince).toEqual(changed);
      const { warns, detail } = deploymentQuestion(deployment, true, english, around);
      expect(warns).toBe(changed.length > 0);
      const line = `Changed by somebody else since you deployed it, and replaced: ${SOCKET}`;
      expect(detail.includes(line)).toBe(changed.length > 0);
    }
  });

  it('names the drop-ins of others, and none of its own', async () => {
    const own = `${UNITS}/a.socket.d/10.conf`;
    const machine = machineInMemory({ files: { [SOCKET]: 'old', [OTHERS]: '[Socket]\n', [own]: 'old' } });
    const deployment = await prepared(machine);
    const around = await surroundingsOf(deployment, undefined);
    expect(around.dropIns).toEqual([OTHERS]);
    const { detail } = deploymentQuestion(deployment, true, english, around);
    expect(detail).toContain(`In force as well, and not changed: ${OTHERS}`);
  });
});

describe('before a deployment is taken away', () => {
  it('names what is packaged and in force again, and the drop-ins that stay', async () => {
    const files = { [SOCKET]: NEW, [VENDOR]: '[Socket]\n', [OTHERS]: '[Socket]\n' };
    const machine = machineInMemory({ files });
    const removal = await prepareRemoval(machine.target, DEPLOYED);
    if (removal.kind !== 'ok') throw new Error(removal.kind);
    const remains = await remainsOf(machine.target, removal.value);
    expect(remains).toEqual({ packaged: [VENDOR], dropIns: [OTHERS] });
    const { detail, everything } = removalQuestion(machine.target, removal.value, english, remains);
    expect(detail).toContain(`Packaged, and in force again: ${VENDOR}`);
    expect(detail).toContain(`Not deployed from here, and left alone: ${OTHERS}`);
    expect(everything).toContain(`• ${OTHERS} (not changed: not deployed from here)\n`);
    expect(everything).toContain(`• ${VENDOR} (packaged, in force again)\n`);
  });

  it.each([
    ['a@.service', [OTHERS]],
    ['b.service', [OTHERS, `${UNITS}/b.service.d/20-admin.conf`]],
    [undefined, [OTHERS]],
  ])('names the drop-ins of others for the socket and for its service, here %s', async (service, dropIns) => {
    const own = `${UNITS}/a.socket.d/10.conf`;
    const ofService = ['a@', 'b'].map((name) => `${UNITS}/${name}.service.d/20-admin.conf`);
    const paths = [OTHERS, own, ...ofService];
    const machine = machineInMemory({
      files: {
        [SOCKET]: NEW,
        [`${UNITS}/b.service`]: SERVICE,
        ...Object.fromEntries(paths.map((path) => [path, '[Unit]\n'])),
      },
    });
    const files = [...DEPLOYED.files, { path: own, wanted: fileOf('[Unit]\n'), before: { kind: 'absent' } as const }];
    const removal = await prepareRemoval(machine.target, { ...DEPLOYED, files, service });
    if (removal.kind !== 'ok') throw new Error(removal.kind);
    expect((await remainsOf(machine.target, removal.value)).dropIns).toEqual(dropIns);
  });

  it('says of no unit that is removed itself that it is in force again', async () => {
    const machine = machineInMemory({ files: { [VENDOR]: NEW } });
    const files = [{ path: VENDOR, wanted: fileOf(NEW), before: { kind: 'absent' } as const }];
    const removal = await prepareRemoval(machine.target, { ...DEPLOYED, files });
    if (removal.kind !== 'ok') throw new Error(removal.kind);
    expect((await remainsOf(machine.target, removal.value)).packaged).toEqual([]);
  });

  it('says of no packaged unit that it is in force again where an older file is put back', async () => {
    const machine = machineInMemory({ files: { [SOCKET]: NEW, [VENDOR]: '[Socket]\n' } });
    const files = [{ path: SOCKET, wanted: fileOf(NEW), before: fileOf('old') }];
    const removal = await prepareRemoval(machine.target, { ...DEPLOYED, files });
    if (removal.kind !== 'ok') throw new Error(removal.kind);
    expect(await remainsOf(machine.target, removal.value)).toEqual({ packaged: [], dropIns: [] });
  });
});

import { describe, expect, it } from 'vitest';
import type { Handler, PlannedFile } from '../../../server/src/protocol/plan.ts';
import type { Entry } from '../manager/target.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { fileOf, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { changes, prepareDeployment, verification, withoutPrograms } from './deployment.ts';
import { plannedFile, planOf } from './plan-for-tests.ts';
import { asPlanned } from './source.ts';
import { UNITS } from './worlds-for-tests.ts';

const LATIN = Uint8Array.of(0x23, 0xe9, 0x0a);
const SOCKET = plannedFile('a.socket', '[Socket]\n');
const DROP_IN = plannedFile('a.socket.d/10.conf', '[Socket]\n', 'a.socket');

it('installs the bytes on disk, which the text of a plan cannot always hold', async () => {
  const files = ['a.socket', 'b.socket'].map((name) => plannedFile(name, '#\ufffd\n'));
  const { items } = await prepared(machineInMemory(), { files }, { 'a.socket': LATIN });
  expect(items.map(({ wanted }) => wanted.bytes)).toEqual([LATIN, new TextEncoder().encode('#\ufffd\n')]);
});

it('knows what is new, what replaces something, what only gets another mode, and what is there already', async () => {
  const machine = machineInMemory({
    files: {
      [`${UNITS}/same.socket`]: '[Socket]\n',
      [`${UNITS}/mode.socket`]: fileOf('[Socket]\n', 0o600),
      [`${UNITS}/other.socket`]: fileOf('[Socket]\n#', 0o600),
      [`${UNITS}/link.socket`]: { kind: 'link', to: '/dev/null' },
    },
  });
  const names = ['new.socket', 'same.socket', 'mode.socket', 'other.socket', 'link.socket'];
  const deployment = await prepared(machine, { files: names.map((name) => plannedFile(name, '[Socket]\n')) });
  expect(deployment.items.map(({ path, change }) => [path.slice(UNITS.length + 1), change])).toEqual([
    ['new.socket', 'create'],
    ['same.socket', 'none'],
    ['mode.socket', 'mode'],
    ['other.socket', 'replace'],
    ['link.socket', 'replace'],
  ]);
  expect(deployment.items.map(({ wanted }) => wanted.mode)).toEqual(names.map(() => 0o644));
  expect(deployment.items[4]?.installed).toEqual({ kind: 'link', to: '/dev/null' });
  expect(changes(deployment).map(({ change }) => change)).toEqual(['create', 'mode', 'replace', 'replace']);
  expect(deployment).toMatchObject({ directory: UNITS, target: machine.target });
});

it('leaves a file with its owner', async () => {
  const owner = { uid: 7, gid: 8 };
  const machine = machineInMemory({ files: { [`${UNITS}/a.socket`]: { ...fileOf('#'), owner } } });
  const { items } = await prepared(machine, { files: [SOCKET] });
  expect(items[0]?.wanted.owner).toEqual(owner);
});

it('has the units verified that can be named to systemd-analyze', async () => {
  const machine = machineInMemory({ manager: 'system' });
  const names = ['a.socket', 'web:80.socket', 'a.socket.d/x.conf'];
  const files = names.map((name) => plannedFile(name, '[Socket]\n', name.split('.d/')[0]));
  const both = await prepared(machine, { files });
  expect(verification(both)?.slice(-2)).toEqual(['--', `${UNITS}/a.socket`]);
  expect(verification(await prepared(machine, { files: files.slice(1, 2) }))).toBeUndefined();
  expect(verification({ ...both, items: both.items.map((item) => ({ ...item, change: 'none' })) })).toBeUndefined();
});

it('asks the target in vain where it cannot be reached', async () => {
  const whole = machineInMemory();
  await prepared(whole, { files: [SOCKET, DROP_IN] });
  for (let nth = 1; nth <= whole.operations.length; nth++) {
    const machine = machineInMemory();
    machine.break(fails(nth));
    expect((await prepare(machine, { files: [SOCKET, DROP_IN] })).kind, `at ${nth}`).toBe('file');
  }
});

describe('a destination', () => {
  it.each<[string, Entry | undefined, string | undefined]>([
    ['a.socket.d is missing', undefined, undefined],
    ['a.socket.d is a link to another folder', { kind: 'link', to: '/etc' }, 'leaves-directory'],
    ['a.socket.d is a link to the folder of another unit', { kind: 'link', to: 'b.socket.d' }, 'leaves-directory'],
    ['a.socket.d is a link to itself by another way', { kind: 'link', to: `${UNITS}/real` }, 'leaves-directory'],
  ])('where %s', async (_, entry, why) => {
    const machine = machineInMemory({
      files: { '/etc/x': '', [`${UNITS}/b.socket.d/x`]: '', [`${UNITS}/real/x`]: '' },
    });
    if (entry !== undefined) machine.files.write(`${UNITS}/a.socket.d`, entry);
    const made = await prepare(machine, { files: [DROP_IN] });
    expect(made.kind === 'refused' ? made.why : undefined).toBe(why);
    if (made.kind === 'refused') expect(made.what).toBe(`${UNITS}/a.socket.d/10.conf`);
  });

  it('may lie below a folder for units that is itself reached by a link', async () => {
    const machine = machineInMemory({ files: { '/srv/units/a.socket.d/x': '' }, directory: '/u/units' });
    machine.files.removeFolder('/u/units');
    machine.files.write('/u/units', { kind: 'link', to: '/srv/units' });
    expect(await prepare(machine, { files: [DROP_IN] })).toMatchObject({ kind: 'ok' });
  });

  it('is refused where its name leads elsewhere', async () => {
    const files = [plannedFile('../a.socket', '')];
    expect(await prepare(machineInMemory(), { files })).toEqual({
      kind: 'refused',
      what: '../a.socket',
      why: 'leaves-directory',
    });
  });

  it.each<[string, Entry | 'folder', string]>([
    ['a folder', 'folder', 'not-a-regular-file'],
    ['a program with the rights of its owner', fileOf('#', 0o4755), 'special-mode'],
    ['a file with a sticky bit', fileOf('#', 0o1644), 'special-mode'],
  ])('is refused where %s is in its place', async (_, entry, why) => {
    const machine = machineInMemory();
    if (entry === 'folder') machine.files.makeFolder(`${UNITS}/a.socket`);
    else machine.files.write(`${UNITS}/a.socket`, entry);
    expect(await prepare(machine, { files: [SOCKET] })).toEqual({ kind: 'refused', what: `${UNITS}/a.socket`, why });
  });

  it('keeps a special mode where nothing would be written', async () => {
    const machine = machineInMemory({ files: { '/opt/x': fileOf('#!', 0o4755) } });
    const { items } = await prepared(machine, { handlers: [handler('/opt/x')] }, { x: '#!' });
    expect(items).toMatchObject([{ change: 'none' }]);
    expect(await prepare(machine, { handlers: [handler('/opt/x')] }, { x: '#!new' })).toMatchObject({
      why: 'special-mode',
    });
  });
});

describe('a handler', () => {
  it('is copied to where the unit runs it, executable where systemd itself does', async () => {
    const handlers = [handler('/opt/x'), handler('/opt/y', false)];
    const { items } = await prepared(machineInMemory(), { handlers }, { x: '#!', y: 'data' });
    expect(items.map(({ kind, path, wanted, change, source }) => [kind, path, wanted.mode, change, source])).toEqual([
      ['handler', '/opt/x', 0o755, 'create', 'file:///workspace/x'],
      ['handler', '/opt/y', 0o644, 'create', 'file:///workspace/y'],
    ]);
  });

  it('that is gone is a failure, and is not left out in silence', async () => {
    const handlers = [handler('/opt/x'), handler('/opt/gone')];
    expect(await prepare(machineInMemory(), { handlers }, { x: '#!' })).toEqual({
      kind: 'file',
      operation: 'read',
      path: '/workspace/gone',
      code: 'ENOENT',
    });
  });

  it.each([
    [0o600, true, 0o711, 'mode'],
    [0o755, true, 0o755, 'none'],
    [0o600, false, 0o600, 'none'],
  ])('with mode %o that is executed: %s gets %o', async (mode, executed, wanted, change) => {
    const machine = machineInMemory({ files: { '/opt/x': fileOf('#!', mode) } });
    const { items } = await prepared(machine, { handlers: [handler('/opt/x', executed)] }, { x: '#!' });
    expect(items).toMatchObject([{ wanted: { mode: wanted }, change }]);
  });

  it.each(['/opt/../etc/x', 'opt/x', '/opt/a\0', '/..'])('is not copied to %j', async (path) => {
    const made = await prepare(machineInMemory(), { handlers: [handler(path)] }, { x: '#!' });
    expect(made).toEqual({ kind: 'refused', what: path, why: 'leaves-directory' });
  });

  it('can be left out, but not what only has to become executable', async () => {
    const machine = machineInMemory({ files: { '/opt/y': fileOf('data', 0o600) } });
    const handlers = [handler('/opt/x'), handler('/opt/y')];
    const deployment = await prepared(machine, { files: [SOCKET], handlers }, { x: '#!', y: 'data' });
    expect(withoutPrograms(deployment).items.map(({ path }) => path)).toEqual([`${UNITS}/a.socket`, '/opt/y']);
    expect(verification(deployment)?.slice(-2)).toEqual(['--', `${UNITS}/a.socket`]);
  });
});

interface Part {
  readonly files?: readonly PlannedFile[];
  readonly handlers?: readonly Handler[];
}

function handler(path: string, executed = true): Handler {
  const file = `file:///workspace/${path.slice(path.lastIndexOf('/') + 1)}`;
  return { file, path, belowHome: false, executed, unit: 'a@.service' };
}

function prepare(machine: MachineInMemory, part: Part, disk: Readonly<Record<string, string | Uint8Array>> = {}) {
  return prepareDeployment(machine.target, planOf(part), async (uri, text) => {
    const content = disk[uri.replace('file:///workspace/', '')];
    if (content === undefined) return asPlanned(uri, text);
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  });
}

async function prepared(...given: Parameters<typeof prepare>) {
  const made = await prepare(...given);
  if (made.kind !== 'ok') throw new Error(JSON.stringify(made));
  return made.value;
}

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Outcome, ok } from '../manager/outcome.ts';
import { fileOf, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { type Interrupted, readInterrupted, writeInterrupted } from './guard.ts';
import { createGuards, type Guards } from './guards.ts';
import { nothingToUndo } from './put-back.ts';
import { recordName } from './record-name.ts';

/** No process can have it: it is above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1;

const { target } = machineInMemory();
const UNDO = {
  ...nothingToUndo('a.socket'),
  kept: [
    {
      path: '/u/a.socket',
      before: { kind: 'absent' },
      after: { ...fileOf(''), bytes: Uint8Array.of(0, 255) },
    } as const,
  ],
  reloaded: true,
};
const NOTHING = { records: [], unreadable: [] };
const NAME = recordName('user', 'a.socket');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guards-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a guard', () => {
  it('keeps a record of what is to be undone, for nobody else to read, and tells it to the helper', async () => {
    const { guards, told } = watched();
    const guard = guards.for(target, 'a.socket');
    expect(await guard.hold()).toEqual(ok(undefined));
    expect(readdirSync(folder)).toEqual([`${NAME}.lock`]);
    expect(await guard.update(UNDO)).toEqual(ok(undefined));
    const record = readFileSync(join(folder, `${NAME}.json`), 'utf8');
    expect(readInterrupted(record)).toMatchObject({ target: 'user', undo: UNDO });
    if (process.platform !== 'win32') expect(statSync(join(folder, `${NAME}.json`)).mode & 0o777).toBe(0o600);
    expect(told).toEqual([['guard', record, join(folder, `${NAME}.json`)]]);
    await guard.release();
    expect(told.at(-1)).toEqual(['release', join(folder, `${NAME}.json`)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not trouble a helper that was told nothing', async () => {
    const { guards, told } = watched();
    const guard = guards.for(target, 'a.socket');
    await guard.hold();
    await guard.release();
    expect([told, readdirSync(folder)]).toEqual([[], []]);
  });

  it('keeps every other run of the unit on the target away, and no other run', async () => {
    const { guards } = watched();
    const guard = guards.for(target, 'a.socket');
    await guard.hold();
    const busy = { kind: 'refused', what: 'a.socket', why: 'busy' };
    expect(await guards.for(target, 'a.socket').hold()).toEqual(busy);
    expect(await watched().guards.for(target, 'a.socket').hold()).toEqual(busy);
    expect(await guards.for(target, 'b.socket').hold()).toEqual(ok(undefined));
    expect(await guards.for({ ...target, id: 'system' }, 'a.socket').hold()).toEqual(ok(undefined));
    await guard.release();
    expect(await guards.for(target, 'a.socket').hold()).toEqual(ok(undefined));
  });

  it('lets nothing be done once it has lost its hold', async () => {
    const { guards, told } = watched();
    const guard = guards.for(target, 'a.socket');
    expect(await guard.update(UNDO)).toMatchObject({ why: 'busy' });
    await guard.hold();
    rmSync(join(folder, `${NAME}.lock`));
    expect(await guard.update(UNDO)).toEqual({ kind: 'refused', what: 'a.socket', why: 'busy' });
    const other = watched().guards.for(target, 'a.socket');
    await other.hold();
    await other.update(UNDO);
    const before = readdirSync(folder);
    await guard.release();
    expect([readdirSync(folder), told]).toEqual([before, []]);
  });

  it('says why no record can be kept, and why no lock can be had', async () => {
    const { guards, told } = watched();
    const guard = guards.for(target, 'a.socket');
    await guard.hold();
    mkdirSync(join(folder, `${NAME}.json`));
    expect(await guard.update(UNDO)).toMatchObject({ kind: 'file', operation: 'write', code: 'EISDIR' });
    expect(told).toEqual([]);
    writeFileSync(join(folder, 'file'), '');
    const nowhere = createGuards(join(folder, 'file'), () => never).for(target, 'b.socket');
    const path = join(folder, 'file', `${recordName('user', 'b.socket')}.lock`);
    expect(await nowhere.hold()).toEqual({ kind: 'file', operation: 'write', path, code: expect.any(String) });
  });

  it('tells a release that failed, keeps other windows away from its record, and tries again before the next run', async () => {
    const { guards, told } = watched();
    const guard = guards.for(target, 'a.socket');
    await guard.hold();
    await guard.update(UNDO);
    const record = join(folder, `${NAME}.json`);
    // A folder is not removed as a file is.
    rmSync(record);
    mkdirSync(record);
    const failed = { kind: 'file', operation: 'write', path: record, code: expect.any(String) };
    expect(await guard.release()).toEqual(failed);
    expect(told.at(-1)).toEqual(['release', record]);
    expect(await watched().guards.leftBehind()).toEqual(NOTHING);
    expect(await watched().guards.for(target, 'a.socket').hold()).toMatchObject({ why: 'busy' });
    expect(await guards.for(target, 'a.socket').hold()).toEqual(failed);
    rmSync(record, { recursive: true });
    const next = guards.for(target, 'a.socket');
    expect(await next.hold()).toEqual(ok(undefined));
    expect(await next.release()).toEqual(ok(undefined));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells that what is left could not be recorded, and leaves it to other windows as it was recorded first', async () => {
    const { guards } = watched();
    const guard = guards.for(target, 'a.socket');
    await guard.hold();
    const record = join(folder, `${NAME}.json`);
    mkdirSync(record);
    expect(await guard.release(UNDO)).toMatchObject({ kind: 'file', path: record });
    expect(await watched().guards.for(target, 'a.socket').hold()).toEqual(ok(undefined));
  });

  it('leaves no record of its own behind where it has lost its hold, and needs none', async () => {
    const { guards } = watched();
    for (const gone of [['lock'], ['lock', 'json']]) {
      const guard = guards.for(target, 'a.socket');
      await guard.hold();
      await guard.update(UNDO);
      for (const ending of gone) rmSync(join(folder, `${NAME}.${ending}`));
      expect(await guard.release()).toEqual(ok(undefined));
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('has nothing to release where it never had the hold', async () => {
    const { guards, told } = watched();
    await guards.for(target, 'a.socket').release();
    expect([told, readdirSync(folder)]).toEqual([[], []]);
  });

  it('holds on where no helper can be started: the record tells the next session', async () => {
    const { guards, told } = watched({ kind: 'missing', program: 'node' });
    const guard = guards.for(target, 'a.socket');
    await guard.hold();
    expect(await guard.update(UNDO)).toEqual(ok(undefined));
    expect(readdirSync(folder)).toContain(`${NAME}.json`);
    expect(holders()).toEqual([process.pid]);
    await guard.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(told.map(([what]) => what)).toEqual(['guard']);
  });

  it('has the helper hold the lock as well, since it may still be undoing when the editor is gone', async () => {
    const { guards } = watched(ok(1));
    const guard = guards.for(target, 'a.socket');
    await guard.hold();
    await guard.update(UNDO);
    expect(holders()).toEqual([process.pid, 1]);
    expect(await guards.leftBehind()).toEqual(NOTHING);
    rmSync(join(folder, `${NAME}.lock`));
  });

  it('has each helper hold the lock, and writes it only where there is another one', async () => {
    const helpers: Outcome<number>[] = [ok(1), ok(1), ok(process.ppid), { kind: 'missing', program: 'node' }];
    const released: string[] = [];
    const lock = join(folder, `${NAME}.lock`);
    const watcher = {
      guard: async () => helpers.shift() ?? ok(0),
      release: async (path: string) => {
        released.push(path);
        return ok(undefined);
      },
    };
    const guard = createGuards(folder, () => watcher).for(target, 'a.socket');
    await guard.hold();
    await guard.update(UNDO);
    utimesSync(lock, 1, 1);
    await guard.update(UNDO);
    expect([holders(), statSync(lock).mtimeMs]).toEqual([[process.pid, 1], 1000]);
    await guard.update(UNDO);
    expect(holders()).toEqual([process.pid, process.ppid]);
    // One that cannot be told any more may still be there.
    await guard.update(UNDO);
    expect(holders()).toEqual([process.pid, process.ppid]);
    await guard.release();
    expect(released).toEqual([join(folder, `${NAME}.json`)]);
  });

  it('leaves on record what could not be undone, under a name by which no helper takes it for its own', async () => {
    const { guards } = watched();
    const first = guards.for(target, 'a.socket');
    await first.hold();
    await first.update(UNDO);
    const during = readInterrupted(readFileSync(join(folder, `${NAME}.json`), 'utf8'));
    await first.release({ ...UNDO, folders: ['/u/x'] });
    const [left, ...more] = (await guards.leftBehind()).records;
    expect(left).toMatchObject({ target: 'user', undo: { ...UNDO, folders: ['/u/x'] } });
    expect(left?.run).not.toBe(during?.run);
    expect(more).toEqual([]);
    const second = guards.for(target, 'a.socket');
    expect(await second.hold()).toEqual(ok({ ...UNDO, folders: ['/u/x'] }));
    expect(await guards.leftBehind()).toEqual(NOTHING);
    await second.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** The processes that hold the lock of the unit. */
function holders(): unknown {
  const lock = JSON.parse(readFileSync(join(folder, `${NAME}.lock`), 'utf8'));
  return lock.holders.map(({ pid }: { pid: number }) => pid);
}

describe('what is left behind', () => {
  const record = (name: string, unit = 'a.socket') =>
    writeFileSync(join(folder, name), writeInterrupted({ run: '1', target: 'user', undo: nothingToUndo(unit) }));
  const lock = (name: string, pid: number) =>
    writeFileSync(join(folder, name), JSON.stringify({ token: name, holders: [{ pid }] }));
  const age = (name: string, by = 61_000) => utimesSync(join(folder, name), new Date(), new Date(Date.now() - by));

  it('is what nobody holds', async () => {
    record('1.json', 'a.socket');
    record('1.json.bak', 'a.socket');
    record('2.json', 'b.socket');
    lock('2.lock', process.pid);
    record('3.json', 'c.socket');
    lock('3.lock', NOBODY);
    writeFileSync(join(folder, '4.json'), '{');
    mkdirSync(join(folder, '5.json'));
    const { records, unreadable } = await watched().guards.leftBehind();
    expect(unreadable).toEqual([join(folder, '4.json'), join(folder, '5.json')]);
    expect(records.map(({ undo }: Interrupted) => undo.unit)).toEqual(['a.socket', 'c.socket']);
  });

  it('is nothing where there is no folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['missing', 'file']) {
      expect(await createGuards(join(folder, name), () => never).leftBehind()).toEqual(NOTHING);
    }
  });

  it('is cleared of what was only begun, and of locks that nobody holds, but not of what is young or held', async () => {
    const drafts = ['.1.json.0a1b2c3d4e5f.tmp', '.2.lock.0a1b2c3d4e5f.tmp'];
    const others = [
      '.3.txt.0a1b2c3d4e5f.tmp',
      'x.json',
      '.young.json.0a1b2c3d4e5f.tmp',
      'x.lock.mine',
      '.4.json.x.0a1b2c3d4e5f.tmp',
    ];
    for (const name of [...drafts, ...others]) record(name);
    lock('dead.lock', NOBODY);
    lock('dead.lock.0a1b2c3d', NOBODY);
    lock('held.lock', process.pid);
    lock('young.lock', NOBODY);
    for (const name of readdirSync(folder).filter((one) => !one.includes('young'))) age(name);
    age('young.lock', 59_000);
    mkdirSync(join(folder, 'folder.lock'));
    if (process.platform !== 'win32') symlinkSync('missing', join(folder, 'link.lock'));
    const kept = process.platform === 'win32' ? ['folder.lock'] : ['folder.lock', 'link.lock'];
    await watched().guards.leftBehind();
    expect(readdirSync(folder).toSorted()).toEqual([...others, ...kept, 'held.lock', 'young.lock'].toSorted());
  });
});

function watched(answer: ReturnType<typeof ok<number>> = ok(process.pid)): { guards: Guards; told: string[][] } {
  const told: string[][] = [];
  const watcher = {
    guard: async (record: string, path: string) => {
      told.push(['guard', record, path]);
      return answer;
    },
    release: async (path: string) => {
      told.push(['release', path]);
      return ok(undefined);
    },
  };
  return { guards: createGuards(folder, () => watcher), told };
}

/** A helper that nobody has to ask. */
const never = { guard: fail, release: fail };

async function fail(): Promise<never> {
  throw new Error('no run is guarded here');
}

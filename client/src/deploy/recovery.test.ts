import { describe, expect, it } from 'vitest';
import { type Outcome, ok } from '../manager/outcome.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { fileOf, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Guard, Interrupted } from './guard.ts';
import { nothingToUndo, type Undo } from './put-back.ts';
import { type Found, type Recovery, recover, recoverAll } from './recovery.ts';
import { UNITS } from './worlds-for-tests.ts';

const SOCKET = `${UNITS}/a.socket`;
const UNDO: Undo = {
  ...nothingToUndo('a.socket'),
  kept: [{ path: SOCKET, before: fileOf('[Socket]\n#old\n'), after: fileOf('[Socket]\n') }],
};
const LEFT: Interrupted = { run: '1', target: 'user', undo: UNDO };
const machine = () => machineInMemory({ files: { [SOCKET]: '[Socket]\n' } });

describe('what a run has left', () => {
  it('is put back, and forgotten', async () => {
    const { target, files } = machine();
    const { guardOf, log } = guardWith(ok(UNDO));
    expect(await recover(LEFT, target, guardOf)).toMatchObject({
      kind: 'tried',
      steps: [{ outcome: { kind: 'ok' } }, { name: 'reload' }],
    });
    expect(files.read(SOCKET)).toMatchObject(fileOf('[Socket]\n#old\n'));
    expect(log).toEqual(['a.socket on user', 'hold', 'release']);
  });

  it('stays on record where a step fails, although others do not', async () => {
    const { target, ...one } = machine();
    const left = { ...UNDO, folders: ['/empty'] };
    const { guardOf, log } = guardWith(ok(left));
    one.break(fails(2));
    expect(await recover(LEFT, target, guardOf)).toMatchObject({
      kind: 'tried',
      steps: [{ outcome: { kind: 'file' } }, { path: '/empty', outcome: { kind: 'ok' } }],
    });
    expect(log).toEqual(['a.socket on user', 'hold', { left }]);
  });

  it('is forgotten where somebody else has changed the file since', async () => {
    const { target, files } = machine();
    files.write(SOCKET, fileOf('theirs'));
    const { guardOf, log } = guardWith(ok(UNDO));
    expect(await recover(LEFT, target, guardOf)).toMatchObject({
      steps: [{ outcome: { kind: 'left-alone' } }, {}],
    });
    expect(log.at(-1)).toBe('release');
  });

  it('stays on record where its target is not there', async () => {
    expect(await recover(LEFT, undefined, () => never())).toEqual({ kind: 'no-target' });
  });

  it.each<[string, Outcome<Undo | undefined>, readonly string[]]>([
    ['is doing it', { kind: 'refused', what: 'a.socket', why: 'busy' }, ['a.socket on user', 'hold']],
    ['has done it', ok(undefined), ['a.socket on user', 'hold', 'release']],
  ])('is left to another window that %s', async (_, held, expected) => {
    const { target, operations } = machine();
    const { guardOf, log } = guardWith(held);
    expect(await recover(LEFT, target, guardOf)).toEqual({ kind: 'elsewhere' });
    expect([log, operations]).toEqual([expected, []]);
  });

  it('is what is on record by then, not what was found first', async () => {
    const { target, files } = machine();
    const { guardOf } = guardWith(ok(nothingToUndo('a.socket')));
    expect(await recover(LEFT, target, guardOf)).toEqual({ kind: 'tried', steps: [] });
    expect(files.read(SOCKET)).toMatchObject(fileOf('[Socket]\n'));
  });
});

it('tells that its record could not be removed', async () => {
  const failure = { kind: 'file', operation: 'write', path: '/records/1', code: 'EROFS' } as const;
  const { guardOf } = guardWith(ok(UNDO), failure);
  expect(await recover(LEFT, machine().target, guardOf)).toMatchObject({ kind: 'tried', unreleased: failure });
});

describe('all that runs have left', () => {
  const system = () =>
    machineInMemory({ manager: 'system', elevation: 'sudo', directory: UNITS, files: { [SOCKET]: '[Socket]\n' } });
  const far = () => {
    const one = machine();
    return { ...one, target: { ...one.target, host: 'far.example' } };
  };
  const kinds = (told: readonly (readonly [Found, Recovery])[]) => told.map(([, { kind }]) => kind);

  /** Recovers records of these machines: what was asked about, what was told, and in which order. */
  const all = async (
    targets: readonly (Found['target'] | undefined)[],
    answer: (asked: readonly Found[]) => readonly Found[],
  ) => {
    const asked: (readonly Found[])[] = [];
    const told: (readonly [Found, Recovery])[] = [];
    const found = targets.map((target) => ({ left: LEFT, target }));
    const choose = async (some: readonly Found[]) => {
      asked.push(some);
      // Whoever thinks about the answer keeps nothing else waiting.
      await expect.poll(() => told.length).toBe(found.length - some.length);
      return answer(some);
    };
    await recoverAll(found, guardWith(ok(UNDO)).guardOf, choose, (...one) => told.push(one));
    return { found, asked, told };
  };

  it('is put back at once on this machine, where no privileges are needed, and nobody is asked', async () => {
    const { target, files } = machine();
    const { asked, told } = await all([target, undefined], () => []);
    expect([asked, kinds(told)]).toEqual([[], ['tried', 'no-target']]);
    expect(files.read(SOCKET)).toMatchObject(fileOf('[Socket]\n#old\n'));
  });

  it('is asked about in one question where it takes privileges or another machine, and untouched without a yes', async () => {
    const [here, root, there] = [machine(), system(), far()];
    const { found, asked, told } = await all([root.target, here.target, there.target], () => []);
    expect([asked, kinds(told)]).toEqual([[[found[0], found[2]]], ['tried']]);
    expect([root.operations, there.operations]).toEqual([[], []]);
  });

  it('is put back as far as was chosen', async () => {
    const [root, there] = [system(), far()];
    const { told } = await all([root.target, there.target], ([first]) => (first ? [first] : []));
    expect(kinds(told)).toEqual(['tried']);
    expect(root.files.read(SOCKET)).toMatchObject(fileOf('[Socket]\n#old\n'));
    expect(root.operations[0]).toMatchObject({ kind: 'acquire' });
    expect(there.operations).toEqual([]);
  });

  it('is not tried without the password', async () => {
    const { target, operations, ...one } = system();
    one.break(fails(1));
    const { guardOf, log } = guardWith(ok(UNDO));
    expect(await recover(LEFT, target, guardOf)).toEqual({
      kind: 'tried',
      steps: [{ name: 'acquire', argv: undefined, path: undefined, outcome: { kind: 'denied', detail: 'dismissed' } }],
    });
    expect(operations.map(({ kind }) => kind)).toEqual(['acquire']);
    expect(log.at(-1)).toEqual({ left: UNDO });
  });
});

function guardWith(held: Outcome<Undo | undefined>, released: Outcome<void> = ok(undefined)) {
  const log: unknown[] = [];
  const guard: Guard = {
    hold: async () => {
      log.push('hold');
      return held;
    },
    update: async () => ok(undefined),
    release: async (left) => {
      log.push(left === undefined ? 'release' : { left });
      return released;
    },
  };
  const guardOf = (target: { readonly id: string }, unit: string) => {
    log.push(`${unit} on ${target.id}`);
    return guard;
  };
  return { guardOf, log };
}

function never(): never {
  throw new Error('not to be asked');
}

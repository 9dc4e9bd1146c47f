import { describe, expect, it } from 'vitest';
import { type Outcome, ok } from '../manager/outcome.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { fileOf, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Guard, Interrupted } from './guard.ts';
import { nothingToUndo, type Undo } from './put-back.ts';
import { recover } from './recovery.ts';
import { UNITS } from './worlds-for-tests.ts';

const SOCKET = `${UNITS}/a.socket`;
const UNDO: Undo = {
  ...nothingToUndo('a.socket'),
  kept: [{ path: SOCKET, before: fileOf('[Socket]\n#old\n'), after: fileOf('[Socket]\n') }],
};
const LEFT: Interrupted = { run: '1', target: 'user', undo: UNDO };
const machine = () => machineInMemory({ files: { [SOCKET]: '[Socket]\n' } });
const yes = async () => true;

describe('what a run has left', () => {
  it('is put back, and forgotten', async () => {
    const { target, files } = machine();
    const { guardOf, log } = guardWith(ok(UNDO));
    expect(await recover(LEFT, target, guardOf, yes)).toMatchObject({
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
    expect(await recover(LEFT, target, guardOf, yes)).toMatchObject({
      kind: 'tried',
      steps: [{ outcome: { kind: 'file' } }, { path: '/empty', outcome: { kind: 'ok' } }],
    });
    expect(log).toEqual(['a.socket on user', 'hold', { left }]);
  });

  it('is forgotten where somebody else has changed the file since', async () => {
    const { target, files } = machine();
    files.write(SOCKET, fileOf('theirs'));
    const { guardOf, log } = guardWith(ok(UNDO));
    expect(await recover(LEFT, target, guardOf, yes)).toMatchObject({
      steps: [{ outcome: { kind: 'left-alone' } }, {}],
    });
    expect(log.at(-1)).toBe('release');
  });

  it('stays on record where its target is not there', async () => {
    expect(await recover(LEFT, undefined, () => never(), never)).toEqual({ kind: 'no-target' });
  });

  it.each<[string, Outcome<Undo | undefined>, readonly string[]]>([
    ['is doing it', { kind: 'refused', what: 'a.socket', why: 'busy' }, ['a.socket on user', 'hold']],
    ['has done it', ok(undefined), ['a.socket on user', 'hold', 'release']],
  ])('is left to another window that %s', async (_, held, expected) => {
    const { target, operations } = machine();
    const { guardOf, log } = guardWith(held);
    expect(await recover(LEFT, target, guardOf, yes)).toEqual({ kind: 'elsewhere' });
    expect([log, operations]).toEqual([expected, []]);
  });

  it('is what is on record by then, not what was found first', async () => {
    const { target, files } = machine();
    const { guardOf } = guardWith(ok(nothingToUndo('a.socket')));
    expect(await recover(LEFT, target, guardOf, yes)).toEqual({ kind: 'tried', steps: [] });
    expect(files.read(SOCKET)).toMatchObject(fileOf('[Socket]\n'));
  });
});

describe('where it takes privileges', () => {
  const system = () =>
    machineInMemory({ manager: 'system', elevation: 'sudo', directory: UNITS, files: { [SOCKET]: '[Socket]\n' } });

  it('the person is asked, once, before anything else', async () => {
    const { files, ...one } = system();
    const acquired: unknown[] = [];
    const acquire: typeof one.target.acquire = (agreed) => {
      acquired.push(agreed);
      return one.target.acquire(agreed);
    };
    const target = { ...one.target, acquire };
    const { guardOf, log } = guardWith(ok(UNDO));
    const agree = async (about: unknown) => {
      expect([about, log]).toEqual([target, []]);
      return true;
    };
    expect(await recover(LEFT, target, guardOf, agree)).toMatchObject({ kind: 'tried' });
    expect(files.read(SOCKET)).toMatchObject(fileOf('[Socket]\n#old\n'));
    expect(acquired).toEqual([{ files: [SOCKET], units: ['a.socket'] }]);
  });

  it('nothing happens without a yes', async () => {
    const { target, operations } = system();
    expect(await recover(LEFT, target, never, async () => false)).toEqual({ kind: 'declined' });
    expect(operations).toEqual([]);
  });

  it('nothing is tried without the password', async () => {
    const { target, operations, ...one } = system();
    one.break(fails(1));
    const { guardOf, log } = guardWith(ok(UNDO));
    expect(await recover(LEFT, target, guardOf, yes)).toEqual({
      kind: 'tried',
      steps: [{ name: 'acquire', argv: undefined, path: undefined, outcome: { kind: 'denied', detail: 'dismissed' } }],
    });
    expect(operations.map(({ kind }) => kind)).toEqual(['acquire']);
    expect(log.at(-1)).toEqual({ left: UNDO });
  });

  it('nobody is asked where there is nobody to ask', async () => {
    const { guardOf } = guardWith(ok(UNDO));
    expect(await recover(LEFT, machine().target, guardOf, never)).toMatchObject({ kind: 'tried' });
  });
});

function guardWith(held: Outcome<Undo | undefined>) {
  const log: unknown[] = [];
  const guard: Guard = {
    hold: async () => {
      log.push('hold');
      return held;
    },
    update: async () => ok(undefined),
    release: async (left) => void log.push(left === undefined ? 'release' : { left }),
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

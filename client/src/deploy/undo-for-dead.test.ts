import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { fileOf, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { type Interrupted, writeInterrupted } from './guard.ts';
import { nothingToUndo } from './put-back.ts';
import { objectionToRecord, undoForDead } from './undo-for-dead.ts';

let folder: string;
let path: string;
let record: Interrupted;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dead-'));
  path = join(folder, 'record.json');
  const kept = [{ path: join(folder, 'a.socket'), before: fileOf('old'), after: fileOf('new') }];
  record = { run: '1', target: 'user', undo: { ...nothingToUndo('a.socket'), kept } };
});
afterEach(() => rmSync(folder, { recursive: true }));

const machine = () => machineInMemory({ files: { [join(folder, 'a.socket')]: 'new' } });

// On Windows paths of this machine are not those of a target.
describe.skipIf(process.platform === 'win32')('a helper whose editor is gone', () => {
  it('puts back what the record says, and removes it', async () => {
    writeFileSync(path, writeInterrupted(record));
    const { target, files } = machine();
    await undoForDead(writeInterrupted(record), path, (id) => (id === 'user' ? target : undefined));
    expect(files.read(join(folder, 'a.socket'))).toMatchObject(fileOf('old'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes by what it was told, where the file is ahead by what was not done yet', async () => {
    const ahead = { ...record, undo: { ...record.undo, kept: [], folders: ['/x'] } };
    writeFileSync(path, writeInterrupted(ahead));
    const { target, files, operations } = machine();
    await undoForDead(writeInterrupted(record), path, () => target);
    expect(files.read(join(folder, 'a.socket'))).toMatchObject(fileOf('old'));
    expect(operations.filter(({ kind }) => kind === 'removeFolder')).toEqual([]);
  });

  it.each([
    ['of another run', () => writeInterrupted({ ...record, run: '2' })],
    ['gone', () => undefined],
    ['unreadable', () => '{'],
  ])('touches nothing where the record is %s', async (_, text) => {
    const written = text();
    if (written !== undefined) writeFileSync(path, written);
    const { target, operations } = machine();
    await undoForDead(writeInterrupted(record), path, () => target);
    expect(operations).toEqual([]);
    if (written !== undefined) expect(readFileSync(path, 'utf8')).toBe(written);
  });

  it('touches nothing for what it cannot read, or a target that is not there', async () => {
    writeFileSync(path, writeInterrupted(record));
    const { target, operations } = machine();
    await undoForDead('{', path, () => target);
    await undoForDead(writeInterrupted(record), join(folder, 'x'.repeat(300)), () => target);
    await undoForDead(writeInterrupted(record), path, () => undefined);
    expect([operations, readdirSync(folder)]).toEqual([[], ['record.json']]);
  });

  it('leaves the record where a step fails, for the next session', async () => {
    const other = { path: join(folder, 'b.socket'), before: fileOf('old'), after: fileOf('new') };
    const two = writeInterrupted({ ...record, undo: { ...record.undo, kept: [...record.undo.kept, other] } });
    writeFileSync(path, two);
    const { target, files, ...failing } = machine();
    files.write(other.path, fileOf('new'));
    failing.break(fails(1));
    await undoForDead(two, path, () => target);
    expect(files.read(join(folder, 'a.socket'))).toMatchObject(fileOf('old'));
    expect(readFileSync(path, 'utf8')).toBe(two);
  });

  it('clears away what was only begun, on this machine alone', async () => {
    const draft = '.a.socket.0123456789ab.tmp';
    const { target } = machine();
    for (const host of ['far.example', undefined]) {
      writeFileSync(path, writeInterrupted(record));
      writeFileSync(join(folder, draft), '');
      await undoForDead(writeInterrupted(record), path, () => ({ ...target, host }));
      expect(readdirSync(folder)).toEqual(host === undefined ? [] : [draft]);
    }
  });
});

describe('a record for privileges', () => {
  const agreed = { files: ['/u/a.socket', '/u/a.socket.d/10.conf'], units: ['a.socket', 'a.service'] };
  const kept = agreed.files.map((file) => ({ path: file, before: { kind: 'absent' }, after: fileOf('x') }) as const);
  const undo = { ...nothingToUndo('a.socket'), kept: [...kept], folders: ['/u/a.socket.d'], stopped: ['a.service'] };
  const objectionTo = (change: Partial<Interrupted>) =>
    objectionToRecord(writeInterrupted({ run: '1', target: 'system', undo, ...change }), [agreed]);

  it('is guarded where all of it was agreed to', () => {
    expect(objectionTo({})).toBeUndefined();
  });

  it.each<[string, Partial<Interrupted>]>([
    ['user', { target: 'user' }],
    [
      '/etc/shadow',
      { undo: { ...undo, kept: [...kept, { path: '/etc/shadow', before: fileOf('x'), after: fileOf('y') }] } },
    ],
    // The folder of a file that was agreed to may be removed, but is no file to write.
    ['/u', { undo: { ...undo, kept: [...kept, { path: '/u', before: fileOf('x'), after: fileOf('y') }] } }],
    ['/etc/ssh', { undo: { ...undo, folders: ['/etc/ssh'] } }],
    ['sshd.service', { undo: { ...undo, stopped: ['sshd.service'] } }],
    ['b.socket', { undo: { ...undo, unit: 'b.socket' } }],
  ])('is not guarded where %s is in it', (what, change) => {
    expect(objectionTo(change)).toBe(what);
  });

  it('is not guarded where it cannot be read', () => {
    expect(objectionToRecord('{"x":1}', [agreed])).toBe('{"x":1}');
    expect(objectionToRecord('x'.repeat(81), [agreed])).toBe('x'.repeat(80));
  });
});

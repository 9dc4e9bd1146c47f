import { describe, expect, it } from 'vitest';
import { LARGEST_FILE, type NodeFs, nodeDisk } from './disk.ts';

interface FakeFile {
  /** What stat says before it is opened, and what fstat says of the open file. */
  readonly seen?: 'file' | 'other';
  readonly opened?: 'file' | 'other';
  readonly size?: number;
  readonly content: Uint8Array;
}

/** A disk with one file, and what was done with it. */
function fakeDisk(file: FakeFile) {
  const done: string[] = [];
  let at = 0;
  const stat = (kind: 'file' | 'other') => ({
    size: file.size ?? file.content.length,
    isFile: () => kind === 'file',
    isDirectory: () => false,
  });
  const fs: NodeFs = {
    constants: { O_RDONLY: 0, O_NONBLOCK: 2048 },
    statSync: () => stat(file.seen ?? 'file'),
    openSync: (_path, flags) => {
      done.push(`open ${flags}`);
      return 7;
    },
    fstatSync: () => stat(file.opened ?? 'file'),
    readSync: (_descriptor, buffer, offset, length) => {
      const part = file.content.subarray(at, at + length);
      buffer.set(part, offset);
      at += part.length;
      return part.length;
    },
    closeSync: () => void done.push('close'),
    readdirSync: () => [],
    readlinkSync: () => '',
    realpathSync: (path) => path,
  };
  return { disk: nodeDisk(fs), done, readBytes: () => at };
}

describe('reading a file', () => {
  it('gives the bytes, opened without waiting, and closes it', () => {
    const { disk, done } = fakeDisk({ content: new TextEncoder().encode('[Unit]\n') });
    expect(disk.read('/x')).toEqual(new TextEncoder().encode('[Unit]\n'));
    expect(done).toEqual(['open 2048', 'close']);
  });

  it.each([
    ['/proc, where every size is 0', 0],
    ['a file that grows while it is read', 10],
  ])('reads to the end in %s', (_name, size) => {
    const content = new Uint8Array(30_000).fill(65);
    expect(fakeDisk({ content, size }).disk.read('/x')).toEqual(content);
  });

  it('does not open what is no regular file', () => {
    const { disk, done } = fakeDisk({ seen: 'other', content: new Uint8Array() });
    expect(disk.read('/x')).toBe('not-regular');
    expect(done).toEqual([]);
  });

  it('does not read a FIFO that took the place of the file, and closes it', () => {
    const { disk, done } = fakeDisk({ opened: 'other', content: new Uint8Array(10) });
    expect(disk.read('/x')).toBe('not-regular');
    expect(done).toEqual(['open 2048', 'close']);
  });

  it('does not open a file over the limit', () => {
    const { disk, done } = fakeDisk({ content: new Uint8Array(), size: LARGEST_FILE + 1 });
    expect(disk.read('/x')).toBe('too-large');
    expect(done).toEqual([]);
  });

  it('reads a file of just the limit', () => {
    const read = fakeDisk({ content: new Uint8Array(LARGEST_FILE) }).disk.read('/x');
    expect(read).toHaveLength(LARGEST_FILE);
  });

  it('stops at the limit where the size was no truth, and closes it', () => {
    const { disk, done, readBytes } = fakeDisk({ content: new Uint8Array(2 * LARGEST_FILE), size: 0 });
    expect(disk.read('/x')).toBe('too-large');
    expect(readBytes()).toBe(LARGEST_FILE + 1);
    expect(done).toEqual(['open 2048', 'close']);
  });
});

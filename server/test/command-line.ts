import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { run } from '../src/check/run.ts';
import { decodeUnit, encodeUnit } from '../src/core/text/bytes.ts';
import { nodeDisk } from '../src/disk/disk.ts';
import { textNames } from '../src/protocol/locale.ts';
import { textsOf } from '../tools/texts.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a run of the command line gave. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of one test, and the command line run in it. */
export interface CommandLine {
  /** The folder's path. */
  readonly folder: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  read(name: string): string;
  /** Runs the command line in this process, as if it had been started in the folder. */
  run(...words: string[]): Ran;
  /** The same with a text on standard input. */
  withInput(text: string): Pick<CommandLine, 'run'>;
  /** The findings of `check`. */
  json(...words: string[]): Record<string, unknown>[];
}

export const SERVICE = '[Service]\nExecStart=/bin/true\n';
export const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n[Install]\nWantedBy=sockets.target\n';

/** Gives each test of a file a folder, which is removed behind it. */
export function commandLine(): CommandLine {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'cli-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function runHere(...words: string[]): Ran {
    return runWith('', words);
  }

  function runWith(input: string, words: readonly string[]): Ran {
    const out: Uint8Array[] = [];
    let unread = encodeUnit(input);
    const err: string[] = [];
    const status = run(words, {
      disk: nodeDisk(fs),
      program: '1.2.3',
      architecture: 'x86-64',
      isTerminal: false,
      hasColours: false,
      // As a pipe has it: once it was read, there is nothing in it.
      input: () => {
        const bytes = unread;
        unread = new Uint8Array();
        return bytes;
      },
      locale: undefined,
      texts: (locale) => (textNames(locale).includes('zh-cn') ? textsOf(ROOT, 'zh-cn') : undefined),
      resolve: (path) => resolve(folder, path),
      write: (path, content) => {
        try {
          fs.writeFileSync(path, content);
          return undefined;
        } catch (error) {
          return (error as NodeJS.ErrnoException).code;
        }
      },
      print: (output) => void out.push(Buffer.from(output)),
      progress: () => undefined,
      complain: (text) => void err.push(text),
    });
    return { status, stdout: decodeUnit(Buffer.concat(out)), stderr: err.join('') };
  }

  return {
    get folder() {
      return folder;
    },
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        fs.mkdirSync(join(folder, name, '..'), { recursive: true });
        fs.writeFileSync(join(folder, name), content);
      }
    },
    read: (name) => fs.readFileSync(join(folder, name), 'utf8'),
    run: runHere,
    withInput: (text) => ({ run: (...words) => runWith(text, words) }),
    json: (...words) => JSON.parse(runHere('check', '--format', 'json', ...words).stdout),
  };
}

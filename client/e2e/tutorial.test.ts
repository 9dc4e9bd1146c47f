import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TESTER } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { startUserManager } from './harness/user-manager.ts';
import { waitFor } from './harness/wait.ts';

// The tutorial is followed to the letter: its files are written, its commands run in order, and each prints what the page says that it does.

const DOCS = join(import.meta.dirname, '../../docs');

describe.each(['tutorial.md', 'tutorial.zh-cn.md'])('%s', async (page) => {
  const reason = await missing('machine');
  let manager: Manager;

  beforeAll(async () => {
    if (reason === undefined) manager = await startUserManager();
  });
  afterAll(() => manager?.stop());

  test('does what it says', async (context) => {
    if (reason !== undefined) return context.skip(reason);
    const text = readFileSync(join(DOCS, page), 'utf8');
    const steps = stepsOf(text);
    // What is written in another way would be left out unnoticed.
    expect(steps).toHaveLength(text.match(/^ *\$ |^ *```\w/gm)?.length ?? Number.NaN);
    for (const step of steps) {
      if (step.kind === 'file') write(manager, step.name, step.text);
      else await follow(manager, step);
    }
  });
});

type Step =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly command: string; readonly printed: readonly string[] };

/** The files of a page, which have their names in the first line of the block, and its commands, which stand behind a `$`, with what they print. */
function stepsOf(page: string): readonly Step[] {
  const blocks = page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```|^ {4}\$ (.*)\n((?: {4}(?!\$).*\n)*)/gm);
  return Array.from(blocks, ([, name, text = '', command = '', output = '']) =>
    name === undefined
      ? {
          kind: 'command',
          command,
          printed: output
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        }
      : { kind: 'file', name, text },
  );
}

function write(manager: Manager, name: string, text: string): void {
  if (!name.endsWith('.py')) {
    manager.install(name, text);
    return;
  }
  const file = join(manager.home, name);
  writeFileSync(file, text);
  chownSync(file, TESTER, TESTER);
}

/** What curl says of a connection that is reset: it depends on whether its request was sent by then. */
const CUT_OFF = /^curl: \((?:52|56)\)/m;

/** Runs a command as a person would in a shell, until it prints what it should: messages reach the journal, and instances end, a moment later. */
async function follow(manager: Manager, { command, printed }: Step & { kind: 'command' }): Promise<void> {
  let last = '';
  const run = async () => {
    const { code, stdout, stderr } = await manager.run(['sh', '-c', command], {
      env: { HOME: '/home/tester', LC_ALL: 'C.UTF-8' },
    });
    last = `${stdout}${stderr}`;
    return printed.length > 0
      ? printed.every((line) => last.includes(line) || (CUT_OFF.test(line) && CUT_OFF.test(last)))
      : code === 0;
  };
  const mayRepeat = /^(?:journalctl|systemctl --user list-units)\b/.test(command);
  if (await run()) return;
  if (!mayRepeat) throw new Error(`${command} printed\n${last}\nand not\n${printed.join('\n')}`);
  await waitFor(`${command} to print ${printed.join(' / ')}`, run);
}

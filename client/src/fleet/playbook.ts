import { Document } from 'yaml';
import { deploying } from './deploying.ts';
import type { Order, OrderedFile } from './order.ts';
import { puttingBack } from './putting-back.ts';
import { NOT_SYSTEMD, STEP } from './steps.ts';
import { type Task, task, tidying, unsafe } from './tasks.ts';

/**
 * The playbook that carries out an order: it keeps what it replaces, has each machine's own systemd verify the units before the
 * manager is reloaded, and puts everything back on a machine where a step fails or whose connection is lost. It uses nothing
 * but ansible.builtin.
 *
 * Names and paths are marked as `!unsafe`, or Ansible would take braces in them for expressions and evaluate them here.
 *
 * @param token Some letters that make the names of kept files this run's own, together with the time.
 * @param cancellable Whether a file named `cancel` beside the playbook makes it stop before the next step, and put back.
 */
export function playbookText(order: Order, token: string, cancellable: boolean): string {
  const play = {
    name: `Deploy ${order.unit}`,
    hosts: 'all',
    gather_facts: false,
    vars: variables(order, token),
    tasks: [
      task(STEP.look, 'setup', { gather_subset: ['!all'] }),
      task(STEP.systemd, 'assert', {
        that: "ansible_facts.service_mgr == 'systemd'",
        fail_msg: NOT_SYSTEMD,
        quiet: true,
      }),
      {
        name: `Deploy ${order.unit}, or leave everything as it was`,
        become: becoming(order),
        environment: environment(order),
        block: deploying(order, cancellable),
        rescue: puttingBack(order),
        // Else a machine whose connection is lost would be given up at once, half new.
        ignore_unreachable: true,
      },
      // Only where all went well: what was kept must not go where it was not put back.
      {
        name: 'Tidy up',
        become: becoming(order),
        block: tidying(),
      },
    ],
  };
  const document = new Document([play], { version: '1.1' });
  document.commentBefore = ` Deploys ${order.unit}. Written by the extension systemd Socket Units.`;
  return document.toString({ lineWidth: 110 });
}

function variables({ manager, start, files }: Order, token: string): Task {
  return {
    unit_folder: manager === 'system' ? '/etc/systemd/system' : '{{ ansible_facts.user_dir }}/.config/systemd/user',
    unit: unsafe(start ?? ''),
    come_back_within: COME_BACK_WITHIN,
    files: files.map((file, index) => ({
      source: file.source,
      folder: folderOf(file),
      name: unsafe(file.name),
      mode: `0${file.mode.toString(8)}`,
      // A playbook can be run by hand again and again, so its files have the time in their names as well.
      kept: `.${token}-{{ ansible_facts.date_time.iso8601_basic_short }}.${index + 1}.${plain(file.name)}.kept`,
    })),
    // Copies of the same files that are there from an earlier run.
    earlier_folders: [...new Map(files.map((file) => [file.folder, folderOf(file)])).values()],
    earlier_copies: files.map(
      ({ name }) => `[.]systemd-units-.*[.][0-9]+[.]${plain(name).replaceAll('.', '[.]')}[.]kept$`,
    ),
    folders: foldersOf(files),
  };
}

/** How long, in seconds, a machine that was lost is waited for. */
const COME_BACK_WITHIN = 60;

/** A file's name, as a part of another name and of a pattern: long enough for a person to know it again. */
function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9@._-]/g, '_').slice(-100);
}

function becoming({ manager }: Order): unknown {
  return manager === 'system' ? '{{ ansible_facts.user_uid != 0 }}' : false;
}

/** The folder for units differs from person to person; every other is as written. */
function folderOf({ folder }: OrderedFile): unknown {
  return folder === undefined ? '{{ unit_folder }}' : unsafe(folder);
}

function foldersOf(files: readonly OrderedFile[]): Task[] {
  const byPath = new Map<string, Task>();
  for (const file of files) {
    const below = file.name.split('/').slice(0, -1).join('/');
    byPath.set(`${file.folder}\n${below}`, { folder: folderOf(file), name: unsafe(below) });
  }
  return [...byPath.values()];
}

/** Without a session, nobody tells the tools where the user's manager is. */
function environment({ manager }: Order): Task {
  const plain = { LC_ALL: 'C.UTF-8', SYSTEMD_PAGER: '', SYSTEMD_COLORS: '0' };
  return manager === 'user' ? { ...plain, XDG_RUNTIME_DIR: '/run/user/{{ ansible_facts.user_uid }}' } : plain;
}

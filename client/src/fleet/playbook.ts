import { Document, Scalar } from 'yaml';
import { analyzeVerify, systemctl } from '../activation/systemctl.ts';
import type { Order, OrderedFile } from './order.ts';
import { CANCELLED, NOT_SYSTEMD, PUT_BACK, STEP } from './steps.ts';

/**
 * The playbook that carries out an order: it keeps what it replaces, has each machine's own systemd verify the units before the
 * manager is reloaded, and puts everything back on a machine where a step fails. It uses nothing but ansible.builtin.
 *
 * Names and paths are marked as `!unsafe`, or Ansible would take braces in them for expressions and evaluate them here.
 *
 * @param token Some letters that make the names of kept files this run's own.
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
        become: order.manager === 'system' ? '{{ ansible_facts.user_uid != 0 }}' : false,
        environment: environment(order),
        block: deploying(order, cancellable),
        rescue: puttingBack(order),
        always: [
          task(STEP.tidy, 'file', { path: KEPT, state: 'absent' }, { ...EACH_FILE, ...FOR_REAL, changed_when: false }),
        ],
      },
    ],
  };
  const document = new Document([play], { version: '1.1' });
  document.commentBefore = ` Deploys ${order.unit}. Written by the extension systemd Socket Units.`;
  return document.toString({ lineWidth: 110 });
}

type Task = Readonly<Record<string, unknown>>;

function task(name: string, module: string, args: Task, more: Task = {}): Task {
  return { name, [`ansible.builtin.${module}`]: args, ...more };
}

function variables({ manager, start, files }: Order, token: string): Task {
  return {
    unit_folder: manager === 'system' ? '/etc/systemd/system' : '{{ ansible_facts.user_dir }}/.config/systemd/user',
    unit: unsafe(start ?? ''),
    files: files.map((file, index) => ({
      source: file.source,
      folder: folderOf(file),
      name: unsafe(file.name),
      mode: `0${file.mode.toString(8)}`,
      kept: `.${token}.${index + 1}.kept`,
    })),
    folders: foldersOf(files),
  };
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

function deploying(order: Order, cancellable: boolean): Task[] {
  const { manager, start, files } = order;
  const goOn = cancellable ? [task(STEP.goOn, 'fail', { msg: CANCELLED }, { when: CANCEL_WANTED })] : [];
  const fragments = files.filter(({ fragment }) => fragment).map(({ name }) => unsafe(name));
  const paths = fragments.map((_, index) => `{{ unit_folder }}/{{ fragments[${index}] }}`);
  return [
    ...(start === undefined
      ? []
      : [task(STEP.active, 'command', command(systemctl({ manager }, 'is-active', [UNIT])), ASK('was'))]),
    task(STEP.there, 'stat', { path: PATH, get_checksum: false }, { ...EACH_FILE, register: 'there' }),
    ...goOn,
    task(STEP.keep, 'command', command(['cp', '--archive', '--no-dereference', '--', PATH_THERE, KEPT_THERE]), {
      ...EACH_THERE,
      when: ['not ansible_check_mode', 'item.stat.exists'],
      changed_when: false,
    }),
    task(
      STEP.folders,
      'file',
      { path: '{{ item.folder }}/{{ item.name }}', state: 'directory' },
      { loop: '{{ folders }}', loop_control: { label: '{{ item.folder }}/{{ item.name }}' }, register: 'made' },
    ),
    task(
      STEP.install,
      'copy',
      { src: '{{ playbook_dir }}/{{ item.source }}', dest: PATH, mode: '{{ item.mode }}', decrypt: false },
      { ...EACH_FILE, register: 'installed' },
    ),
    ...(paths.length === 0
      ? []
      : [
          task(STEP.verify, 'command', command(analyzeVerify({ manager }, paths)), {
            vars: { fragments },
            register: 'verdict',
            changed_when: false,
            // A machine may have a manager and not the tool that checks for it.
            failed_when: "verdict.rc != 0 and 'No such file or directory' not in (verdict.msg | default(''))",
            when: ['not ansible_check_mode', 'installed is changed'],
          }),
        ]),
    ...goOn,
    task(
      STEP.reload,
      'systemd',
      { daemon_reload: true, scope: manager },
      { when: ['not ansible_check_mode', 'installed is changed'] },
    ),
    ...goOn,
    ...(start === undefined ? [] : starting(order, start)),
  ];
}

function starting({ manager }: Order, start: string): Task[] {
  const state = "{{ 'restarted' if installed is changed else 'started' }}";
  // A service that has done its work and ended is as it should be.
  const [verb, bad] = start.endsWith('.service') ? ['is-failed', 'state.rc == 0'] : ['is-active', 'state.rc != 0'];
  return [
    task(STEP.start, 'systemd', { name: UNIT, state, scope: manager }, FOR_REAL),
    task(STEP.check, 'command', command(systemctl({ manager }, verb, [UNIT])), {
      register: 'state',
      changed_when: false,
      failed_when: bad,
      ...FOR_REAL,
    }),
  ];
}

/** Where nothing was installed yet, there is nothing to put back. */
function puttingBack({ manager, start }: Order): Task[] {
  const begun = { when: ['not ansible_check_mode', 'installed is defined'] };
  const since = '--since=@{{ ansible_facts.date_time.epoch }}';
  const journal = ['journalctl', '--no-pager', '--lines=20', '--output=cat', since, JOURNAL_OF[manager], UNIT];
  return [
    ...(start === undefined ? [] : [task(STEP.reason, 'command', command(journal), { ...ASK('journal'), ...begun })]),
    task(STEP.restore, 'command', command(['mv', '--force', '--no-target-directory', '--', KEPT_THERE, PATH_THERE]), {
      ...EACH_THERE,
      when: [...begun.when, 'item.stat.exists'],
    }),
    task(
      STEP.remove,
      'file',
      { path: PATH_THERE, state: 'absent' },
      {
        ...EACH_THERE,
        when: [...begun.when, 'not item.stat.exists'],
      },
    ),
    task(STEP.removeFolders, 'command', command(['rmdir', '--ignore-fail-on-non-empty', '--', '{{ item.path }}']), {
      loop: "{{ made.results | default([]) | selectattr('changed') | reverse }}",
      loop_control: { label: '{{ item.path }}' },
      ...begun,
    }),
    task(STEP.reloadAgain, 'systemd', { daemon_reload: true, scope: manager }, begun),
    ...(start === undefined
      ? []
      : [
          task(
            STEP.startAgain,
            'command',
            command(systemctl({ manager }, "{{ 'restart' if was.stdout == 'active' else 'stop' }}", [UNIT])),
            { failed_when: false, ...begun },
          ),
          // Or it would stay on record as failed, and count as a start that failed.
          task(STEP.startAgain, 'command', command(systemctl({ manager }, 'reset-failed', [UNIT])), {
            failed_when: false,
            when: [...begun.when, "was.stdout != 'active'"],
          }),
        ]),
    task(STEP.putBack, 'fail', { msg: PUT_BACK }),
  ];
}

function command(argv: readonly unknown[]): Task {
  return { argv };
}

function unsafe(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.tag = '!unsafe';
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

const UNIT = '{{ unit }}';
const PATH = '{{ item.folder }}/{{ item.name }}';
const KEPT = '{{ item.folder }}/{{ item.kept }}';
/** The same for the results of having looked at each file. */
const PATH_THERE = '{{ item.item.folder }}/{{ item.item.name }}';
const KEPT_THERE = '{{ item.item.folder }}/{{ item.item.kept }}';
const EACH_FILE = { loop: '{{ files }}', loop_control: { label: PATH } };
const EACH_THERE = { loop: '{{ there.results | default([]) }}', loop_control: { label: PATH_THERE } };
const FOR_REAL = { when: 'not ansible_check_mode' };
const CANCEL_WANTED = "(playbook_dir ~ '/cancel') is exists";
const JOURNAL_OF = { system: '--unit', user: '--user-unit' } as const;

/** Asks something and takes any answer. */
const ASK = (register: string) => ({ register, changed_when: false, failed_when: false, check_mode: false });

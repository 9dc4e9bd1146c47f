import { analyzeVerify, systemctl } from '../manager/systemctl.ts';
import type { Order } from './order.ts';
import { CANCELLED, STEP } from './steps.ts';
import {
  ASK,
  command,
  EACH_FILE,
  EACH_THERE,
  FOR_REAL,
  KEPT_THERE,
  PATH,
  PATH_THERE,
  type Task,
  task,
  UNIT,
  unsafe,
  watched,
} from './tasks.ts';

/**
 * The tasks that carry out an order. As soon as something may have been changed, each is watched, so that a connection that is
 * lost makes them fail.
 */
export function deploying(order: Order, cancellable: boolean): Task[] {
  const { manager, start, files } = order;
  const goOn = cancellable ? [task(STEP.goOn, 'fail', { msg: CANCELLED }, { when: CANCEL_WANTED })] : [];
  const fragments = files.filter(({ fragment }) => fragment).map(({ name }) => unsafe(name));
  const paths = fragments.map((_, index) => `{{ unit_folder }}/{{ fragments[${index}] }}`);
  return [
    ...looking(order),
    ...goOn,
    ...watched(STEP.keep, 'command', command(['cp', '--archive', '--no-dereference', '--', PATH_THERE, KEPT_THERE]), {
      ...EACH_THERE,
      when: ['not ansible_check_mode', 'item.stat.exists'],
      changed_when: false,
      register: 'kept',
    }),
    ...watched(
      STEP.folders,
      'file',
      { path: '{{ item.folder }}/{{ item.name }}', state: 'directory' },
      { loop: '{{ folders }}', loop_control: { label: '{{ item.folder }}/{{ item.name }}' }, register: 'made' },
    ),
    ...watched(
      STEP.install,
      'copy',
      { src: '{{ playbook_dir }}/{{ item.source }}', dest: PATH, mode: '{{ item.mode }}', decrypt: false },
      { ...EACH_FILE, register: 'installed' },
    ),
    ...(paths.length === 0
      ? []
      : watched(STEP.verify, 'command', command(analyzeVerify({ manager }, paths)), {
          vars: { fragments },
          register: 'verdict',
          changed_when: false,
          // A machine may have a manager and not the tool that checks for it.
          failed_when: "verdict.rc != 0 and 'No such file or directory' not in (verdict.msg | default(''))",
          when: ['not ansible_check_mode', 'installed is changed'],
        })),
    ...goOn,
    ...watched(
      STEP.reload,
      'systemd',
      { daemon_reload: true, scope: manager },
      { when: ['not ansible_check_mode', 'installed is changed'], register: 'reloaded' },
    ),
    ...goOn,
    ...(start === undefined ? [] : starting(order, start)),
  ];
}

/** Nothing is changed by these: a machine that is lost here is as it was, and Ansible may give it up. */
function looking({ manager, start, expected }: Order): Task[] {
  const given = { ignore_unreachable: false };
  const names = expected.map((_, index) => `{{ expected[${index}] }}`);
  const wanted = { paths: '{{ earlier_folders }}', patterns: '{{ earlier_copies }}' };
  return [
    ...(expected.length === 0
      ? []
      : [
          task(STEP.expected, 'command', command(systemctl({ manager }, 'cat', names)), {
            ...given,
            vars: { expected: expected.map(unsafe) },
            changed_when: false,
            check_mode: false,
          }),
        ]),
    ...(start === undefined
      ? []
      : [
          task(STEP.active, 'command', command(systemctl({ manager }, 'is-active', [UNIT])), {
            ...ASK('was'),
            ...given,
          }),
        ]),
    task(STEP.there, 'stat', { path: PATH, get_checksum: false }, { ...EACH_FILE, register: 'there', ...given }),
    task(
      STEP.lookEarlier,
      'find',
      { ...wanted, use_regex: true, hidden: true, file_type: 'any' },
      { register: 'earlier', ...given },
    ),
    task(
      STEP.earlier,
      'debug',
      { msg: '{{ item.path }}' },
      { loop: '{{ earlier.files }}', loop_control: { label: '{{ item.path }}' } },
    ),
  ];
}

function starting({ manager }: Order, start: string): Task[] {
  const state = "{{ 'restarted' if installed is changed else 'started' }}";
  // A service that has ended successfully is fine.
  const [verb, bad] = start.endsWith('.service') ? ['is-failed', 'state.rc == 0'] : ['is-active', 'state.rc != 0'];
  return [
    ...watched(STEP.start, 'systemd', { name: UNIT, state, scope: manager }, { ...FOR_REAL, register: 'started' }),
    ...watched(STEP.check, 'command', command(systemctl({ manager }, verb, [UNIT])), {
      register: 'state',
      changed_when: false,
      failed_when: bad,
      ...FOR_REAL,
    }),
  ];
}

const CANCEL_WANTED = "(playbook_dir ~ '/cancel') is exists";

import { systemctl } from '../manager/systemctl.ts';
import type { Order } from './order.ts';
import { LEFT, NEW, PUT_BACK, STEP } from './steps.ts';
import { ASK, command, EACH_THERE, KEPT_THERE, PATH_THERE, type Task, task, tidying, UNIT, watched } from './tasks.ts';

/**
 * What happens where a step failed: everything is put back, on a machine that was lost once it is there again. Where that does
 * not work, the copies of the old files stay, and it is said where they are.
 */
export function puttingBack(order: Order): Task[] {
  return [
    {
      name: 'Put everything back, or say what is left',
      block: [
        task(
          STEP.wait,
          'wait_for_connection',
          { timeout: '{{ come_back_within }}', sleep: 2 },
          { when: ['not ansible_check_mode', 'lost is defined', 'lost is failed'] },
        ),
        ...steps(order),
      ],
      rescue: [
        task(
          STEP.left,
          'debug',
          { msg: `{{ (${KEPT_EXPRESSION}) if item.stat.exists else '${NEW}' }}` },
          { ...EACH_THERE, when: ['not ansible_check_mode', 'installed is defined or item.stat.exists'] },
        ),
        task(STEP.putBack, 'fail', { msg: LEFT }),
      ],
    },
    ...tidying(),
    task(STEP.putBack, 'fail', { msg: PUT_BACK }),
  ];
}

/** Where nothing was installed yet, there is nothing to put back. */
function steps({ manager, start }: Order): Task[] {
  const begun = { when: ['not ansible_check_mode', 'installed is defined'] };
  const since = '--since=@{{ ansible_facts.date_time.epoch }}';
  const journal = ['journalctl', '--no-pager', '--lines=20', '--output=cat', since, ...JOURNAL_OF[manager]];
  const watch = (name: string, module: string, args: Task, more: Task = {}) =>
    watched(name, module, args, { ...begun, ...more, register: 'back' }, 'lost_again');
  return [
    ...(start === undefined ? [] : [task(STEP.reason, 'command', command(journal), { ...ASK('journal'), ...begun })]),
    ...watch(
      STEP.restore,
      'command',
      command(['mv', '--force', '--no-target-directory', '--', KEPT_THERE, PATH_THERE]),
      {
        ...EACH_THERE,
        when: [...begun.when, 'item.stat.exists'],
      },
    ),
    ...watch(
      STEP.remove,
      'file',
      { path: PATH_THERE, state: 'absent' },
      { ...EACH_THERE, when: [...begun.when, 'not item.stat.exists'] },
    ),
    ...watch(STEP.removeFolders, 'command', command(['rmdir', '--ignore-fail-on-non-empty', '--', '{{ item.path }}']), {
      loop: "{{ made.results | default([]) | selectattr('changed', 'defined') | selectattr('changed') | reverse }}",
      loop_control: { label: '{{ item.path }}' },
    }),
    ...watch(STEP.reloadAgain, 'systemd', { daemon_reload: true, scope: manager }),
    ...(start === undefined
      ? []
      : [
          ...watch(
            STEP.startAgain,
            'command',
            command(systemctl({ manager }, "{{ 'restart' if was.stdout == 'active' else 'stop' }}", [UNIT])),
            { failed_when: false },
          ),
          // Or it would stay on record as failed, and count as a start that failed.
          ...watch(STEP.startAgain, 'command', command(systemctl({ manager }, 'reset-failed', [UNIT])), {
            failed_when: false,
            when: [...begun.when, "was.stdout != 'active'"],
          }),
        ]),
  ];
}

const KEPT_EXPRESSION = "item.item.folder ~ '/' ~ item.item.kept";

/**
 * What is said of the unit, or by it. `--unit` leaves out what a child of the manager says of it that had ended when journald read that:
 * why an address cannot be listened on, for one (socket_address_listen_in_cgroup in src/core/socket.c).
 */
const JOURNAL_OF = {
  system: [`UNIT=${UNIT}`, '+', `_SYSTEMD_UNIT=${UNIT}`],
  user: [`USER_UNIT=${UNIT}`, '+', `_SYSTEMD_USER_UNIT=${UNIT}`],
} as const;

import { Scalar } from 'yaml';
import { STEP } from './steps.ts';

/** A task, or a block of them, as YAML has it. */
export type Task = Readonly<Record<string, unknown>>;

export function task(name: string, module: string, args: Task, more: Task = {}): Task {
  return { name, [`ansible.builtin.${module}`]: args, ...more };
}

/**
 * A task, and after it one that fails where the connection was lost meanwhile. Ansible gives up a machine that it loses, without running
 * `rescue` or `always`; with ignore_unreachable it would continue as if the task had been done.
 *
 * @param register Where the task's result goes.
 * @param lost Where it goes that the connection was lost.
 */
export function watched(name: string, module: string, args: Task, more: Task & { register: string }, lost = 'lost') {
  const { register } = more;
  // Some versions say of a loop only in its items that the machine was lost.
  const items = `${register}.results | default([]) | selectattr('unreachable', 'defined') | list | length > 0`;
  return [
    task(name, module, args, more),
    task(STEP.stillThere, 'fail', { msg: LOST }, { when: `${register} is unreachable or ${items}`, register: lost }),
  ];
}

/** The message of the task after one that was cut off. */
const LOST = 'The connection to the machine was lost.';

/** Removes the copies of what was replaced. A failure to do so is harmless, but reported. */
export function tidying(): Task[] {
  const failed = "tidied is failed or tidied.results | selectattr('unreachable', 'defined') | list | length > 0";
  return [
    task(
      STEP.tidy,
      'file',
      { path: KEPT, state: 'absent' },
      {
        ...EACH_FILE,
        ...FOR_REAL,
        changed_when: false,
        register: 'tidied',
        ignore_errors: true,
        ignore_unreachable: true,
      },
    ),
    task(
      STEP.copies,
      'debug',
      { msg: KEPT_THERE },
      { ...EACH_THERE, when: ['not ansible_check_mode', failed, 'item.stat.exists'] },
    ),
  ];
}

export function command(argv: readonly unknown[]): Task {
  return { argv };
}

/** Marks a name or path, so that braces in it are no expression. */
export function unsafe(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.tag = '!unsafe';
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

export const UNIT = '{{ unit }}';
export const PATH = '{{ item.folder }}/{{ item.name }}';
const KEPT = '{{ item.folder }}/{{ item.kept }}';
/** The same for the results of having looked at each file. */
export const PATH_THERE = '{{ item.item.folder }}/{{ item.item.name }}';
export const KEPT_THERE = '{{ item.item.folder }}/{{ item.item.kept }}';
export const EACH_FILE = { loop: '{{ files }}', loop_control: { label: PATH } };
export const EACH_THERE = { loop: '{{ there.results | default([]) }}', loop_control: { label: PATH_THERE } };
export const FOR_REAL = { when: 'not ansible_check_mode' };

/** Queries something; any result is accepted. */
export const ASK = (register: string) => ({ register, changed_when: false, failed_when: false, check_mode: false });

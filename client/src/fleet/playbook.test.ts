import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Order } from './order.ts';
import { playbookText } from './playbook.ts';
import { STEP } from './steps.ts';

const ORDER: Order = {
  unit: 'a.socket',
  start: 'a.socket',
  manager: 'system',
  files: [
    file('files/1', undefined, 'a@.service', true),
    file('files/2', undefined, 'a.socket.d/on.conf', false),
    file('files/3', "/opt/{{ 1 }}\n'", 'yes', false),
  ],
  expected: [],
};

interface Play {
  readonly vars: Record<string, unknown>;
  readonly tasks: {
    readonly name: string;
    readonly become?: unknown;
    readonly block?: Task[];
    readonly rescue?: Task[];
    readonly ignore_unreachable?: boolean;
  }[];
}
type Task = Record<string, unknown> & { readonly name: string; readonly block?: Task[]; readonly rescue?: Task[] };

function read(order: Order, cancellable = false): Play {
  const [play] = parse(playbookText(order, 'tok', cancellable), { version: '1.1', customTags: [UNSAFE] }) as [Play];
  return play;
}

/** Keeps in sight what is marked. */
const UNSAFE = { tag: '!unsafe', resolve: (text: string) => `unsafe:${text}` };

describe('a playbook', () => {
  it('marks every name and path that is not its own as unsafe', () => {
    expect(read(ORDER).vars).toEqual({
      unit_folder: '/etc/systemd/system',
      unit: 'unsafe:a.socket',
      come_back_within: 60,
      files: [
        {
          source: 'files/1',
          folder: '{{ unit_folder }}',
          name: 'unsafe:a@.service',
          mode: '0644',
          kept: `${RUN}.1.a@.service.kept`,
        },
        {
          source: 'files/2',
          folder: '{{ unit_folder }}',
          name: 'unsafe:a.socket.d/on.conf',
          mode: '0644',
          kept: `${RUN}.2.a.socket.d_on.conf.kept`,
        },
        {
          source: 'files/3',
          folder: "unsafe:/opt/{{ 1 }}\n'",
          name: 'unsafe:yes',
          mode: '0644',
          kept: `${RUN}.3.yes.kept`,
        },
      ],
      earlier_folders: ['{{ unit_folder }}', "unsafe:/opt/{{ 1 }}\n'"],
      earlier_copies: ['a@[.]service', 'a[.]socket[.]d_on[.]conf', 'yes'].map(
        (name) => `[.]systemd-units-.*[.][0-9]+[.]${name}[.]kept$`,
      ),
      folders: [
        { folder: '{{ unit_folder }}', name: 'unsafe:' },
        { folder: '{{ unit_folder }}', name: 'unsafe:a.socket.d' },
        { folder: "unsafe:/opt/{{ 1 }}\n'", name: 'unsafe:' },
      ],
    });
  });

  it('verifies before it reloads, and reloads before it starts', () => {
    const [, , deploy] = read(ORDER).tasks;
    const names = deploy?.block?.map(({ name }) => name) ?? [];
    const order = [STEP.keep, STEP.install, STEP.verify, STEP.reload, STEP.start, STEP.check];
    expect(names.filter((name) => (order as string[]).includes(name))).toEqual(order);
    expect(deploy?.become).toBe('{{ ansible_facts.user_uid != 0 }}');
    const verify = deploy?.block?.find(({ name }) => name === STEP.verify);
    expect(verify).toMatchObject({
      'ansible.builtin.command': {
        argv: ['systemd-analyze', '--no-pager', '--man=no', 'verify', '--', '{{ unit_folder }}/{{ fragments[0] }}'],
      },
      vars: { fragments: ['unsafe:a@.service'] },
    });
  });

  it('asks a machine for the units that it is to have before it changes anything, and in a check as well', () => {
    const [, , deploy] = read({ ...ORDER, expected: ['a.socket', 'b@.service'] }).tasks;
    expect(deploy?.block?.[0]).toEqual({
      name: STEP.expected,
      'ansible.builtin.command': {
        argv: [
          ...['systemctl', '--no-pager', '--no-ask-password', 'cat', '--'],
          '{{ expected[0] }}',
          '{{ expected[1] }}',
        ],
      },
      vars: { expected: ['unsafe:a.socket', 'unsafe:b@.service'] },
      ignore_unreachable: false,
      changed_when: false,
      check_mode: false,
    });
    expect(JSON.stringify(read(ORDER).tasks)).not.toContain(STEP.expected);
  });

  it('needs no privileges for a user manager, and says where that is', () => {
    const play = read({ ...ORDER, manager: 'user' });
    expect(play.vars['unit_folder']).toBe('{{ ansible_facts.user_dir }}/.config/systemd/user');
    expect(play.tasks[2]).toMatchObject({
      become: false,
      environment: { XDG_RUNTIME_DIR: '/run/user/{{ ansible_facts.user_uid }}' },
    });
  });

  it('starts nothing where there is only a template, and stops on demand only when told to look', () => {
    const { tasks } = read({ ...ORDER, start: undefined });
    expect(JSON.stringify(tasks)).not.toContain(STEP.start);
    expect(JSON.stringify(tasks)).not.toContain(STEP.goOn);
    const whole = JSON.stringify(read(ORDER, true).tasks);
    expect([whole.includes(STEP.start), whole.includes(STEP.goOn)]).toEqual([true, true]);
  });

  it('goes on after no step that may have changed something without looking whether the machine is still there', () => {
    const [, , deploy] = read(ORDER).tasks;
    const putBack = deploy?.rescue?.[0]?.block ?? [];
    expect(deploy?.ignore_unreachable).toBe(true);
    for (const [tasks, first] of [
      [deploy?.block ?? [], STEP.keep],
      [putBack, STEP.restore],
    ] as const) {
      const watched = tasks.slice(tasks.findIndex(({ name }) => name === first));
      expect(watched[0]?.name).toBe(first);
      expect(watched.map(({ name }, index) => (index % 2 === 1 ? name : STEP.stillThere))).toEqual(
        watched.map(() => STEP.stillThere),
      );
      for (const [index, { when }] of watched.entries()) {
        if (index % 2 === 1) expect(when).toContain(`${watched[index - 1]?.['register']} is unreachable`);
      }
    }
    // What only looks changes nothing, so Ansible may give up a machine that it loses there.
    const looking = (deploy?.block ?? []).filter(({ name }) =>
      [STEP.active, STEP.there, STEP.lookEarlier].includes(name as never),
    );
    expect(looking.map((one) => one['ignore_unreachable'])).toEqual([false, false, false]);
  });

  it('waits only for a machine that was lost, and keeps the old files where they could not be put back', () => {
    const [, , deploy, tidy] = read(ORDER).tasks;
    const [putBack, ...after] = deploy?.rescue ?? [];
    expect(putBack?.block?.[0]).toMatchObject({
      name: STEP.wait,
      when: ['not ansible_check_mode', 'lost is defined', 'lost is failed'],
    });
    expect(putBack?.rescue?.map(({ name }) => name)).toEqual([STEP.left, STEP.putBack]);
    expect(after.map(({ name }) => name)).toEqual([STEP.tidy, STEP.copies, STEP.putBack]);
    expect(tidy?.block?.map(({ name }) => name)).toEqual([STEP.tidy, STEP.copies]);
    expect(deploy).not.toHaveProperty('always');
  });
});

const RUN = '.tok-{{ ansible_facts.date_time.iso8601_basic_short }}';

function file(source: string, folder: string | undefined, name: string, fragment: boolean): Order['files'][number] {
  return { source, bytes: new Uint8Array(), folder, name, mode: 0o644, fragment };
}

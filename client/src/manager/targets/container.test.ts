import { describe, expect, it } from 'vitest';
import { type Failure, type Outcome, ok, type Ran } from '../outcome.ts';
import type { RunOptions } from '../target.ts';
import { containerOf, containersIn, containerTarget, listContainers } from './container.ts';
import { ranOf } from './in-memory/ran.ts';
import type { Said } from './in-memory/systemd.ts';

it('lists containers, and neither virtual machines nor the machine itself', () => {
  const listed = [
    { machine: 'web1', class: 'container', service: 'systemd-nspawn', os: 'debian' },
    { machine: 'win', class: 'vm', service: 'libvirt-qemu' },
    { machine: '.host', class: 'host' },
    { machine: '-x', class: 'container' },
    { machine: 'a@b', class: 'container' },
  ];
  expect(containersIn(JSON.stringify(listed))).toEqual(['web1']);
  expect(containersIn('No machines.')).toEqual([]);
  expect(containersIn('{}')).toEqual([]);
  expect(containersIn('[{"class":"container"},{"class":"container","machine":1}]')).toEqual([]);
});

it('reads only names that machined could have given out of ids', () => {
  expect(containerOf('container:web-1.example')).toBe('web-1.example');
  expect(['container:', 'container:-x', 'container:a@b', 'ssh:x:user', 'container:a b'].map(containerOf)).toEqual(
    new Array(5).fill(undefined),
  );
});

/** What runs programs on the machine that the container is on, and says this of the first of them. */
function here(said: Said | Failure, during: (options: RunOptions) => Promise<void> | void = () => {}) {
  const ran: { argv: readonly string[]; options: RunOptions }[] = [];
  const run = async (argv: readonly string[], options: RunOptions = {}): Promise<Outcome<Ran>> => {
    ran.push({ argv, options });
    if (ran.length > 1) return ok(ranOf(argv, { code: 0 }));
    await during(options);
    return 'kind' in said ? said : ok(ranOf(argv, said));
  };
  return { run, ran };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const LINE = 'systemd-units:42\n';

describe('a container', () => {
  it('is asked for as machinectl lists it, and is none where that fails', async () => {
    const json = '[{"machine":"web1","class":"container"}]';
    const asked = here({ code: 0, stdout: json });
    expect(await listContainers(asked.run)).toEqual(['web1']);
    expect(asked.ran).toEqual([
      { argv: ['machinectl', '--no-pager', '--output=json', 'list'], options: { timeout: 5_000 } },
    ]);
    expect(await listContainers(here({ code: 1, stdout: json }).run)).toEqual([]);
    expect(await listContainers(here({ kind: 'missing', program: 'machinectl' }).run)).toEqual([]);
  });

  it('is entered by root alone', async () => {
    const { run, ran } = here({ code: 0 });
    const target = containerTarget('web1', run, false);
    const refused = { kind: 'unavailable', reason: 'no-privileges' };
    expect(await target.run(['true'])).toMatchObject(refused);
    expect(await target.read('/etc/a')).toMatchObject(refused);
    expect(await target.acquire({} as never)).toMatchObject(refused);
    expect(target.elevation).toBe('none');
    expect(ran).toEqual([]);
    const asRoot = containerTarget('web1', run, true);
    expect([await asRoot.acquire({} as never), await asRoot.unitDirectory()]).toEqual([
      ok(undefined),
      ok('/etc/systemd/system'),
    ]);
    expect(asRoot).toMatchObject({
      id: 'container:web1',
      kind: 'container',
      manager: 'system',
      host: 'web1',
      elevation: 'direct',
    });
  });

  it('runs a program as a unit of its own manager, which replaces no variable in it', async () => {
    const { run, ran } = here({ code: 3, stdout: `motd\n${LINE}out`, stderr: `hint\n${LINE}err` });
    const options = { cwd: '/srv', env: { A: '$B' }, privileged: true, input: bytes('in'), limit: 100 };
    const outcome = await containerTarget('web1', run, true).run(['echo', '$HOME'], options);
    const value = { argv: ['echo', '$HOME'], code: 3, pid: 42, stdout: bytes('out'), stderr: 'err', truncated: false };
    expect(outcome).toMatchObject({ kind: 'ok', value });
    const [{ argv, options: given }] = ran as [(typeof ran)[0]];
    expect(argv.slice(0, 10)).toEqual([
      'systemd-run',
      '--machine=web1',
      expect.stringMatching(/^--unit=systemd-units-[0-9a-f]{16}\.service$/),
      ...['--quiet', '--pipe', '--wait', '--collect', '--service-type=exec', '--', '/bin/sh'],
    ]);
    expect(argv[11]).toContain('exec "$$@"');
    expect(argv.slice(12)).toEqual([
      'sh',
      '/srv',
      ...['LC_ALL=C.UTF-8', 'SYSTEMD_PAGER=', 'SYSTEMD_COLORS=0', 'SYSTEMD_URLIFY=0', 'A=$$B', '--', 'echo', '$$HOME'],
    ]);
    expect(given).toMatchObject({ input: bytes('in'), timeout: 30_000, limit: 100 + 64 * 1024 });
    expect(Object.keys(given)).not.toContain('privileged');
  });

  it('keeps no more of the output than it is to', async () => {
    const target = (stdout: string) => containerTarget('web1', here({ code: 0, stdout }).run, true);
    const ask = (stdout: string) => target(stdout).run(['cat'], { limit: 3 });
    expect(await ask(`${LINE}abc`)).toMatchObject({ value: { stdout: bytes('abc'), truncated: false } });
    expect(await ask(`${LINE}abcd`)).toMatchObject({ value: { stdout: bytes('abc'), truncated: true } });
  });

  it.each<[Said | Failure, Failure]>([
    [
      { code: 127, stdout: 'systemd-units:missing\n' },
      { kind: 'missing', program: 'curl' },
    ],
    [
      { code: 1, stderr: 'No such machine\n' },
      { kind: 'unavailable', reason: 'other', detail: 'No such machine' },
    ],
    [{ kind: 'cancelled' }, { kind: 'cancelled' }],
    [
      { kind: 'timeout', milliseconds: 5, ran: ranOf([], { code: 0, stderr: 'Away\n' }) },
      { kind: 'unavailable', reason: 'other', detail: 'Away' },
    ],
  ])('tells of %j as %j', async (said, expected) => {
    expect(await containerTarget('web1', here(said).run, true).run(['curl'])).toEqual(expected);
  });

  it('tells of a program that took too long what it has said', async () => {
    const ran = ranOf([], { code: 0, stdout: `${LINE}half` });
    const { run } = here({ kind: 'timeout', milliseconds: 5, ran });
    expect(await containerTarget('web1', run, true).run(['curl'])).toMatchObject({
      kind: 'timeout',
      milliseconds: 5,
      ran: { argv: ['curl'], stdout: bytes('half') },
    });
  });

  it('passes on what comes while the program runs, without what announces it', async () => {
    const came: string[] = [];
    const { run } = here({ code: 0, stdout: LINE }, ({ onOutput }) => {
      for (const part of ['motd\nsystemd-uni', 'ts:42\none', ' two']) onOutput?.(bytes(part), 'stdout');
      onOutput?.(bytes(`${LINE}bad`), 'stderr');
    });
    const onOutput = (chunk: Uint8Array, stream: string) =>
      void came.push(`${stream}: ${new TextDecoder().decode(chunk)}`);
    await containerTarget('web1', run, true).run(['cat'], { onOutput });
    expect(came).toEqual(['stdout: one', 'stdout:  two', 'stderr: bad']);
  });

  /** The commands that end the unit, once what happens while the program runs has happened, and what comes `afterwards`. */
  async function stops(
    options: RunOptions,
    during: (given: RunOptions) => Promise<void> | void,
    afterwards: () => Promise<void> | void = () => {},
  ): Promise<readonly string[][]> {
    const { run, ran } = here({ code: 0, stdout: LINE }, during);
    await containerTarget('web1', run, true).run(['cat'], options);
    await afterwards();
    const unit = /--unit=(\S+)/.exec(ran[0]!.argv.join(' '))![1]!;
    return ran.slice(1).map(({ argv }) => argv.map((word) => (word === unit ? 'UNIT' : word)));
  }
  const STOP = ['systemctl', '--machine=web1', '--no-ask-password', 'stop', '--', 'UNIT'];
  const pass = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

  it('stops the unit of a program that nobody waits for any more, and of no other', async () => {
    const [now, later] = [new AbortController(), new AbortController()];
    expect(await stops({ signal: now.signal }, () => now.abort())).toEqual([STOP]);
    const afterwards = () => later.abort();
    expect(await stops({ signal: later.signal }, () => {}, afterwards)).toEqual([]);
  });

  it('stops the unit of a program that takes too long, and of no other', async () => {
    expect(await stops({ timeout: 1 }, () => pass(30))).toEqual([STOP]);
    expect(await stops({ timeout: 0 }, () => pass(30))).toEqual([]);
    expect(
      await stops(
        { timeout: 20 },
        () => {},
        () => pass(40),
      ),
    ).toEqual([]);
  });

  it('stops once the unit of a program that says more than is wanted, unless the rest is to be thrown away', async () => {
    const much = ({ onOutput }: RunOptions) => {
      for (const size of [64 * 1024, 10, 1, 1]) onOutput?.(new Uint8Array(size), 'stdout');
    };
    expect(await stops({ limit: 10, overflow: 'stop' }, much)).toEqual([STOP]);
    expect(await stops({ limit: 12, overflow: 'stop' }, much)).toEqual([]);
    expect(await stops({ limit: 10 }, much)).toEqual([]);
  });
});

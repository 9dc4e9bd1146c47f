import { outputText, succeeded } from './outcome.ts';
import type { Target } from './target.ts';

/** Who holds an address. */
export interface PortOwner {
  readonly process: string;
  readonly pid: number;
  /** The unit it runs in, or for a manager itself the socket unit it listens for. */
  readonly unit: string | undefined;
}

/** Finds the processes that hold an address such as `[::]:9999` or `/run/foo.sock`, as far as this user may see them. */
export async function findOwners(target: Target, address: string): Promise<readonly PortOwner[]> {
  const argv = ownerCommand(address);
  if (argv === undefined) return [];
  const listed = await target.run(argv, { timeout: 5_000 });
  if (listed.kind !== 'ok') return [];
  return Promise.all(parseOwners(outputText(listed.value)).map((owner) => nameOwner(target, owner, address)));
}

/** The command that tells who listens on a TCP or UDP port, or on a Unix socket's path. */
export function ownerCommand(address: string): string[] | undefined {
  const port = /(?:^|:)(\d+)$/.exec(address)?.[1];
  if (port !== undefined) return ['ss', '-Hlntup', 'sport', '=', `:${port}`];
  if (/^[/@]/.test(address)) return ['ss', '-Hlxp', 'src', address];
  return undefined;
}

/** The processes that ss names. */
export function parseOwners(output: string): readonly Pick<PortOwner, 'process' | 'pid'>[] {
  const found = [...output.matchAll(/\("((?:[^"\\]|\\.)*)",pid=(\d+),fd=\d+\)/g)];
  const owners = found.map(([, process = '', pid]) => ({ process, pid: Number(pid) }));
  return owners.filter((owner, index) => owners.findIndex((other) => other.pid === owner.pid) === index);
}

/** ss knows a process by the name of its main thread; its command line and its control group tell more. */
async function nameOwner(
  target: Target,
  owner: Pick<PortOwner, 'process' | 'pid'>,
  address: string,
): Promise<PortOwner> {
  const [cmdline, cgroup] = await Promise.all([
    target.run(['cat', `/proc/${owner.pid}/cmdline`], { timeout: 5_000, limit: 4096 }),
    target.run(['cat', `/proc/${owner.pid}/cgroup`], { timeout: 5_000, limit: 4096 }),
  ]);
  const words = cmdline.kind === 'ok' ? outputText(cmdline.value).split('\0').filter(Boolean) : [];
  const command = words.map((word, index) => (index === 0 ? word.slice(word.lastIndexOf('/') + 1) : word)).join(' ');
  const process = command === '' ? owner.process : command.length > 60 ? `${command.slice(0, 60)}…` : command;
  if (owner.process === 'systemd')
    return { process: 'systemd', pid: owner.pid, unit: await socketUnit(target, owner.pid, address) };
  const group = cgroup.kind === 'ok' ? outputText(cgroup.value).trim() : '';
  return { process, pid: owner.pid, unit: /\/([^/]+\.service)$/m.exec(group)?.[1] };
}

/** The socket unit for which a manager, the system's or the user's, holds the address. */
async function socketUnit(target: Target, pid: number, address: string): Promise<string | undefined> {
  const scope = pid === 1 ? ['--system'] : ['--user'];
  const argv = ['systemctl', ...scope, '--no-pager', '--no-ask-password', '--output=json', 'list-sockets'];
  const listed = succeeded(await target.run(argv, { timeout: 5_000 }));
  if (listed.kind !== 'ok') return undefined;
  try {
    const sockets = JSON.parse(outputText(listed.value)) as { listen?: string; unit?: string }[];
    const port = /:\d+$/.exec(address)?.[0];
    return sockets.find(({ listen = '' }) => (port === undefined ? listen === address : listen.endsWith(port)))?.unit;
  } catch {
    return undefined;
  }
}

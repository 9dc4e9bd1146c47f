import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { mustRun } from '../../tools/program.ts';
import { type Account, type Machine, TESTER } from './machine.ts';
import { waitFor } from './wait.ts';

/** An sshd on the loopback of a throw-away machine, with keys of its own, and a client that knows it. */
export interface SshServer {
  /** The client's folder: `config`, `known_hosts`, the key `id`; as this machine and the throw-away one see it. */
  readonly folder: string;
  /** The names that the client's configuration has: `root-there`, `tester-there`, or as they were asked for. */
  readonly hosts: Readonly<Record<Account, string>>;
  /** A PATH on which `ssh` is the client, from here, into the machine's network. Nobody's ~/.ssh is touched. */
  readonly path: string;
  /**
   * Gives an account of the machine a ~/.ssh of its own: the key, and a configuration with the lines. It knows no host's key
   * yet.
   */
  equip(account: Account, config: string): void;
  /** Adds lines to the client's configuration; the first that is said of a host counts. */
  configure(lines: string): void;
  start(): Promise<void>;
  /** Ends sshd and every connection. */
  kill(): Promise<void>;
}

export async function startSshServer(machine: Machine, name = 'there'): Promise<SshServer> {
  const folder = join(machine.folder, 'ssh');
  const inFolder = (name: string) => join(folder, name);
  mkdirSync(folder);
  for (const key of ['host_key', 'id']) {
    await mustRun(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', inFolder(key)]);
  }
  const hostKey = readFileSync(inFolder('host_key.pub'), 'utf8');
  writeFileSync(inFolder('known_hosts'), `127.0.0.1 ${hostKey}`);
  writeFileSync(inFolder('sshd_config'), serverConfig(folder));
  const hosts = { root: `root-${name}`, tester: `tester-${name}` };
  writeFileSync(inFolder('config'), clientConfig(folder, hosts));
  mkdirSync(inFolder('bin'));
  const client = `exec nsenter --target ${machine.pid} --net -- /usr/bin/ssh -F ${inFolder('config')} "$@"`;
  writeFileSync(inFolder('bin/ssh'), `#!/bin/sh\n${client}\n`);
  chmodSync(inFolder('bin/ssh'), 0o755);

  const listening = async () => (await machine.run(['ss', '-Hltn', 'sport', '=', ':22'])).stdout;
  const start = async () => {
    await mustRun(machine.command(['mkdir', '-p', '/run/sshd']));
    await mustRun(machine.command(['/usr/sbin/sshd', '-f', inFolder('sshd_config'), '-E', inFolder('log')]));
    await waitFor('sshd', async () => (await listening()) !== '');
  };
  await start();
  return {
    folder,
    hosts,
    path: [inFolder('bin'), process.env['PATH']].join(delimiter),
    equip: (account, config) => {
      const own = join(machine.folder, account, '.ssh');
      mkdirSync(own, { recursive: true });
      cpSync(inFolder('id'), join(own, 'id_ed25519'));
      writeFileSync(join(own, 'config'), config);
      for (const path of [own, join(own, 'id_ed25519'), join(own, 'config')]) {
        if (account === 'tester') chownSync(path, TESTER, TESTER);
        chmodSync(path, path === own ? 0o700 : 0o600);
      }
    },
    configure: (lines) => writeFileSync(inFolder('config'), `${lines}\n${readFileSync(inFolder('config'), 'utf8')}`),
    start,
    kill: async () => {
      await machine.run(['pkill', '-KILL', 'sshd']);
      // Its port is taken for as long as it is not quite dead, and a new one would end at once.
      await waitFor('sshd to be gone', async () => (await listening()) === '');
    },
  };
}

function serverConfig(folder: string): string {
  return [
    'ListenAddress 127.0.0.1',
    `HostKey ${folder}/host_key`,
    `AuthorizedKeysFile ${folder}/id.pub`,
    'PidFile none',
    'Subsystem sftp internal-sftp',
    // The folder is below /tmp, and a log-in service is not there.
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    '',
  ].join('\n');
}

function clientConfig(folder: string, hosts: Readonly<Record<Account, string>>): string {
  const one = ([user, host]: [string, string]) => `Host ${host}\n  HostName 127.0.0.1\n  User ${user}\n`;
  return [
    ...Object.entries(hosts).map(one),
    'Host *',
    `  UserKnownHostsFile ${folder}/known_hosts`,
    '  GlobalKnownHostsFile /dev/null',
    `  IdentityFile ${folder}/id`,
    '  IdentitiesOnly yes',
    '',
  ].join('\n');
}

import { existsSync } from 'node:fs';
import { findProgram, runProgram } from '../../tools/program.ts';

/** Something that a machine must have for a test; each gives what is wrong, or undefined where nothing is. */
type Requirement = () => Promise<string | undefined>;

const REQUIREMENTS = {
  /** Throw-away machines: systemd, the right to make namespaces, and what machine.sh calls. */
  machine: async () => {
    if (process.platform !== 'linux') return 'throw-away machines need Linux';
    if (process.getuid?.() !== 0) return 'throw-away machines need root';
    if (!existsSync('/usr/lib/systemd/systemd')) return 'systemd is not installed';
    for (const program of ['unshare', 'nsenter', 'setpriv', 'ip', 'curl', 'systemctl']) {
      if (!findProgram(program)) return `the program ${program} is not installed`;
    }
    const probe = await runProgram(['unshare', '--mount', '--pid', '--net', '--cgroup', '--fork', 'true']);
    return probe.code === 0 ? undefined : `namespaces cannot be made here: ${probe.stderr.trim()}`;
  },
  /** The root file systems of other Debian releases. */
  debootstrap: async () => (findProgram('debootstrap') ? undefined : 'debootstrap is not installed'),
  /** A server for throw-away machines to be reached over ssh, and the client. */
  ssh: async () => {
    if (!existsSync('/usr/sbin/sshd')) return 'openssh-server is not installed';
    return findProgram('ssh') && findProgram('ssh-keygen') ? undefined : 'openssh-client is not installed';
  },
  /** Containers inside throw-away machines. */
  containers: async () => (findProgram('systemd-nspawn') ? undefined : 'systemd-container is not installed'),
  ansible: async () => (findProgram('ansible-playbook') ? undefined : 'ansible-core is not installed'),
  sudo: async () => (findProgram('sudo') ? undefined : 'sudo is not installed'),
  /** polkit, the bus that it is asked over, and the program that asks it. */
  polkit: async () => {
    if (!findProgram('pkexec')) return 'pkexec is not installed';
    if (!existsSync('/usr/lib/polkit-1/polkitd')) return 'polkitd is not installed';
    return findProgram('dbus-daemon') ? undefined : 'dbus is not installed';
  },
  /** What programs for new units are made and run with. */
  compilers: async () => {
    for (const program of ['cc', 'go', 'rustc', 'node', 'python3']) {
      if (!findProgram(program, '/usr/bin')) return `the program ${program} is not installed in /usr/bin`;
    }
    return undefined;
  },
  /** Emacs with Eglot, its own or that of elpa-eglot. */
  eglot: async () => {
    if (!findProgram('emacs')) return 'emacs-nox is not installed';
    const load = ['--eval', '(package-initialize)', '--eval', "(require 'eglot)"];
    return (await runProgram(['emacs', '-q', '--batch', ...load])).code === 0
      ? undefined
      : 'elpa-eglot is not installed';
  },
  socat: async () => (findProgram('socat') ? undefined : 'socat is not installed'),
  /** A browser for VS Code. */
  chromium: async () => (chromium() ? undefined : 'Chromium is not installed'),
} satisfies Record<string, Requirement>;

/** The first thing that this machine lacks, as a reason to skip a test, or undefined where it has all of them. */
export async function missing(...names: readonly (keyof typeof REQUIREMENTS)[]): Promise<string | undefined> {
  for (const name of names) {
    const reason = await REQUIREMENTS[name]();
    if (reason) return reason;
  }
  return undefined;
}

/** Where Chromium is, or a browser that is built from it. */
export function chromium(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = findProgram(name);
    if (found) return found;
  }
  return undefined;
}

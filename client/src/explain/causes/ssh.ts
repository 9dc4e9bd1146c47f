import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

/** What ssh says where no connection comes about, or one is lost. */
export const causes: readonly Cause[] = [
  {
    code: 'ssh-missing',
    rank: 1,
    explain(evidence, t) {
      if (evidence.outcome.kind !== 'unavailable' || evidence.outcome.reason !== 'no-ssh') return undefined;
      return {
        cause: t('No ssh client on this machine.'),
        next: t(
          'Install OpenSSH: apt install openssh-client, dnf install openssh-clients, or the optional feature OpenSSH Client on Windows.',
        ),
        remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }],
      };
    },
  },
  {
    code: 'ssh-host-unknown',
    rank: 1,
    explain(evidence, t) {
      if (connectionTrouble(evidence) !== 'name-unknown') return undefined;
      return {
        cause: t('No host named {0}.', evidence.place),
        next: t('Correct the name, or add a HostName for it to your ssh configuration.'),
        remedies: [
          { title: t('Try Again'), action: { kind: 'retry' } },
          { title: t('Select Target'), action: { kind: 'select-target' } },
        ],
      };
    },
  },
  {
    code: 'ssh-host-key-unknown',
    rank: 1,
    explain(evidence, t) {
      if (connectionTrouble(evidence) !== 'host-key-unknown') return undefined;
      return {
        cause: t('ssh does not know the host key of {0} yet.', evidence.place),
        next: t('Log in once in a terminal: ssh shows the key’s fingerprint and asks whether it is the right one.'),
        remedies: [
          { title: t('Log In'), action: { kind: 'log-in', host: evidence.place } },
          { title: t('Try Again'), action: { kind: 'retry' } },
          { title: t('Select Target'), action: { kind: 'select-target' } },
        ],
      };
    },
  },
  {
    code: 'ssh-host-key-changed',
    rank: 1,
    explain(evidence, t) {
      if (connectionTrouble(evidence) !== 'host-key-changed') return undefined;
      return {
        cause: t('The host key of {0} has changed.', evidence.place),
        next: t(
          'Either the machine was reinstalled, or the connection is intercepted. Ask its administrator before you remove the old key with the command in the details.',
        ),
        remedies: [
          { title: t('Try Again'), action: { kind: 'retry' } },
          { title: t('Select Target'), action: { kind: 'select-target' } },
        ],
      };
    },
  },
  {
    code: 'ssh-not-let-in',
    rank: 1,
    explain(evidence, t) {
      if (connectionTrouble(evidence) !== 'not-let-in') return undefined;
      return {
        cause: t(
          '{0} denied the login: none of your keys is accepted, and no password can be asked for in the background.',
          evidence.place,
        ),
        next: t(
          'Load your key into the agent with ssh-add, or log in once in a terminal; on Linux and macOS that connection is then shared.',
        ),
        remedies: [
          { title: t('Log In'), action: { kind: 'log-in', host: evidence.place } },
          { title: t('Try Again'), action: { kind: 'retry' } },
          { title: t('Select Target'), action: { kind: 'select-target' } },
        ],
      };
    },
  },
  {
    code: 'ssh-refused',
    rank: 1,
    explain(evidence, t) {
      if (connectionTrouble(evidence) !== 'refused') return undefined;
      return {
        cause: t('{0} is reachable, but no ssh server answers.', evidence.place),
        next: t('Start sshd there, or name the port that it listens on in your ssh configuration.'),
        remedies: [
          { title: t('Try Again'), action: { kind: 'retry' } },
          { title: t('Select Target'), action: { kind: 'select-target' } },
        ],
      };
    },
  },
  {
    code: 'ssh-no-answer',
    rank: 1,
    explain(evidence, t) {
      if (connectionTrouble(evidence) !== 'no-answer') return undefined;
      return {
        cause: t('{0} does not answer.', evidence.place),
        next: t('Check that it is running and can be reached from here, for example through a VPN.'),
        remedies: [
          { title: t('Try Again'), action: { kind: 'retry' } },
          { title: t('Select Target'), action: { kind: 'select-target' } },
        ],
      };
    },
  },
  {
    code: 'ssh-connection-lost',
    rank: 1,
    explain(evidence, t) {
      if (connectionTrouble(evidence) !== 'lost') return undefined;
      return {
        cause: t('The connection to {0} was lost.', evidence.place),
        next: t(
          'Each file there is complete, old or new, but not every step may have been done. Try again: steps that are done stay done.',
        ),
        remedies: [
          { title: t('Try Again'), action: { kind: 'retry' } },
          { title: t('Select Target'), action: { kind: 'select-target' } },
        ],
      };
    },
  },
  /** What ssh said that no other cause knows. */
  {
    code: 'ssh-failed',
    rank: 2,
    explain(evidence, t) {
      if (connectionTrouble(evidence) === undefined) return undefined;
      const words = evidence.lines.at(-1) ?? '';
      return {
        cause: words === '' ? t('No connection to {0}.', evidence.place) : t('ssh {0}: {1}', evidence.place, words),
        next: t('Check that ssh {0} works in a terminal, then try again.', evidence.place),
        remedies: [
          { title: t('Log In'), action: { kind: 'log-in', host: evidence.place } },
          { title: t('Try Again'), action: { kind: 'retry' } },
        ],
      };
    },
  },
];

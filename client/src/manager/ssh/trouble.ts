/** Why ssh could not connect, or lost its connection. */
export type Trouble =
  | 'host-key-changed'
  | 'host-key-unknown'
  | 'not-let-in'
  | 'name-unknown'
  | 'no-answer'
  | 'refused'
  | 'lost'
  | 'other';

/** Reads the trouble out of what ssh said (OpenSSH 7 to 10; ssh.c, sshconnect.c, packet.c, clientloop.c). */
export function troubleOf(stderr: string): Trouble {
  return TROUBLES.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'other';
}

/** In this order: a changed key is also one whose check failed. */
const TROUBLES: readonly (readonly [RegExp, Trouble])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|host key for \S+ has changed|Offending .*key in/i, 'host-key-changed'],
  [/Host key verification failed|No .*host key is known for/, 'host-key-unknown'],
  [/Permission denied|Too many authentication failures|No supported authentication methods/, 'not-let-in'],
  [/Could not resolve hostname|Name or service not known|nodename nor servname/, 'name-unknown'],
  [/Connection refused/, 'refused'],
  [/timed out|No route to host|Network is unreachable|Host is down|Connection to \S+ port \d+ timeout/i, 'no-answer'],
  [
    /not responding|Broken pipe|Connection reset|closed by remote host|Connection closed|Connection to .* closed|kex_exchange_identification/,
    'lost',
  ],
];

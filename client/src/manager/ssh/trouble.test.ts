import { expect, it } from 'vitest';
import { troubleOf } from './trouble.ts';

// Word for word what OpenSSH 9.2 says.
it.each([
  ['ssh: Could not resolve hostname nowhere: Name or service not known', 'name-unknown'],
  ['ssh: connect to host 127.0.0.1 port 2 port 22: Connection refused', 'refused'],
  ['ssh: connect to host 192.0.2.1 port 22: Connection timed out', 'no-answer'],
  ['ssh: connect to host 192.0.2.1 port 22: No route to host', 'no-answer'],
  ['Timeout, server web1 not responding.', 'lost'],
  ['root@127.0.0.1: Permission denied (publickey).', 'not-let-in'],
  ['No ED25519 host key is known for [127.0.0.1]:22 and you have requested strict checking.', 'host-key-unknown'],
  ['Host key verification failed.', 'host-key-unknown'],
  ['@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.', 'host-key-changed'],
  ['client_loop: send disconnect: Broken pipe', 'lost'],
  ['Connection to 127.0.0.1 closed by remote host.', 'lost'],
  ['kex_exchange_identification: read: Connection reset by peer', 'lost'],
  ['something else', 'other'],
])('%s', (said, trouble) => {
  expect(troubleOf(said)).toBe(trouble);
});

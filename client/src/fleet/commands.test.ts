import { expect, it } from 'vitest';
import { ansibleEnvironment } from './commands.ts';

it('has ssh notice a connection that is gone, unless the person has own arguments for ssh', () => {
  const own = 'ssh_extra_args(/etc/ansible/ansible.cfg) = -o ProxyJump=gate';
  expect(ansibleEnvironment('/x', '')['ANSIBLE_SSH_EXTRA_ARGS']).toContain('ServerAliveInterval');
  expect(ansibleEnvironment('/x', own)).not.toHaveProperty('ANSIBLE_SSH_EXTRA_ARGS');
  expect(ansibleEnvironment('/x', undefined)).not.toHaveProperty('ANSIBLE_SSH_EXTRA_ARGS');
});

/** The programs of ansible-core, with their arguments. Values stand in the same argument as their option. */

export function inventoryCommand(inventory: string): string[] {
  return ['ansible-inventory', `--inventory=${inventory}`, '--list'];
}

/**
 * Runs the playbook of a folder. In check mode nothing is changed, and everything is asked that can be.
 *
 * @param hosts The machines, where it is not all of them.
 */
export function playbookCommand(
  folder: string,
  inventory: string,
  hosts: readonly string[] | undefined,
  check: boolean,
): string[] {
  return [
    'ansible-playbook',
    `--inventory=${inventory}`,
    ...(hosts === undefined ? [] : [`--limit=${hosts.join(',')}`]),
    ...(check ? ['--check', '--diff'] : []),
    `${folder}/playbook.yml`,
  ];
}

/** Prints what of the configuration of connections is the person's own. */
export function configCommand(): string[] {
  return ['ansible-config', 'dump', '--type=connection', '--only-changed'];
}

/**
 * The variables that make Ansible speak through our callback, which is in the same folder, and have ssh notice within half a
 * minute that a connection is gone without a word. Else Ansible would wait for as long as TCP does, which can be for ever.
 *
 * @param config What the configuration says of connections; undefined where that is not known. The variable for arguments of
 *   ssh would stand in for those that the person has there, so it is set only where there are none.
 */
export function ansibleEnvironment(folder: string, config: string | undefined): Record<string, string> {
  const free = config !== undefined && !config.includes('ssh_extra_args');
  return {
    ANSIBLE_STDOUT_CALLBACK: 'systemd_units',
    ANSIBLE_CALLBACK_PLUGINS: `${folder}/callback`,
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_RETRY_FILES_ENABLED: '0',
    ANSIBLE_LOCALHOST_WARNING: '0',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(free && { ANSIBLE_SSH_EXTRA_ARGS: '-o ServerAliveInterval=10 -o ServerAliveCountMax=3' }),
  };
}

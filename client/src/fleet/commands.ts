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

/** The variables that make Ansible speak through our callback, which is in the same folder. */
export function ansibleEnvironment(folder: string): Record<string, string> {
  return {
    ANSIBLE_STDOUT_CALLBACK: 'systemd_units',
    ANSIBLE_CALLBACK_PLUGINS: `${folder}/callback`,
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_RETRY_FILES_ENABLED: '0',
    ANSIBLE_LOCALHOST_WARNING: '0',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

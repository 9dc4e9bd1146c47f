/** A path as one argument of an Exec line; undefined where systemd could not read it back, or would find no file there. */
export function asArgument(path: string): string | undefined {
  const onMachine = machinePath(path);
  if (onMachine === undefined || /["'\\\n\r]/.test(onMachine)) return undefined;
  const plain = onMachine.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /[\s;]/.test(plain) ? `"${plain}"` : plain;
}

/** The path that a file has on its machine; undefined where it is on none. Documents that are not on a disk have a path that begins with their scheme. */
export function machinePath(path: string): string | undefined {
  const [, scheme, rest] = /^\/([a-z][a-z0-9+.-]+):\/[^/]*(\/.*)$/i.exec(path) ?? [];
  return scheme === undefined ? path : scheme === 'vscode-remote' ? rest : undefined;
}

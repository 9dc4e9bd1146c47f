/** What every diagnostic has as its source (LSP 3.17, Diagnostic): of all servers for systemd's files, this one. */
export const SOURCE = 'systemd-units';

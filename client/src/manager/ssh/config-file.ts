/** What an ssh_config(5) file says about hosts. */
export interface ConfigFile {
  /** The names of its Host lines that name one host, in their order. */
  readonly hosts: readonly string[];
  /** The patterns of its Include lines, as written. */
  readonly includes: readonly string[];
}

export function readConfigFile(text: string): ConfigFile {
  const hosts: string[] = [];
  const includes: string[] = [];
  for (const line of text.split('\n')) {
    const [, keyword = '', rest = ''] = /^([A-Za-z]+)(?:\s*=\s*|\s+)(.*)/s.exec(line.trim()) ?? [];
    const words = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const comment = words.findIndex((word) => word.startsWith('#'));
    const told = comment < 0 ? words : words.slice(0, comment);
    for (const word of told) {
      if (keyword.toLowerCase() === 'include') includes.push(word);
      if (keyword.toLowerCase() === 'host' && !/[*?!]/.test(word)) hosts.push(word);
    }
  }
  return { hosts, includes };
}

import { extractWords } from '../words/words.ts';
import { readVariables } from './variable-words.ts';

/**
 * Puts variables into the arguments of a command, as systemd does when it starts one (src/basic/env-util.c, replace_env_argv): `$NAME` as a
 * word of its own becomes the words of the value, `${NAME}` anywhere the value as it is, and `$$` a dollar sign. What is not set is empty.
 */
export function replaceVariables(argv: readonly string[], environment: ReadonlyMap<string, string>): string[] {
  return argv.flatMap((word) => {
    const read = readVariables(word);
    if (read.kind === 'dropped') return [];
    if (read.kind === 'split') {
      const value = environment.get(read.name) ?? '';
      return extractWords(value, { unquote: true, relax: true }).words.map(({ text }) => text);
    }
    return [
      word.replace(/\$\$|\$\{([^:}]*)\}/g, (_, name?: string) =>
        name === undefined ? '$' : (environment.get(name) ?? ''),
      ),
    ];
  });
}

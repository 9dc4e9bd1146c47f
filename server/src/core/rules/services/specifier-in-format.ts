import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import type { Word } from '../../values/words/words.ts';
import { baseName } from '../../workspace/paths.ts';
import { commandsWith, wordRange } from './command-arguments.ts';

/** Specifiers are expanded wherever a command has a `%` and a letter, before any program sees it (src/core/load-fragment.c, config_parse_exec). */
export const rule: EntryRule = {
  code: 'specifier-in-format',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: EXEC_TYPES,
  *check(entry) {
    const { file } = entry;
    for (const command of commandsWith(entry, /%/)) {
      const program = baseName(command.path);
      for (const [index, word] of command.words.entries()) {
        if (index === 0) continue;
        const places = formatPlaces(program, word);
        const [first] = places;
        if (first === undefined) continue;
        const letter = word.text[first + 1]!;
        yield {
          file,
          range: wordRange(entry, word, first, first + 2),
          message: say`systemd replaces %${letter} itself, before the program sees it. Write %%${letter}.`,
          fixes: [
            editFix(
              say`Write %% for each percent sign`,
              'unsafe',
              file,
              ...places.map((at) => ({ range: wordRange(entry, word, at, at + 1), newText: '%%' })),
            ),
          ],
        };
      }
    }
  },
};

/** Where a word has percent signs that most likely are another program's, by the offsets in its text. */
function formatPlaces(program: string, { text }: Word): readonly number[] {
  const format = FORMATS.find(([programs, pattern]) => (programs?.has(program) ?? true) && pattern.test(text));
  if (!format) return [];
  return Array.from(text.matchAll(/%%|%[A-Za-z]/g))
    .filter(([sign]) => sign !== '%%')
    .map(({ index }) => index);
}

/** Formats of times and of numbers, and shares of volume groups. */
const FORMATS: readonly (readonly [programs: ReadonlySet<string> | undefined, pattern: RegExp])[] = [
  [new Set(['date']), /^\+/],
  [undefined, /\bdate (?:-u |--utc )?["']?\+["']?%[A-Za-z]/],
  [new Set(['printf']), /%[sdfi]/],
  [undefined, /\bprintf ["']?[^"']{0,80}%[sd]/],
  [new Set(['lvcreate', 'lvextend', 'lvresize', 'lvreduce']), /\d%(?:VG|PVS|FREE|ORIGIN)\b/i],
];

import { ownSection } from '../../catalogue/unit-type.ts';
import type { EntryRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import type { Range } from '../../text/range.ts';
import type { Parsed } from '../../values/grammar.ts';
import { extractWords } from '../../values/words/words.ts';

/** systemd runs no shell (src/core/load-fragment.c, config_parse_exec), so these words are handed to the program. */
export const rule: EntryRule = {
  code: 'shell-syntax-in-command',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: ['service', 'socket'],
  *check({ file, directive, node, parsed }) {
    if (directive.section !== ownSection(file.kind.type) || !MARKS.test(node.value)) return;
    // A shell that is given its command in quotes sees such characters inside one word, never as words of their own.
    for (const token of argumentsOf(node.value, parsed)) {
      const written = node.value.slice(token.from, token.to);
      if (!OPERATOR.test(written)) continue;
      yield {
        file,
        range: valueSource(node, token.from, token.to),
        message: sentences(
          say`"${written}" is passed to the program as an argument: systemd uses no shell.`,
          hintFor(written) ?? say`Write /bin/sh -c '…' around the command.`,
        ),
      };
      return;
    }
  },
};

/** The arguments of a line, also of one that systemd does not take because of a specifier in it. */
function argumentsOf(value: string, { outcome, tokens, problems }: Parsed): readonly Range[] {
  if (outcome === 'add') return tokens.filter(({ kind }) => kind === 'argument');
  if (!problems.some(({ code }) => code === 'bad-specifier')) return [];
  return extractWords(value, { unquote: true, cunescape: true, unescapeRelax: true }).words.slice(1);
}

/** Words that are shell operators and nothing that a program would be given: a lone `<` or `>` may compare, `&` and `|` join nothing else. */
const OPERATOR = /^(?:\||\|\||&&|&|[0-9&]?>>?(?:&[0-9-]|\/.*)?|2>&1|<|<<<?)$/;

/** What every operator has one of. */
const MARKS = /[|&<>]/;

function hintFor(operator: string): Message | undefined {
  if (operator.includes('>')) return say`Use StandardOutput=append:/path, or write /bin/sh -c '…' around the command.`;
  if (operator === '&&')
    return say`Use several Exec lines with Type=oneshot, or write /bin/sh -c '…' around the command.`;
  if (operator === '&')
    return say`Remove it: systemd does not wait for the program with Type=simple. Or write /bin/sh -c '…' around the command.`;
  return undefined;
}

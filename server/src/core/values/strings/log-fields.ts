import { append } from '../../text/append.ts';
import { say } from '../../text/message.ts';
import type { Grammar, Token, ValueContext, ValueFix, ValueProblem } from '../grammar.ts';
import { addedWords, problem, type ReadWord, reset } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { isBehindEquals } from '../words/assignment-word.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { extractWords, offsetInValue, type Word } from '../words/words.ts';

/** LogExtraFields=: fields for every journal entry of the unit (src/core/load-fragment.c, config_parse_log_extra_fields). */
export const logFieldsGrammar: Grammar = {
  parsers: ['config_parse_log_extra_fields'],
  summary: say`journal fields FIELD=value, separated by spaces; an assignment with spaces in its value is quoted as a whole`,
  parse(value, at) {
    if (value === '') return reset();
    const { words, error } = extractWords(value, { unquote: true, cunescape: true });
    const read = words.map((word) => readField(word, at));
    return addedWords(read, error && quotingProblem(value, error));
  },
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: describeSpecifier,
  parts: (value, offset) => ({
    label: 'FIELD=value',
    parts: [
      {
        label: 'FIELD',
        documentation: say`Capital letters, digits and "_", beginning with a letter; 64 characters at most.`,
      },
      {
        label: 'value',
        documentation: say`Any text. If it contains spaces, put the whole word into quotes: "FIELD=a b".`,
      },
    ],
    active: isBehindEquals(value, offset) ? 1 : 0,
  }),
};

function readField(word: Word, at: ValueContext): ReadWord {
  const expansion = expandWord(word, at);
  const equals = word.text.indexOf('=');
  const middle = equals < 0 ? word.to : offsetInValue(word, equals);
  const tokens: Token[] = [{ kind: 'name', from: word.from, to: middle }];
  if (equals >= 0) tokens.push({ kind: 'string', from: middle + 1, to: word.to });
  append(tokens, expansion.tokens);
  if (expansion.failed) return { tokens, problems: expansion.problems };
  const fault = fieldFault(expansion.text, word);
  return fault
    ? { tokens, problems: [...expansion.problems, fault] }
    : { item: expansion.text, tokens, problems: expansion.problems };
}

/** src/libsystemd/sd-journal/journal-file.c, journal_field_valid. */
function fieldFault(text: string, word: Word): ValueProblem | undefined {
  const { from, to } = word;
  const equals = text.indexOf('=');
  if (equals < 0)
    return problem('bad-name', 'ignore', from, to, {
      message: say`"${text}" is not a journal field.`,
      remedy: say`Write FIELD=value.`,
    });
  if (equals === 0)
    return problem('bad-name', 'ignore', from, to, {
      message: say`No name before "=".`,
      remedy: say`Write FIELD=value.`,
    });
  const name = text.slice(0, equals);
  if (/^[A-Z][A-Z0-9_]{0,63}$/.test(name)) return undefined;
  const better = name.replace(/^_+/, '').replaceAll('-', '_').toUpperCase();
  const fixes: ValueFix[] = [];
  if (/^[A-Z][A-Z0-9_]{0,63}$/.test(better) && text === word.text && !word.offsets) {
    fixes.push({ title: say`Write ${better}`, safety: 'unsafe', from, to: from + name.length, newText: better });
  }
  const wording = name.startsWith('_')
    ? {
        message: say`"${name}" begins with "_", which is reserved for fields that the journal itself adds.`,
        remedy: say`Begin the name with a letter.`,
      }
    : {
        message: say`"${name}" is not a valid journal field name.`,
        remedy: say`Write at most 64 capital letters, digits and "_", beginning with a letter.`,
      };
  return problem('bad-name', 'ignore', from, to, wording, fixes);
}

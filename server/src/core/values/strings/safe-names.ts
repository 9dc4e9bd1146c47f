import { say } from '../../text/message.ts';
import type { Grammar, Parsed, Token, ValueContext, ValueProblem, Wording } from '../grammar.ts';
import { withoutManagedOom } from '../keywords/managed-oom.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { isValidFileName } from '../paths/paths.ts';
import { shown, wholeToken } from '../scalar.ts';
import { isFdName } from '../security/credential-name.ts';
import { readWordList, sift, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';

/** Names of out-of-memory rule sets (src/core/load-fragment.c, config_parse_managed_oom_rules). */
export const oomRulesGrammar: Grammar = {
  parsers: ['config_parse_managed_oom_rules'],
  summary: say`names of rule sets of systemd-oomd`,

  parse(value: string, at: ValueContext): Parsed {
    const unsupported = withoutManagedOom(value, at);
    if (unsupported) return dropped(unsupported, wholeToken(value, 'name'));
    if (value === '') return reset();
    const list = readWordList(value, { unquote: true, retainEscape: true });
    const tokens = list.words.map((word) => wordToken(word, 'name', value));
    const { known, unknown } = sift(list.words, isRuleName);
    const problems = unknown.map((word) =>
      badName(word, {
        message: say`"${shown(word.text)}" is not a rule set.`,
        remedy: say`Write the name of an .oomrule file without its suffix.`,
      }),
    );
    if (list.problem) return { ...dropped(), tokens, problems: [...problems, list.problem] };
    return added(
      known.map((word) => word.text),
      tokens,
      problems,
    );
  },

  describe: (_token: Token) => say`A set of rules that \`systemd-oomd\` reads from an \`.oomrule\` file of that name.`,
};

/** Names of sessions that are kept over a kernel live update (src/core/load-fragment.c, config_parse_luo_sessions). */
export const luoSessionsGrammar: Grammar = {
  parsers: ['config_parse_luo_sessions'],
  summary: say`names of live update sessions`,

  parse(value: string): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, {});
    const tokens: Token[] = [];
    const problems: ValueProblem[] = [];
    const items = new Set<string>();
    for (const word of list.words) {
      tokens.push(wordToken(word, 'name', value));
      if (!isSessionName(word.text))
        problems.push(
          badName(word, {
            message: say`"${shown(word.text)}" is not a session name.`,
            remedy: say`Write plain ASCII without quotes, colons and patterns.`,
          }),
        );
      else if (items.has(word.text)) problems.push(repeated(word));
      else items.add(word.text);
    }
    return added([...items], tokens, list.problem ? [...problems, list.problem] : problems);
  },

  describe: (_token: Token) =>
    say`A session of the live update orchestrator, which keeps file descriptors across a kernel update.`,
};

/** Text that is safe in file names and messages (src/basic/string-util.c, string_is_safe). */
function isSafe(text: string): boolean {
  return text !== '' && !/[\x00-\x1f\x7f\\"'*?[]/.test(text);
}

function isRuleName(text: string): boolean {
  return isSafe(text) && isValidFileName(text);
}

function isSessionName(text: string): boolean {
  return isSafe(text) && isFdName(text) && !/\s/.test(text);
}

function badName({ from, to }: Word, wording: Wording): ValueProblem {
  return problem('bad-name', 'ignore', from, to, wording);
}

function repeated({ text, from, to }: Word): ValueProblem {
  const wording = { message: say`"${text}" appears twice.`, remedy: say`Remove the second.` };
  const fix = { title: say`Remove it`, safety: 'safe' as const, from: from - 1, to, newText: '' };
  return problem('bad-list-item', 'ignore', from, to, wording, [fix]);
}

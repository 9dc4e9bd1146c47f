import { say } from '../../text/message.ts';
import type { Grammar } from '../grammar.ts';
import { added, dropped, problem, reset } from '../parsed.ts';

/**
 * LogFilterPatterns=: a regular expression; what is wrong with one is logged without a place (src/core/load-fragment.c,
 * config_parse_log_filter_patterns).
 */
export const logFilterPatternGrammar: Grammar = {
  parsers: ['config_parse_log_filter_patterns'],
  summary: say`a PCRE2 pattern for messages to keep, or with "~" before it for messages to drop`,
  parse(value) {
    if (value === '') return reset();
    const skip = value.startsWith('~') ? 1 : 0;
    const tokens = [{ kind: 'string' as const, from: skip, to: value.length }];
    if (skip === 0) return added([value], tokens);
    const all = [{ kind: 'operator' as const, from: 0, to: 1 }, ...tokens];
    if (value.length > 1) return added([value], all);
    const wording = { message: say`No pattern after "~".`, remedy: say`Write one, or remove the line.` };
    return dropped(problem('bad-list-item', 'ignore', 0, 1, wording), all);
  },
  describe: (token) => (token.kind === 'operator' ? say`\`~\`: messages that match are dropped.` : undefined),
};

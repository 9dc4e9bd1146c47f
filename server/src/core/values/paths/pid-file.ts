import { say } from '../../text/message.ts';
import type { Grammar } from '../grammar.ts';
import { dropped, reset, set } from '../parsed.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { expandSpecifiers, LONGEST } from '../specifiers/specifiers.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { checkPath, legacyRunPath } from './paths.ts';

/**
 * PIDFile=: relative to the directory for runtime files. Where the path is bad systemd says "ignoring", but refuses the unit
 * (src/core/load-fragment.c, config_parse_pid_file).
 */
export const pidFileGrammar: Grammar = {
  parsers: ['config_parse_pid_file'],
  summary: say`a path; a relative one is taken below /run`,
  parse(value, at) {
    if (value === '') return reset();
    const expansion = expandWord(plainWord(value), at, { longest: LONGEST.path });
    const token = { kind: 'path' as const, from: 0, to: value.length };
    const tokens = [expansion.text === value ? token : { ...token, text: expansion.text }, ...expansion.tokens];
    if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems };
    const { text } = expansion;
    const absolute = text.startsWith('/') ? text : `${expandSpecifiers('%t', 'unit', at).text}/${text}`;
    const checked = checkPath(absolute, 0, value.length, at, { form: 'absolute', apiVfs: 'refused', effect: 'refuse' });
    if (checked.problem) return dropped(checked.problem, tokens);
    const legacy = legacyRunPath(checked.path, value, 0, value.length, at);
    const path = checked.path.replace(/^\/var\/run(?=\/|$)/, '/run');
    return set(path, tokens, legacy ? [...expansion.problems, legacy] : expansion.problems);
  },
  complete: (value, offset, at, world) => pathOffers(value, 0, offset, at, world, { whole: true, apiVfs: 'refused' }),
  describe: describePath,
};

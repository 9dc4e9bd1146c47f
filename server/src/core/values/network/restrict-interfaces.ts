import { say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { offersAt, offersInList } from '../offers.ts';
import { added, dropped, problem, reset, set } from '../parsed.ts';
import { shown, wholeToken } from '../scalar.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { listed, readWordList, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';
import { INTERFACE_NAME, knownInterfaces, whyNoInterfaceName } from './interface-name.ts';

/** The network interfaces a unit may use, or with `~` may not (src/core/load-fragment.c, config_parse_restrict_network_interfaces). */
export const restrictInterfacesGrammar: Grammar = {
  parsers: ['config_parse_restrict_network_interfaces'],
  summary: say`names of network interfaces; with ~ before them, all except these`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, { unquote: true }, true);
    const tokens = [...list.tokens, ...list.words.map((word) => wordToken(word, 'name', value))];
    const longest = at.version >= TAKES_ALTERNATIVE ? INTERFACE_NAME.longestAlternative : INTERFACE_NAME.longest;
    const problems: ValueProblem[] = [];
    const items: string[] = [];
    for (const word of list.words) {
      const bad = badInterface(word, word.text, longest);
      if (bad) problems.push(bad);
      else items.push(listed(list, word.text));
    }
    return added(items, tokens, list.problem ? [...problems, list.problem] : problems);
  },

  complete: (value: string, offset: number, _at: ValueContext, world: World): readonly Offer[] =>
    offersInList(value, offset, interfaceChoices(world), true),

  describe: (token: Token) =>
    token.kind === 'operator' ? say`All network interfaces except those that follow.` : say`A network interface.`,
};

/** The one network interface that a unit's sockets are bound to (src/core/load-fragment.c, config_parse_bind_network_interface). */
export const bindInterfaceGrammar: Grammar = {
  parsers: ['config_parse_bind_network_interface'],
  summary: say`the name of a network interface`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const word = plainWord(value);
    const expanded = expandWord(word, at);
    const tokens = [...wholeToken(value, 'name'), ...expanded.tokens];
    const problems = [...expanded.problems];
    const bad = expanded.failed ? undefined : badInterface(word, expanded.text, INTERFACE_NAME.longestAlternative);
    if (expanded.failed || bad) return { ...dropped(), tokens, problems: bad ? [...problems, bad] : problems };
    return set(expanded.text, tokens, problems);
  },

  complete(value: string, offset: number, at: ValueContext, world: World): readonly Offer[] {
    const specifiers = specifierOffers(value, offset, at);
    return specifiers.length > 0 ? specifiers : offersAt({ from: 0, to: value.length }, interfaceChoices(world));
  },

  describe: (token: Token) => (token.kind === 'name' ? say`A network interface.` : undefined),
};

/** Since this version the alternative names of an interface are taken as well. */
const TAKES_ALTERNATIVE = 256;

function badInterface({ from, to }: Word, name: string, longest: number): ValueProblem | undefined {
  const reason = whyNoInterfaceName(name, longest);
  if (reason === undefined) return undefined;
  const wording = {
    message: say`"${shown(name)}" is not a valid interface name: ${reason}.`,
    remedy: say`Write a name as "ip link" shows it.`,
  };
  return problem('bad-name', 'ignore', from, to, wording);
}

function interfaceChoices(world: World): { label: string; kind: 'name' }[] {
  return knownInterfaces(world)
    .filter((label) => whyNoInterfaceName(label, INTERFACE_NAME.longest) === undefined)
    .map((label) => ({ label, kind: 'name' }));
}

import { append } from '../../text/append.ts';
import { say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { added, dropped, problem, reset, set } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWords } from '../words/words.ts';
import { describeUnit, unitOffers } from './unit-offers.ts';

/**
 * The directives of [Install]. The manager does not look at them; `systemctl enable` reads them with a parser of its own
 * (src/shared/install.c). What is wrong with the names is a matter of rules, as it takes the unit's own name to tell.
 */
export const installGrammar: Grammar = {
  parsers: ['NULL'],
  summary: say`unit names, separated by spaces; an instance for DefaultInstance=`,
  parse(value, at) {
    if (at.key === 'DefaultInstance') return parseDefaultInstance(value, at);
    if (value === '') return at.key === 'Also' ? dropped() : reset();
    return parseNames(value, at);
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at, 'name');
    if (specifiers.length > 0) return specifiers;
    if (at.key === 'DefaultInstance' || at.key === 'Alias') return [];
    const { from, to } = wordAt(value, offset);
    const except = `${value.slice(0, from)} ${value.slice(to)}`.split(/\s+/);
    const offers = unitOffers(from, to, at, world, { except });
    if (at.key === 'Also') return offers;
    return offers.filter((offer) => WANTING.test(offer.label)).map((offer) => ranked(offer, at));
  },
  describe: (token, value, at, world) =>
    describeSpecifier(token, value, at, world) ?? describeUnit(token, value, at, world),
};

/** Also= splits its words as dependencies do not: quotes stay, and backslashes drop out. */
function parseNames(value: string, at: ValueContext): Parsed {
  const { words, error } = extractWords(value, at.key === 'Also' ? {} : { unquote: true, retainEscape: true });
  const items: string[] = [];
  const tokens: Token[] = [];
  const problems: ValueProblem[] = [];
  for (const word of words) {
    const expansion = expandWord(word, at, { table: 'name', longest: LONGEST.unitName, effect: 'advice' });
    const { text } = expansion;
    tokens.push({
      kind: 'unit',
      from: word.from,
      to: word.to,
      ...(text !== value.slice(word.from, word.to) && { text }),
    });
    append(tokens, expansion.tokens);
    append(problems, expansion.problems.map(ofInstall));
    if (!expansion.failed) items.push(text);
  }
  if (error) problems.push(ofInstall(quotingProblem(value, error, 'advice')));
  return added(error && at.key !== 'Also' ? [] : items, tokens, problems);
}

function parseDefaultInstance(value: string, at: ValueContext): Parsed {
  const expansion = expandWord(plainWord(value), at, { table: 'name', longest: LONGEST.unitName, effect: 'advice' });
  const tokens: Token[] = [{ kind: 'name', from: 0, to: value.length }, ...expansion.tokens];
  if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems.map(ofInstall) };
  if (expansion.text === '') return reset();
  if (/^[A-Za-z0-9:\-_.\\@]+$/.test(expansion.text))
    return set(expansion.text, tokens, expansion.problems.map(ofInstall));
  const wording = {
    message: say`"${expansion.text}" is not a valid instance name.`,
    remedy: say`Use letters, digits and : - _ . \\ @ only; systemd-escape converts other text.`,
  };
  return dropped(ofInstall(problem('bad-unit-name', 'advice', 0, value.length, wording)), tokens);
}

/** A problem of a line that the manager does not read. */
function ofInstall(problem: ValueProblem): ValueProblem {
  return { ...problem, consequence: say`systemctl enable reports it; the manager does not read the line.` };
}

/** What a unit of the type is usually wanted by comes first. */
function ranked(offer: Offer, at: ValueContext): Offer {
  return offer.label === usualTarget(at) ? { ...offer, rank: -1 } : offer;
}

function usualTarget(at: ValueContext): string {
  const own = USUAL[at.unitType];
  if (own) return own;
  return at.manager === 'user' ? 'default.target' : 'multi-user.target';
}

const USUAL: Readonly<Partial<Record<ValueContext['unitType'], string>>> = {
  socket: 'sockets.target',
  timer: 'timers.target',
  path: 'paths.target',
  swap: 'swap.target',
  mount: 'local-fs.target',
  automount: 'local-fs.target',
};

/** The types that a unit is usefully wanted by. */
const WANTING = /\.(?:target|service|socket|slice)$/;

import { append } from '../../text/append.ts';
import { escapeMarkdown, inlineCode } from '../../text/markdown.ts';
import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueFix, ValueProblem, Wording } from '../grammar.ts';
import { added, dropped, reset } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWords, type Word } from '../words/words.ts';

/** Documentation=: where to read about the unit (src/core/load-fragment.c, config_parse_documentation). */
export const documentationGrammar: Grammar = {
  parsers: ['config_parse_documentation'],
  summary: say`addresses separated by spaces: https://…, http://…, file:/…, info:…, man:page(section)`,
  parse: (value, at) => (value === '' ? reset() : parseAddresses(value, at)),
  complete(value, offset, at) {
    const specifiers = specifierOffers(value, offset, at);
    const { from, to } = wordAt(value, offset);
    if (specifiers.length > 0 || /[:/]/.test(value.slice(from, offset))) return specifiers;
    return SCHEMES.map(
      ([label, insert, detail]): Offer => ({ label, from, to, insert, kind: 'keyword', detail, snippet: true }),
    );
  },
  describe(token, value, at, world) {
    if (token.kind !== 'string') return describeSpecifier(token, value, at, world);
    const page = /^man:([^()\s]+)\((\w+)\)$/.exec(token.text ?? value.slice(token.from, token.to));
    return page
      ? say`The manual page ${escapeMarkdown(page[1]!)}(${page[2]!}): ${inlineCode(`man ${page[2]} ${page[1]}`)}`
      : undefined;
  },
};

/** The value is expanded as a whole, so that one bad specifier drops all of it. */
function parseAddresses(value: string, at: ValueContext): Parsed {
  const { words, error } = extractWords(value, { unquote: true, retainEscape: true });
  const items: string[] = [];
  const tokens: Token[] = [];
  const problems: ValueProblem[] = [];
  for (const word of words) {
    const expansion = expandWord(word, at);
    tokens.push({
      kind: 'string',
      from: word.from,
      to: word.to,
      ...(expansion.text !== word.text && { text: expansion.text }),
    });
    append(tokens, expansion.tokens);
    if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems };
    append(problems, expansion.problems);
    for (const address of addressesOf(word, expansion.text, value)) {
      if (isAddress(address)) items.push(address);
      else problems.push(notAnAddress(word, address));
    }
  }
  if (words.length > 0 && items.length === 0 && problems.length === 0 && !error) return reset(tokens);
  if (!error) return added(items, tokens, problems);
  return added(at.version >= DROPS_ALL_ON_BAD_QUOTES ? [] : items, tokens, [...problems, quotingProblem(value, error)]);
}

/** Splitting comes after expanding, so that outside of quotes a word of specifiers may come to nothing at all, or to several words. */
function addressesOf(word: Word, expanded: string, value: string): readonly string[] {
  if (expanded === word.text || /["']/.test(value.slice(word.from, word.to))) return [expanded];
  return expanded.split(/[ \t\r\n]+/).filter((address) => address !== '');
}

/** src/shared/web-util.c, documentation_url_is_valid. */
function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|file:\/|info:|man:)[\x00-\x7f]+$/.test(text);
}

function notAnAddress(word: Word, text: string): ValueProblem {
  const { from, to } = word;
  const fix = (newText: string, safety: ValueFix['safety']): ValueFix[] =>
    text === word.text ? [{ title: say`Write ${newText}`, safety, from, to, newText }] : [];
  const bad = (wording: Wording, fixes: ValueFix[] = []): ValueProblem => ({
    code: 'bad-uri',
    effect: 'ignore',
    from,
    to,
    ...wording,
    fixes,
  });
  if (/[^\x00-\x7f]/.test(text) && /^(?:https?:\/\/|file:\/|info:|man:)/.test(text)) {
    return bad(
      {
        message: say`Addresses are ASCII only.`,
        remedy: say`Percent-encode the other characters, with %% for each percent sign.`,
      },
      fix(encodeURI(wellFormed(text)).replaceAll('%', '%%'), 'safe'),
    );
  }
  if (/^[\w.+-]+\(\d\w*\)$/.test(text))
    return bad(
      { message: say`"${text}" is no address, but looks like a manual page.`, remedy: say`Write man:${text}.` },
      fix(`man:${text}`, 'safe'),
    );
  if (/^\/./.test(text))
    return bad(
      { message: say`"${text}" is no address, but looks like a file.`, remedy: say`Write file:${text}.` },
      fix(`file:${text}`, 'safe'),
    );
  if (/^(?:www\.|[\w-]+(?:\.[\w-]+)+(?:\/|$))/.test(text))
    return bad(
      { message: say`"${text}" has no scheme.`, remedy: say`Write the whole address.` },
      fix(`https://${text}`, 'unsafe'),
    );
  if (/^https?:/.test(text))
    return bad({ message: say`"${text}" is not a whole address.`, remedy: say`Write https:// and what follows it.` });
  return bad({
    message: say`"${text}" is not a valid address here.`,
    remedy: say`Write https://…, http://…, file:/…, info:… or man:page(section); text goes to Description=.`,
  });
}

/** Before, the words in front of an open quote were kept. */
const DROPS_ALL_ON_BAD_QUOTES = 255;

const SCHEMES: readonly (readonly [string, string, Message])[] = [
  ['https://', 'https://$0', say`a web page`],
  ['man:', 'man:$1($2)', say`a manual page`],
  ['file:', 'file:/$0', say`a file`],
  ['info:', 'info:$0', say`a GNU info page`],
];

/** encodeURI throws for half a surrogate pair, which a client may send. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

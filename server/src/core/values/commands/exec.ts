import { inlineCode } from '../../text/markdown.ts';
import { layout, type Message, say } from '../../text/message.ts';
import { escapeSnippet } from '../../text/snippet.ts';
import type { Grammar, Offer, Parts, Token, ValueContext, World } from '../grammar.ts';
import { added, reset } from '../parsed.ts';
import { whatIsAt } from '../paths/path-help.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandSpecifiers } from '../specifiers/specifiers.ts';
import { wordAt } from '../words/word-at.ts';
import { type ExecCommand, readExecLine } from './exec-command.ts';
import { describePrefix, type ExecPrefixes, prefixAt, prefixOffers, readExecPrefixes } from './exec-prefix.ts';
import { describeExecVariable, variableOffers } from './exec-variables.ts';
import { readVariables } from './variable-words.ts';

/** Exec*= lines: an empty one drops the commands before it (src/core/load-fragment.c, config_parse_exec). */
export const execGrammar: Grammar = {
  parsers: ['config_parse_exec'],
  summary: say`a command: prefixes, the absolute path or name of an executable, and its arguments; no shell is used`,
  parse(value, at) {
    if (value === '') return reset();
    const { commands, tokens, problems } = readExecLine(value, at);
    const items = commands.map(({ from, to }) => value.slice(from, to));
    return added(items, tokens, problems);
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at);
    if (specifiers.length > 0) return specifiers;
    const { from } = wordAt(value, offset);
    const isFirst = isFirstWord(value, from);
    if (!isFirst && !keepsVariables(value, from, at)) {
      const variables = variableOffers(value, offset, world);
      if (variables.length > 0) return variables;
    }
    if (/["'\\]/.test(value.slice(from, offset))) return [];
    return isFirst ? executables(value, from, offset, at, world) : pathArgument(value, from, offset, at, world);
  },
  describe(token, value, at, world) {
    const text = value.slice(token.from, token.to);
    switch (token.kind) {
      case 'prefix':
        return describePrefix(prefixAt(value, token));
      case 'operator':
        return text === ';' ? say`Ends the command; another may follow.` : say`A semicolon as an argument.`;
      case 'variable':
        return describeExecVariable(text, world);
      case 'command':
        return describeCommand(
          readExecLine(value, at).commands.find((one) => one.from <= token.from && token.to <= one.to),
          world,
        );
      case 'argument':
        return describeArgument(token, value, at);
      default:
        return describeSpecifier(token, value, at, world);
    }
  },
  parts(value, offset, at) {
    const { from } = wordAt(value, offset);
    const ownName = prefixesOf(value, from, at).ownName;
    const parts = ownName ? [PREFIXES, EXECUTABLE, NAME, ARGUMENTS] : [PREFIXES, EXECUTABLE, ARGUMENTS];
    const label = `[prefixes]executable ${ownName ? 'name ' : ''}arguments`;
    const typed = value.slice(from, offset);
    if (isFirstWord(value, from)) return { label, parts, active: /^[-@:+!|]+$/.test(typed) ? 0 : 1 };
    const isSecond = value.slice(commandStart(value, from), from).trim().split(/\s+/).length === 1;
    return { label, parts, active: ownName && !isSecond ? 3 : 2 };
  },
};

/** What the program gets where that is not what stands there. */
function describeArgument(token: Token, value: string, at: ValueContext): Message | undefined {
  const written = value.slice(token.from, token.to);
  const word = token.text ?? written;
  const { text, needsInstance } = expandSpecifiers(word, 'unit', at);
  const argument =
    text === written
      ? undefined
      : needsInstance
        ? say`One argument, for instance ${inlineCode(text)}`
        : say`One argument: ${inlineCode(text)}`;
  if (!word.includes('$') || keepsVariables(value, token.from, at)) return argument;
  const read = readVariables(word);
  if (read.kind === 'dropped')
    return say`Nothing is left of this argument: a word that begins with \`$\` is the name of a variable up to its end. ${inlineCode(`$${word}`)} is a dollar sign with the rest behind it.`;
  const [kept] = read.kind === 'text' ? read.kept : [];
  if (!kept) return argument;
  const name = word.slice(kept.from, kept.to);
  return layout('\n\n', [
    argument,
    say`${inlineCode(name)} stays as it is: within an argument systemd replaces only ${inlineCode(`\${${kept.name}}`)}. A shell replaces it.`,
  ]);
}

/** Whether a word begins a command: nothing before it, or a semicolon that stands alone. */
function isFirstWord(value: string, from: number): boolean {
  return /(?:^|\s;|^;)\s*$/.test(value.slice(0, from));
}

function executables(value: string, from: number, offset: number, at: ValueContext, world: World): Offer[] {
  const typed = value.slice(from, offset);
  const { length, ownName } = readExecPrefixes({ text: typed, from, to: offset }, at.version);
  const start = from + length;
  const name = typed.slice(length);
  const needsName = ownName && !/\S/.test(value.slice(wordAt(value, offset).to));
  const paths = pathOffers(value, start, offset, at, world)
    .filter((offer) => !/[*?[]/.test(offer.insert))
    .map((offer) => (needsName && !offer.insert.endsWith('/') ? withName(offer, offer.label) : offer));
  if (/[/%]/.test(name)) return paths;
  const names = SEARCH_PATH.flatMap((directory) => world.directory(directory).map((one) => [directory, one] as const));
  const found = new Map<string, Offer>();
  const { to } = wordAt(value, offset);
  for (const [directory, label] of names) {
    if (label.endsWith('/') || found.has(label) || !/^[\w.+-]+$/.test(label) || /^[-+.]/.test(label)) continue;
    const path = `${directory}${label}`;
    const offer: Offer = { label, from: start, to, insert: path, kind: 'command', detail: say`${path}`, rank: 3 };
    found.set(label, needsName ? withName(offer, label) : offer);
  }
  if (name !== '') return [...found.values()];
  return [...prefixOffers(typed, offset, at.version), ...paths, ...found.values()];
}

/** With the prefix `@` the name under which the program runs must follow. */
function withName(offer: Offer, name: string): Offer {
  if (offer.kind === 'specifier') return offer;
  const file = name.slice(name.lastIndexOf('/') + 1);
  return { ...offer, insert: `${escapeSnippet(offer.insert)} \${1:${escapeSnippet(file)}}`, snippet: true };
}

function pathArgument(value: string, from: number, offset: number, at: ValueContext, world: World): Offer[] {
  const path = /(?:^|[=:,])(\/[^=:,]*)$/.exec(value.slice(from, offset))?.[1];
  return path === undefined ? [] : pathOffers(value, offset - path.length, offset, at, world);
}

/** Whether the command that a word belongs to has the prefix that leaves variables alone. */
function keepsVariables(value: string, word: number, at: ValueContext): boolean {
  return prefixesOf(value, word, at).keepsVariables;
}

/** The prefixes of the command that a word belongs to. */
function prefixesOf(value: string, word: number, at: ValueContext): ExecPrefixes {
  const { from, to } = wordAt(value, commandStart(value, word));
  return readExecPrefixes({ text: value.slice(from, to), from, to }, at.version);
}

/** Where the command begins that a word belongs to: behind the last semicolon that stands alone. */
function commandStart(value: string, word: number): number {
  return /^(?:.*\s)?;\s+/s.exec(value.slice(0, word))?.[0].length ?? 0;
}

function describeCommand(command: ExecCommand | undefined, world: World): Message | undefined {
  if (!command) return undefined;
  const there = command.path.startsWith('/')
    ? whatIsAt(command.path, world)
    : say`looked for in the search path of the unit`;
  const path = inlineCode(command.path);
  const own = command.prefixes.ownName ? say`Runs under the name ${inlineCode(command.argv[0] ?? '')}.` : undefined;
  return layout('\n\n', [there ? say`Executable ${path}, ${there}.` : say`Executable ${path}.`, own]);
}

const SEARCH_PATH = ['/usr/local/sbin/', '/usr/local/bin/', '/usr/sbin/', '/usr/bin/'];

type Part = Parts['parts'][number];

const PREFIXES: Part = {
  label: '[prefixes]',
  documentation: say`Any of \`-\` \`@\` \`:\` \`+\` \`!\` (and \`|\` since systemd 258), directly before the executable.`,
};
const EXECUTABLE: Part = {
  label: 'executable',
  documentation: say`An absolute path, or a name that is looked for in the search path. Variables are not replaced in it.`,
};
const NAME: Part = { label: 'name', documentation: say`After \`@\`: the name under which the program runs.` };
const ARGUMENTS: Part = {
  label: 'arguments',
  documentation: say`Separated by spaces, with quotes as in a shell; of variables \`$NAME\` as a word and \`$\` with braces are replaced, nothing else is.`,
};

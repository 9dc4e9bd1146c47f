import { enumeration } from '../../catalogue/catalogue.ts';
import { anyOf, type Message, say, sentences } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Parsed, Token, ValueContext, ValueProblem, Wording } from '../grammar.ts';
import { detailed } from '../offers.ts';
import { added, dropped, problem, replacement, reset } from '../parsed.ts';
import { fdNameFault } from '../strings/single-name.ts';
import { badEscape } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWord, extractWords, type Word, withinWord } from '../words/words.ts';
import { pathOffers } from './path-offers.ts';
import { isValidPath, simplifyPath } from './paths.ts';

/** OpenFile=: a file that is handed to the service already open (src/shared/open-file.c, open_file_parse). No specifiers. */
export const openFileGrammar: Grammar = {
  parsers: ['config_parse_open_file'],
  summary: say`path[:name[:options]], the options being read-only, append, truncate and graceful`,
  parse: (value, at) => (value === '' ? reset() : parseOpenFile(value, at)),
  complete(value, offset, at, world) {
    const typed = value.slice(0, offset);
    const field = typed.split(':').length - 1;
    if (field === 0) return pathOffers(value, 0, offset, at, world, { whole: true, reserved: ':\\', literal: true });
    if (field !== 2) return [];
    const { from, to } = wordAt(value, offset, ':,');
    const there = typed.slice(typed.lastIndexOf(':') + 1, from).split(',');
    return enumeration('open_file_flags', at.version)
      .filter(
        (flag) => !there.includes(flag) && !(EXCLUSIVE.includes(flag) && there.some((one) => EXCLUSIVE.includes(one))),
      )
      .map((label) => ({ label, from, to, insert: label, kind: 'keyword', ...detailed(MEANINGS[label]) }));
  },
  describe(token, value) {
    if (token.kind === 'name') return say`The name under which the service finds the file in \`$LISTEN_FDNAMES\`.`;
    const word = value.slice(token.from, token.to);
    const meaning = token.kind === 'keyword' ? MEANINGS[word] : undefined;
    return meaning && say`\`${word}\`: ${meaning}.`;
  },
  parts: (value, offset) => ({
    label: 'path:name:options',
    parts: [
      { label: 'path', documentation: say`The absolute path of a file or a socket to connect to.` },
      { label: 'name', documentation: say`Its name in $LISTEN_FDNAMES; the file name if left out.` },
      { label: 'options', documentation: say`read-only, append or truncate, and graceful, separated by commas.` },
    ],
    active: Math.min(2, value.slice(0, offset).split(':').length - 1),
  }),
};

function parseOpenFile(value: string, at: ValueContext): Parsed {
  const fields: Word[] = [];
  let rest: number | undefined = 0;
  while (fields.length < 3 && rest !== undefined) {
    const next = extractWord(value, rest, { separators: ':', dontCoalesceSeparators: true, cunescape: true });
    if (next.error)
      return dropped(
        badEscape(value, next.error.at, 'ignore', { remedy: say`Write \\\\ for a backslash and \\x3a for a colon.` }),
      );
    if (next.word) fields.push(next.word);
    rest = next.rest;
  }
  const [path, name, options] = fields as [Word, Word?, Word?];
  const tokens: Token[] = [{ kind: 'path', from: path.from, to: path.to }];
  if (name && name.text !== '') tokens.push({ kind: 'name', from: name.from, to: name.to });
  const flags = options
    ? extractWords(options.text, { separators: ',' }).words.map((flag) => withinWord(options, flag))
    : [];
  for (const flag of flags) tokens.push({ kind: 'keyword', from: flag.from, to: flag.to });
  if (rest !== undefined && rest < value.length) {
    const wording = {
      message: say`More than three parts.`,
      remedy: say`Write path:name:options, and \\x3a for a colon in the path.`,
    };
    return dropped(problem('bad-list-item', 'ignore', rest, value.length, wording), tokens);
  }
  const fault = flagFault(flags, at) ?? pathFault(path, name) ?? (name && nameFault(name));
  return fault ? dropped(fault, tokens) : added([value], tokens);
}

function flagFault(flags: readonly Word[], at: ValueContext): ValueProblem | undefined {
  const known = enumeration('open_file_flags', at.version);
  const seen: string[] = [];
  for (const { text, from, to } of flags) {
    if (!known.includes(text)) {
      const near = nearest(text, known);
      const fixes = near ? [replacement(near, from, to, 'unsafe')] : [];
      return problem(
        'bad-keyword',
        'ignore',
        from,
        to,
        { message: say`"${text}" is not a valid option.`, remedy: say`Write ${anyOf(known)}.` },
        fixes,
      );
    }
    if (seen.includes(text))
      return problem('bad-keyword', 'ignore', from, to, {
        message: say`"${text}" appears twice.`,
        remedy: say`Remove one.`,
      });
    if (EXCLUSIVE.includes(text) && seen.some((one) => EXCLUSIVE.includes(one))) {
      return problem('bad-keyword', 'ignore', from, to, {
        message: say`Only one of read-only, append and truncate is allowed.`,
        remedy: say`Remove the others.`,
      });
    }
    seen.push(text);
  }
  return undefined;
}

function pathFault(path: Word, name: Word | undefined): ValueProblem | undefined {
  const { text, from, to } = path;
  const bad = (wording: Wording): ValueProblem => problem('bad-path', 'ignore', from, to, wording);
  if (!text.startsWith('/'))
    return bad({
      message: say`"${text}" is not an absolute path.`,
      remedy: say`Write the full path, beginning with "/"; specifiers are not expanded here.`,
    });
  if (!isValidPath(text))
    return bad({ message: say`The path, or one of its components, is too long.`, remedy: say`Shorten it.` });
  if (name !== undefined && name.text !== '') return undefined;
  // Without a name of its own the file is called by its last part, which must then do as a name.
  const last = simplifyPath(text, 0).split('/').at(-1)!;
  if (last === '' || last === '..')
    return bad({ message: say`"${text}" has no file name.`, remedy: say`Write the path of a file.` });
  const fault = fdNameFault(last);
  if (!fault) return undefined;
  const message = sentences(say`The service would get the file under the name "${last}".`, fault.message);
  return bad({ message, remedy: say`Write another name after the path, as in path:name.` });
}

function nameFault(name: Word): ValueProblem | undefined {
  const fault = fdNameFault(name.text);
  return fault === undefined ? undefined : problem('bad-name', 'ignore', name.from, name.to, fault);
}

const EXCLUSIVE: readonly string[] = ['read-only', 'append', 'truncate'];

const MEANINGS: Table<Message> = table({
  'read-only': say`opened for reading only`,
  append: say`written at its end`,
  truncate: say`emptied when it is opened`,
  graceful: say`no error if it cannot be opened`,
});

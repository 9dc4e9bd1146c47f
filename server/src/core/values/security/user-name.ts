import { isUtf8Clean } from '../../text/bytes.ts';
import { inlineCode } from '../../text/markdown.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Token, ValueContext, ValueFix, ValueProblem, Wording, World } from '../grammar.ts';
import { addedWords, dropped, problem, type ReadWord, replacement, reset, set } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWords, type Word } from '../words/words.ts';

/** User=, Group= and the same for sockets; a bad one refuses the unit (src/core/load-fragment.c, config_parse_user_group_compat). */
export const userGrammar: Grammar = {
  parsers: ['config_parse_user_group_compat'],
  summary: say`a name or a number`,
  parse(value, at) {
    if (value === '') return reset();
    const read = readName(plainWord(value), at);
    const problems = [...read.problems];
    if (read.item === 'nobody' && at.key.includes('User')) problems.push(nobody(value, at));
    return read.item === undefined
      ? { ...dropped(undefined, read.tokens), problems }
      : set(read.item, read.tokens, problems);
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at);
    return specifiers.length > 0 ? specifiers : names(0, value.length, isGroup(at), world);
  },
  describe: describeAccount,
};

/** SupplementaryGroups= (config_parse_user_group_strv_compat). */
export const groupsGrammar: Grammar = {
  parsers: ['config_parse_user_group_strv_compat'],
  summary: say`names or numbers of groups, separated by spaces`,
  parse(value, at) {
    if (value === '') return reset();
    const { words, error } = extractWords(value);
    const read = words.map((word) => readName(word, at));
    const refused = read.some(({ problems }) => problems.some(({ effect }) => effect === 'refuse'));
    return addedWords(read, error && !refused ? quotingProblem(value, error, 'refuse') : undefined);
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at);
    const { from, to } = wordAt(value, offset);
    return specifiers.length > 0 ? specifiers : names(from, to, true, world);
  },
  describe: describeAccount,
};

/** What the machine knows of the user or group. */
function describeAccount(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
  if (token.kind !== 'user') return describeSpecifier(token, value, at, world);
  const written = value.slice(token.from, token.to);
  if (written.includes('%') || /^\d+$/.test(written)) return undefined;
  const groups = isGroup(at);
  const known = groups ? world.group?.(written) : world.user?.(written);
  const name = inlineCode(written);
  if (!known) {
    const all = groups ? world.groups() : world.users();
    if (all.length === 0) return undefined;
    return groups ? say`There is no group ${name} on this machine.` : say`There is no user ${name} on this machine.`;
  }
  const facts = [
    groups ? say`gid ${known.id}` : say`uid ${known.id}`,
    known.home ? say`home ${inlineCode(known.home)}` : undefined,
    known.shell ? say`shell ${inlineCode(known.shell)}` : undefined,
    known.members?.length ? say`members ${enumerated(known.members.map(inlineCode))}` : undefined,
  ].filter((fact) => fact !== undefined);
  return groups
    ? say`Group ${name} of this machine: ${enumerated(facts)}.`
    : say`User ${name} of this machine: ${enumerated(facts)}.`;
}

function readName(word: Word, at: ValueContext): ReadWord {
  const expansion = expandWord(word, at, { effect: 'refuse' });
  const tokens = [{ kind: 'user' as const, from: word.from, to: word.to }, ...expansion.tokens];
  if (expansion.failed) return { tokens, problems: expansion.problems };
  const { text } = expansion;
  const fault = nameFault(text);
  if (fault) {
    const bare = text.replace(/^(["'])(.*)\1$/, '$2');
    const fixes: ValueFix[] =
      bare !== text && text === word.text ? [replacement(bare, word.from, word.to, 'safe')] : [];
    return { tokens, problems: [problem('bad-user', 'refuse', word.from, word.to, fault, fixes)] };
  }
  if (isNumber(text) || isStrictName(text)) return { item: text, tokens, problems: expansion.problems };
  return { item: text, tokens, problems: [...expansion.problems, unusual(text, word, at)] };
}

/** What systemd refuses even in its relaxed mode (src/basic/user-util.c, valid_user_group_name). */
function nameFault(text: string): Wording | undefined {
  if (text === '') return { message: say`No name.`, remedy: say`Write the name or number of a user or group.` };
  if (isNumber(text)) return undefined;
  if (/^-?\d+$/.test(text))
    return {
      message: say`${text} is not a valid user or group ID.`,
      remedy: say`Write a plain number below 4294967295, not 65535, or a name.`,
    };
  const remedy = say`Write the name or number of a user or group.`;
  if (text === '.' || text === '..' || text === '-') return { message: say`"${text}" cannot be a name.`, remedy };
  const odd = /[:/]/.exec(text)?.[0];
  if (odd === ':')
    return {
      message: say`A user or group name cannot contain ":".`,
      remedy: say`Write the user in User= and the group in Group=.`,
    };
  if (odd) return { message: say`A user or group name cannot contain "${odd}".`, remedy };
  if (/^ | $/.test(text)) return { message: say`A user or group name must not begin or end with a space.`, remedy };
  if (/[\x00-\x1f\x7f]/.test(text) || !isUtf8Clean(text))
    return { message: say`A user or group name cannot contain control characters or invalid UTF-8.`, remedy };
  return undefined;
}

/** src/basic/user-util.c, parse_uid: plain decimal, without the two numbers that mean "none". */
function isNumber(text: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(text) && Number(text) < 4294967295 && text !== '65535';
}

function isStrictName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]{0,30}$/.test(text);
}

/** Systemd logs a notice that names no line. */
function unusual(text: string, word: Word, at: ValueContext): ValueProblem {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  const several = parts.length > 1 && parts.every(isStrictName);
  const takesList = at.parser === 'config_parse_user_group_strv_compat';
  const consequence = say`systemd accepts it, with a notice that names no line.`;
  const wording = several
    ? {
        message: say`"${text}" is read as one name.`,
        remedy: takesList
          ? say`Separate names with spaces.`
          : say`Write one name; only SupplementaryGroups= accepts a list.`,
      }
    : {
        message: say`"${text}" is an unusual name, which systemd’s tools do not create.`,
        remedy: say`Write a name of at most 31 letters, digits, "_" and "-" that does not begin with a digit or "-".`,
      };
  const fixes =
    several && takesList && text === word.text ? [replacement(parts.join(' '), word.from, word.to, 'safe')] : [];
  return problem('bad-user', 'advice', word.from, word.to, { ...wording, consequence }, fixes);
}

function nobody(value: string, at: ValueContext): ValueProblem {
  const wording = {
    message: say`nobody is shared: every other program that runs as nobody can access its files.`,
    remedy:
      at.manager === 'user'
        ? say`Remove the line: the unit runs as the user of its manager.`
        : say`Give the service its own user, for example with DynamicUser=yes.`,
  };
  return problem('unsafe-value', 'note', 0, value.length, wording);
}

function isGroup(at: ValueContext): boolean {
  return /Groups?$/.test(at.key);
}

function names(from: number, to: number, groups: boolean, world: World): Offer[] {
  const found = groups ? world.groups() : world.users();
  return found
    .filter((name) => name !== 'nobody' && isStrictName(name))
    .map((name) => ({ label: name, from, to, insert: name, kind: 'user' }));
}

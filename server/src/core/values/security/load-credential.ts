import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { type Choice, offersAt } from '../offers.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { checkPath, isNormalizedPath } from '../paths/paths.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { extractWord } from '../words/words.ts';
import { badName, isCredentialName, readCredentialName } from './credential-name.ts';
import { nameNote, operator } from './set-credential.ts';

/** A credential read from a file or taken over from the manager: `ID[:SOURCE]` (src/core/load-fragment.c, config_parse_load_credential). */
export const loadCredentialGrammar: Grammar = {
  parsers: ['config_parse_load_credential'],
  summary: say`a name, and after a colon the path it is loaded from`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const { word, rest, error } = extractWord(value, 0, { separators: ':', dontCoalesceSeparators: true });
    if (error || !word) return dropped(error && quotingProblem(value, error));
    const name = readCredentialName(word, at);
    const hasSource = rest !== undefined && rest < value.length;
    if (!hasSource && at.version < TAKES_NAME_ALONE) return dropped(withoutSource(value, at.key));
    const source = hasSource ? readSource(value, rest, at) : undefined;
    const tokens = [...name.tokens, ...(rest === undefined ? [] : [operator(rest - 1)]), ...(source?.tokens ?? [])];
    if (name.name === undefined) return { ...dropped(), tokens, problems: name.problems };
    const problems = [...name.problems, ...(source?.problems ?? [])];
    if (source && source.source === undefined) return { ...dropped(), tokens, problems };
    return added([`${name.name}:${source?.source ?? name.name}`], tokens, problems);
  },

  complete(value: string, offset: number, at: ValueContext, world: World): readonly Offer[] {
    const colon = value.indexOf(':');
    if (value === '') return offersAt({ from: 0, to: 0 }, [example(at)]);
    return colon < 0 || offset <= colon
      ? specifierOffers(value, offset, at)
      : pathOffers(value, colon + 1, offset, at, world, { whole: true });
  },

  describe(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
    const text = value.slice(token.from, token.to);
    if (token.kind === 'specifier') return describeSpecifier(token, value, at, world);
    if (token.kind === 'path')
      return say`The file that the credential is read from when the service starts. For a directory, each file in it becomes a credential; for a socket, systemd connects and reads.`;
    if (token.kind !== 'name') return undefined;
    return token.from === 0
      ? nameNote(text)
      : say`A credential that the service manager itself was given under this name.`;
  },

  parts(value: string, offset: number): Parts {
    const colon = value.indexOf(':');
    return {
      label: 'name[:source]',
      parts: [
        {
          label: 'name',
          documentation: say`The name of the file that the service finds in \`$CREDENTIALS_DIRECTORY\`.`,
        },
        {
          label: 'source',
          documentation: say`An absolute path to a file, directory or socket, or the name of a credential of the service manager. Without it, the credential of the same name is passed on.`,
        },
      ],
      active: colon >= 0 && offset > colon ? 1 : 0,
    };
  },
};

/** The form as a whole, with the directory that systemd itself would look into. */
function example(at: ValueContext): Choice {
  const store = at.key.endsWith('Encrypted') ? '/etc/credstore.encrypted' : '/etc/credstore';
  const insert = `\${1:name}:\${2:${store}/name}`;
  return { label: 'name:/path', kind: 'name', insert, snippet: true, detail: say`a credential read from a file` };
}

/** Since this version the name alone stands for the manager's credential of that name. */
const TAKES_NAME_ALONE = 249;

function withoutSource(value: string, key: string): ValueProblem {
  return problem('bad-credential', 'ignore', 0, value.length, {
    message: say`Nothing says where the credential is read from, which ${key}= needs before systemd ${TAKES_NAME_ALONE}.`,
    remedy: say`Write the name, a colon and an absolute path.`,
  });
}

interface Source {
  readonly source: string | undefined;
  readonly problems: readonly ValueProblem[];
  readonly tokens: readonly Token[];
}

function readSource(value: string, from: number, at: ValueContext): Source {
  const word = plainWord(value, from);
  const expanded = expandWord(word, at, { longest: LONGEST.path });
  const source = expanded.text;
  const isPath = source.startsWith('/');
  const tokens: Token[] = [{ kind: isPath ? 'path' : 'name', from, to: value.length }, ...expanded.tokens];
  if (expanded.failed) return { source: undefined, problems: expanded.problems, tokens };
  if (isPath ? isNormalizedPath(source, at.version) : isCredentialName(source)) {
    return { source, problems: expanded.problems, tokens };
  }
  const problem = isPath ? badPath(source, from, value, at) : notAbsolute(source, value, from);
  return { source: undefined, problems: [...expanded.problems, problem], tokens };
}

/** Unlike elsewhere, systemd does not simplify the path, but refuses one that could be simplified. */
function badPath(path: string, from: number, value: string, at: ValueContext): ValueProblem {
  const to = value.length;
  const { path: simple, problem } = checkPath(path, from, to, at);
  if (problem) return problem;
  const wording = {
    message: say`systemd does not accept "${path}" here, though it means ${simple}.`,
    remedy: say`Write that.`,
  };
  const fix = { title: say`Replace with ${simple}`, safety: 'safe' as const, from, to, newText: simple };
  return { code: 'bad-path', effect: 'ignore', from, to, ...wording, fixes: value.slice(from) === path ? [fix] : [] };
}

function notAbsolute(source: string, value: string, from: number): ValueProblem {
  if (!source.includes('/')) return badName(plainWord(value, from), source);
  const wording = {
    message: say`"${source}" is not an absolute path, nor the name of a credential.`,
    remedy: say`Write the full path, beginning with "/".`,
  };
  return { code: 'bad-path', effect: 'ignore', from, to: value.length, ...wording };
}

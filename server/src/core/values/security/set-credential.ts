import { inlineCode } from '../../text/markdown.ts';
import { type Message, say } from '../../text/message.ts';
import { base64Fault } from '../commands/standard-input-data.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { added, dropped, reset } from '../parsed.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { byteLength, readEscape } from '../words/escapes.ts';
import { badEscape, quotingProblem } from '../words/quoting-problem.ts';
import { extractWord } from '../words/words.ts';
import { readCredentialName } from './credential-name.ts';

/** A credential written out in the unit: `ID:VALUE` (src/core/load-fragment.c, config_parse_set_credential). */
export const setCredentialGrammar: Grammar = {
  parsers: ['config_parse_set_credential'],
  summary: say`a name, a colon and the credential itself`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const { word, rest, error } = extractWord(value, 0, { separators: ':', dontCoalesceSeparators: true });
    if (error) return dropped(quotingProblem(value, error));
    const isEmpty = rest === value.length && at.version >= WANTS_VALUE;
    if (!word || rest === undefined || isEmpty) return dropped(withoutValue(value, rest, at.key));
    const name = readCredentialName(word, at);
    const tokens: Token[] = [...name.tokens, operator(rest - 1), { kind: 'string', from: rest, to: value.length }];
    if (name.name === undefined) return { ...dropped(), tokens, problems: name.problems };
    const fault = isEncrypted(at) ? base64Problem(value, rest, at) : escapeProblem(value, rest);
    if (fault) return { ...dropped(), tokens, problems: [...name.problems, fault] };
    return added([value], tokens, name.problems);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const colon = value.indexOf(':');
    if (value !== '') return colon < 0 || offset <= colon ? specifierOffers(value, offset, at) : [];
    if (isEncrypted(at)) return [];
    const insert = `\${1:name}:\${2:value}`;
    return offersAt({ from: 0, to: 0 }, [{ label: 'name:value', kind: 'name', insert, snippet: true }]);
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    if (token.kind === 'name') return nameNote(value.slice(token.from, token.to));
    if (token.kind !== 'string') return undefined;
    if (isEncrypted(at)) return say`The output of \`systemd-creds encrypt\`, in Base64.`;
    const bytes = byteLength(value.slice(token.from));
    return say`The credential, ${bytes} bytes as written; C escapes such as \`\\n\` are resolved. Every user of the machine can read it in the unit.`;
  },

  parts(value: string, offset: number, at: ValueContext): Parts {
    const colon = value.indexOf(':');
    const what = isEncrypted(at)
      ? say`The encrypted credential in Base64, as \`systemd-creds encrypt\` prints it.`
      : say`The credential. C escapes are resolved, specifiers are not.`;
    return {
      label: 'name:value',
      parts: [
        {
          label: 'name',
          documentation: say`The name of the file that the service finds in \`$CREDENTIALS_DIRECTORY\`.`,
        },
        { label: 'value', documentation: what },
      ],
      active: colon >= 0 && offset > colon ? 1 : 0,
    };
  },
};

/** What a credential's name is for, in Markdown. */
export function nameNote(name: string): Message {
  const inService = inlineCode(`$CREDENTIALS_DIRECTORY/${name}`);
  const elsewhere = inlineCode(`%d/${name}`);
  return say`A credential: the service finds it in ${inService}, and other settings as ${elsewhere}.`;
}

export function operator(at: number): Token {
  return { kind: 'operator', from: at, to: at + 1 };
}

/** Since this version something must follow the colon. */
const WANTS_VALUE = 252;

/** Systemd's table gives the parser 1 for the encrypted kind. */
function isEncrypted(at: ValueContext): boolean {
  return at.ltype !== '0';
}

function withoutValue(value: string, colon: number | undefined, key: string): ValueProblem {
  const message = colon === undefined ? say`${key}= needs a colon.` : say`Nothing follows the colon.`;
  const remedy = say`Write the name of the credential, a colon and its value. For the contents of a file, use LoadCredential=.`;
  return { code: 'bad-credential', effect: 'ignore', from: 0, to: value.length, message, remedy };
}

function base64Problem(value: string, from: number, at: ValueContext): ValueProblem | undefined {
  const fault = base64Fault(value.slice(from), at.version);
  if (!fault) return undefined;
  const { message } = fault;
  const remedy = say`Paste the output of systemd-creds encrypt unchanged.`;
  return { code: 'bad-credential', effect: 'ignore', from: from + fault.at, to: from + fault.to, message, remedy };
}

/** Unlike elsewhere, an escape may stand for a zero byte here: a credential is any bytes. */
function escapeProblem(value: string, from: number): ValueProblem | undefined {
  for (let at = from; at < value.length; at++) {
    if (value[at] !== '\\') continue;
    const length = ZERO.exec(value.slice(at + 1, at + 10))?.[0].length ?? readEscape(value, at + 1)?.length;
    if (length === undefined) return badEscape(value, at, 'ignore', { remedy: say`Write \\\\ for a backslash.` });
    at += length;
  }
  return undefined;
}

const ZERO = /^(?:x00|000|u0000|U00000000)/;

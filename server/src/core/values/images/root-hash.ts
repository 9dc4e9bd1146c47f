import { type Message, say } from '../../text/message.ts';
import { base64Fault } from '../commands/standard-input-data.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, World } from '../grammar.ts';
import { dropped, reset, set, wholeValue } from '../parsed.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { shown, wholeToken } from '../scalar.ts';

/** The Verity root hash: in hexadecimal digits, or the path of a file that has it (src/core/load-fragment.c, config_parse_exec_root_hash). */
export const rootHashGrammar: Grammar = {
  parsers: ['config_parse_exec_root_hash'],
  summary: say`at least 32 hexadecimal digits, or an absolute path`,

  parse(value: string): Parsed {
    if (value === '') return reset();
    if (value.startsWith('/')) return set(value, wholeToken(value, 'path'));
    const digits = value.replaceAll(/[ \t\n\r]/g, '');
    const bad = digits.search(/[^0-9A-Fa-f]/);
    if (bad >= 0 || digits.length % 2 !== 0) {
      const message =
        bad >= 0
          ? say`"${shown(value)}" is neither hexadecimal nor an absolute path.`
          : say`The number of hexadecimal digits is odd.`;
      const remedy = say`Write the hash in pairs of hexadecimal digits, or the full path of a file that contains it.`;
      return dropped(wholeValue(value, 'bad-number', 'ignore', { message, remedy }));
    }
    if (digits.length >= 2 * SHORTEST) return set(value, wholeToken(value, 'number'));
    const wording = {
      message: say`The hash is too short: it has ${digits.length / 2} of at least ${SHORTEST} bytes.`,
      remedy: say`Write the whole hash.`,
    };
    return dropped(wholeValue(value, 'value-out-of-range', 'ignore', wording));
  },

  complete: completePath,

  describe(token: Token): Message | undefined {
    return token.kind === 'path'
      ? say`The file that contains the hash. Specifiers are not expanded here.`
      : say`The root hash of the Verity data, in hexadecimal.`;
  },
};

/** The signature of the root hash: in Base64, or the path of a file (src/core/load-fragment.c, config_parse_exec_root_hash_sig). */
export const rootHashSignatureGrammar: Grammar = {
  parsers: ['config_parse_exec_root_hash_sig'],
  summary: say`base64: and the signature, or an absolute path`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    if (value.startsWith('/')) return set(value, wholeToken(value, 'path'));
    if (!value.startsWith(BASE64)) {
      const wording = {
        message: say`"${shown(value)}" is not an absolute path, and does not begin with "base64:".`,
        remedy: say`Write one of the two.`,
      };
      const isBase64 = base64Fault(value, at.version) === undefined;
      const fix = { title: say`Write base64: before it`, safety: 'unsafe' as const, from: 0, to: 0, newText: BASE64 };
      return dropped(wholeValue(value, 'bad-path', 'ignore', wording, isBase64 ? [fix] : []));
    }
    const fault = base64Fault(value.slice(BASE64.length), at.version);
    const tokens: Token[] = [
      { kind: 'keyword', from: 0, to: BASE64.length },
      { kind: 'string', from: BASE64.length, to: value.length },
    ];
    if (!fault) return set(value, tokens);
    const wording = { message: fault.message, remedy: say`Write the whole signature unchanged.` };
    const [from, to] = [BASE64.length + fault.at, BASE64.length + fault.to];
    return dropped({ code: 'bad-number', effect: 'ignore', from, to, ...wording }, tokens);
  },

  complete(value: string, offset: number, at: ValueContext, world: World): readonly Offer[] {
    if (value !== '') return completePath(value, offset, at, world);
    const base64: Offer = {
      label: BASE64,
      from: 0,
      to: 0,
      insert: BASE64,
      kind: 'keyword',
      detail: say`the signature itself`,
    };
    return [...completePath(value, offset, at, world), base64];
  },

  describe(token: Token): Message | undefined {
    return token.kind === 'path'
      ? say`The file that contains the signature, in DER form.`
      : say`The signature of the root hash, in DER form and Base64.`;
  },
};

const SHORTEST = 16;
const BASE64 = 'base64:';

function completePath(value: string, offset: number, at: ValueContext, world: World): Offer[] {
  if (value !== '' && !value.startsWith('/')) return [];
  return pathOffers(value, 0, offset, at, world, { whole: true, literal: true });
}

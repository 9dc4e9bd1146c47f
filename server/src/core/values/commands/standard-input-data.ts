import { type Message, say } from '../../text/message.ts';
import type { Grammar } from '../grammar.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { badEscape } from '../words/quoting-problem.ts';
import { extractWord } from '../words/words.ts';

/** StandardInputText=: escapes are resolved first, specifiers then (src/core/load-fragment.c, config_parse_exec_input_text). */
export const inputTextGrammar: Grammar = {
  parsers: ['config_parse_exec_input_text'],
  summary: say`text with C escapes; a line end is added`,
  parse(value, at) {
    if (value === '') return reset();
    // With no separators and no quotes, the splitter does nothing but resolve escapes.
    const { word, error } = extractWord(value, 0, { separators: '', cunescape: true });
    if (!word) return dropped(badEscape(value, error?.at ?? 0, 'ignore', { remedy: say`Write \\\\ for a backslash.` }));
    const { text, failed, problems, tokens } = expandWord(word, at);
    const all = [{ kind: 'string' as const, from: 0, to: value.length }, ...tokens];
    return failed ? { ...dropped(undefined, all), problems } : added([text], all, problems);
  },
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: describeSpecifier,
};

/** StandardInputData=: Base64, in which white space does not count (config_parse_exec_input_data). */
export const inputDataGrammar: Grammar = {
  parsers: ['config_parse_exec_input_data'],
  summary: say`data in Base64`,
  parse(value, at) {
    if (value === '') return reset();
    const fault = base64Fault(value, at.version);
    const tokens = [{ kind: 'string' as const, from: 0, to: value.length }];
    if (!fault) return added([value.replace(BLANKS, '')], tokens);
    const { at: from, to, message } = fault;
    return dropped(
      problem('bad-encoding', 'ignore', from, to, { message, remedy: say`Write the data as base64 prints it.` }),
      tokens,
    );
  },
};

/** Why a text is not Base64, and where; undefined where it is (src/basic/hexdecoct.c, unbase64mem). */
export function base64Fault(
  value: string,
  version: number,
): { readonly at: number; readonly to: number; readonly message: Message } | undefined {
  const odd = (version >= TAKES_URL_ALPHABET ? /[^A-Za-z0-9+/=_ \t\r\n-]/ : /[^A-Za-z0-9+/= \t\r\n]/).exec(value);
  if (odd) return { at: odd.index, to: odd.index + 1, message: say`"${odd[0]}" is not a Base64 character.` };
  const digits = value.replace(BLANKS, '').replaceAll('-', '+').replaceAll('_', '/');
  const padded = /^([A-Za-z0-9+/]*)(=*)$/.exec(digits);
  const whole = { at: 0, to: value.length };
  if (!padded) {
    const at = value.indexOf('=');
    return { at, to: at + 1, message: say`In Base64, "=" is allowed only at the end.` };
  }
  const [, body = '', padding = ''] = padded;
  if (digits.length % 4 !== 0 || padding.length > 2) {
    return {
      ...whole,
      message: say`The data is not complete Base64: its length, with "=" at the end, must be a multiple of four.`,
    };
  }
  const last = padding === '' ? 0 : ALPHABET.indexOf(body.at(-1)!);
  const spare = padding.length === 2 ? 15 : 3;
  return padding !== '' && (last & spare) !== 0
    ? { ...whole, message: say`The last character before "=" is not valid Base64.` }
    : undefined;
}

/** Since this version the alphabet for URLs is taken as well, with "-" and "_". */
const TAKES_URL_ALPHABET = 255;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What systemd takes for white space (src/basic/string-util.h). */
const BLANKS = /[ \t\r\n]/g;

import { say } from '../../text/message.ts';
import type { Grammar, Parsed, ValueContext } from '../grammar.ts';
import { type Choice, offersAt } from '../offers.ts';
import { dropped, problem, reset, set } from '../parsed.ts';
import { mountOptionOffers } from '../paths/mount-options.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { byteLength } from '../words/escapes.ts';

/**
 * Text that is kept as it is, once its specifiers are expanded: Description= and many more (src/core/load-fragment.c,
 * config_parse_unit_string_printf).
 */
export const textGrammar: Grammar = {
  parsers: ['config_parse_unit_string_printf'],
  summary: say`text, in which specifiers are expanded`,
  parse: (value, at) => text(value, at),
  complete(value, offset, at) {
    const specifiers = specifierOffers(value, offset, at);
    if (specifiers.length > 0 || at.section !== 'Mount') return specifiers;
    if (at.key === 'Options') return mountOptionOffers(value, offset, 'any');
    return at.key === 'Type' ? offersAt({ from: 0, to: value.length }, FILE_SYSTEMS) : [];
  },
  describe: describeSpecifier,
};

/** Text that is kept as it is, percent signs included (src/shared/conf-parser.c, config_parse_string). */
export const plainTextGrammar: Grammar = {
  parsers: ['config_parse_string'],
  summary: say`text`,
  parse: (value) => (value === '' ? reset() : set(value, [{ kind: 'string', from: 0, to: value.length }])),
};

/** RebootArgument= and JobTimeoutRebootArgument= (config_parse_reboot_parameter). */
export const rebootArgumentGrammar: Grammar = {
  parsers: ['config_parse_reboot_parameter'],
  summary: say`ASCII text of at most 255 characters`,
  parse(value, at) {
    const parsed = text(value, at);
    const [argument] = parsed.items;
    if (argument === undefined || (/^[\x00-\x7f]*$/.test(argument) && argument.length <= 255)) return parsed;
    const wording =
      byteLength(argument) > 255
        ? {
            message: say`The argument is ${byteLength(argument)} bytes long; at most 255 are allowed.`,
            remedy: say`Shorten it.`,
          }
        : {
            message: say`The reboot argument is not ASCII alone.`,
            remedy: say`Write it with letters, digits and other ASCII characters.`,
          };
    return dropped(problem('bad-name', 'ignore', 0, value.length, wording), parsed.tokens);
  },
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: describeSpecifier,
};

/** Security labels and profiles: `-` before one ignores that it cannot be set (config_parse_exec_selinux_context and its kin). */
export const securityLabelGrammar: Grammar = {
  parsers: [
    'config_parse_exec_selinux_context',
    'config_parse_exec_apparmor_profile',
    'config_parse_exec_smack_process_label',
  ],
  summary: say`a label or profile; "-" before it ignores errors`,
  parse(value, at) {
    if (value === '') return reset();
    const skip = value.startsWith('-') ? 1 : 0;
    const {
      text: label,
      failed,
      problems,
      tokens,
    } = expandWord(plainWord(value, skip), at, {
      effect: skip === 1 ? 'ignore' : 'refuse',
    });
    const all = [
      ...(skip === 1 ? [{ kind: 'prefix' as const, from: 0, to: 1 }] : []),
      { kind: 'name' as const, from: skip, to: value.length },
      ...tokens,
    ];
    return failed ? { ...dropped(undefined, all), problems } : set(value.slice(0, skip) + label, all, problems);
  },
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe(token, value, at, world) {
    if (token.kind === 'prefix') return say`No error if it cannot be set.`;
    return describeSpecifier(token, value, at, world);
  },
};

const FILE_SYSTEMS: readonly Choice[] =
  'auto ext4 xfs btrfs vfat exfat ntfs3 tmpfs overlay squashfs iso9660 nfs nfs4 cifs f2fs none'
    .split(' ')
    .map((label) => ({ label }));

/** The whole value, with its specifiers expanded; nothing at all resets the setting, also where it comes of the expansion. */
function text(value: string, at: ValueContext): Parsed {
  if (value === '') return reset();
  const expansion = expandWord(plainWord(value), at);
  const tokens = [{ kind: 'string' as const, from: 0, to: value.length }, ...expansion.tokens];
  if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems };
  return expansion.text === '' ? reset(tokens) : set(expansion.text, tokens, expansion.problems);
}

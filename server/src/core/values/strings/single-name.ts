import { say } from '../../text/message.ts';
import type { Grammar, Parsed, TokenKind, ValueContext, ValueProblem, Wording } from '../grammar.ts';
import { INTERFACE_NAME, knownInterfaces, whyNoInterfaceName } from '../network/interface-name.ts';
import { dropped, problem, replacement, reset, set } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { byteLength } from '../words/escapes.ts';

/** FileDescriptorName=: the name under which a service finds the sockets (src/core/load-fragment.c, config_parse_fdname). */
export const fileDescriptorNameGrammar: Grammar = {
  parsers: ['config_parse_fdname'],
  summary: say`ASCII text of at most 255 characters, without a colon`,
  parse: (value, at) =>
    value === ''
      ? reset()
      : name(value, at, LONGEST.fdName, (text, from, to) => {
          const fault = fdNameFault(text);
          return fault === undefined ? undefined : problem('bad-name', 'ignore', from, to, fault);
        }),
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: describeSpecifier,
};

/** BusName=: a well-known name on the message bus; an empty one is no name (config_parse_bus_name). */
export const busNameGrammar: Grammar = {
  parsers: ['config_parse_bus_name'],
  summary: say`a D-Bus name, such as org.example.Service`,
  parse: (value, at) =>
    name(value, at, 255, (text, from, to) => {
      if (isBusName(text)) return undefined;
      if (text === '')
        return problem('empty-value', 'ignore', from, to, {
          message: say`BusName= has no value, and an empty value does not reset it.`,
          remedy: say`Write a name such as org.example.Service, or remove the line.`,
        });
      const bare = text.replace(/^(["'])(.*)\1$/, '$2');
      const fixes = bare !== text && isBusName(bare) ? [replacement(bare, from, to, 'safe')] : [];
      const wording = {
        message: say`"${text}" is not a D-Bus name.`,
        remedy: say`Write at least two parts of letters, digits, "_" and "-", joined by dots, as in org.example.Service. No part begins with a digit.`,
      };
      return problem('bad-name', 'ignore', from, to, wording, fixes);
    }),
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: describeSpecifier,
};

/** LogNamespace=: it must fit a file name behind a machine ID, and an instance of a unit (config_parse_log_namespace). */
export const logNamespaceGrammar: Grammar = {
  parsers: ['config_parse_log_namespace'],
  summary: say`a name of at most 222 letters, digits and : - _ . @`,
  parse: (value, at) =>
    value === ''
      ? reset()
      : name(value, at, 255, (text, from, to) => {
          if (/^[A-Za-z0-9:\-_.@]{1,222}$/.test(text) && text !== '.' && text !== '..') return undefined;
          const wording = {
            message: say`"${text}" is not a valid journal namespace name.`,
            remedy: say`Write at most 222 letters, digits and : - _ . @.`,
          };
          return problem('bad-name', 'ignore', from, to, wording);
        }),
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: describeSpecifier,
};

/** BindToDevice= of sockets; specifiers are expanded in newer versions only (config_parse_socket_bindtodevice). */
export const boundInterfaceGrammar: Grammar = {
  parsers: ['config_parse_socket_bindtodevice'],
  summary: say`the name of a network interface, or * for all`,
  parse(value, at) {
    if (value === '' || value === '*') return reset(value === '*' ? [{ kind: 'keyword', from: 0, to: 1 }] : []);
    const check: Check = (text, from, to) => {
      const why = whyNoInterfaceName(text, INTERFACE_NAME.longest, at.version);
      return why === undefined
        ? undefined
        : problem('bad-name', 'ignore', from, to, {
            message: say`"${text}" is not a valid interface name: ${why}.`,
            remedy: say`Write a name such as eth0, or * for all.`,
          });
    };
    if (at.version >= EXPANDS_INTERFACE) return name(value, at, undefined, check);
    const fault = check(value, 0, value.length);
    const tokens = [{ kind: 'name' as const, from: 0, to: value.length }];
    return fault ? dropped(fault, tokens) : set(value, tokens);
  },
  complete(value, offset, at, world) {
    const specifiers = at.version >= EXPANDS_INTERFACE ? specifierOffers(value, offset, at) : [];
    if (specifiers.length > 0) return specifiers;
    const names = knownInterfaces(world).filter(
      (one) => whyNoInterfaceName(one, INTERFACE_NAME.longest, at.version) === undefined,
    );
    return ['*', ...names].map((label) => ({
      label,
      from: 0,
      to: value.length,
      insert: label,
      kind: 'name' as TokenKind,
    }));
  },
  describe: describeSpecifier,
};

type Check = (text: string, from: number, to: number) => ValueProblem | undefined;

function name(value: string, at: ValueContext, longest: number | undefined, check: Check): Parsed {
  const expansion = expandWord(plainWord(value), at, longest === undefined ? {} : { longest });
  const tokens = [{ kind: 'name' as const, from: 0, to: value.length }, ...expansion.tokens];
  if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems };
  const fault = check(expansion.text, 0, value.length);
  return fault ? dropped(fault, tokens) : set(expansion.text, tokens, expansion.problems);
}

/** Why a text cannot name a file descriptor (src/basic/fd-util.c, fdname_is_valid); undefined where it can. */
export function fdNameFault(text: string): Wording | undefined {
  if (byteLength(text) > 255)
    return {
      message: say`The name is ${byteLength(text)} bytes long; the name of a file descriptor has at most 255.`,
      remedy: say`Shorten it.`,
    };
  if (text.includes(':'))
    return { message: say`The name of a file descriptor cannot contain a colon.`, remedy: say`Choose another name.` };
  return /^[\x20-\x7e]*$/.test(text)
    ? undefined
    : {
        message: say`A descriptor’s name has printable ASCII characters only.`,
        remedy: say`Choose another name.`,
      };
}

/** src/libsystemd/sd-bus/bus-internal.c, service_name_is_valid. */
function isBusName(text: string): boolean {
  const unique = text.startsWith(':');
  const part = unique ? '[A-Za-z0-9_-]+' : '[A-Za-z_-][A-Za-z0-9_-]*';
  return text.length <= 255 && new RegExp(`^:?${part}(?:\\.${part})+$`).test(text);
}

/** The first version that expands specifiers in BindToDevice=. */
const EXPANDS_INTERFACE = 258;

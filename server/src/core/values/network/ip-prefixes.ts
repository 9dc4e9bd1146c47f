import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueFix, ValueProblem, Wording } from '../grammar.ts';
import { readUnsigned } from '../numbers/numbers.ts';
import { offersInList } from '../offers.ts';
import { added, problem, reset } from '../parsed.ts';
import { shown } from '../scalar.ts';
import { unknownWord } from '../vocabulary.ts';
import { readWordList, tokenText, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';
import { isIPv4, isIPv6 } from './inet.ts';

/** IP addresses and networks: `10.0.0.0/8 localhost` (src/shared/in-addr-prefix-util.c, config_parse_in_addr_prefixes). */
export const ipPrefixesGrammar: Grammar = {
  parsers: ['config_parse_in_addr_prefixes', 'config_parse_ip_address_access'],
  summary: say`IP addresses and networks such as 192.168.0.0/16, or any, localhost, link-local, multicast`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, {});
    const tokens = list.words.map((word) => wordToken(word, isWord(word.text) ? 'keyword' : 'address', value));
    const problems: ValueProblem[] = [];
    const items: string[] = [];
    for (const word of list.words) {
      if (isWord(word.text) || readPrefix(word.text)) items.push(word.text);
      else problems.push(prefixProblem(word, at));
    }
    return added(items, tokens, list.problem ? [...problems, list.problem] : problems);
  },

  complete: (value: string, offset: number): readonly Offer[] =>
    offersInList(
      value,
      offset,
      Object.entries(WORDS).map(([label, documentation], rank) => ({ label, documentation, rank })),
    ),

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value);
    if (isWord(text)) return WORDS[text] ?? WORDS['localhost'];
    const prefix = readPrefix(text);
    return prefix && describePrefix(text, prefix);
  },
};

export interface Prefix {
  readonly family: 'IPv4' | 'IPv6';
  readonly length: number;
}

/** Reads an address with or without the length of the network's prefix (src/basic/in-addr-util.c, in_addr_prefix_from_string_auto). */
export function readPrefix(text: string): Prefix | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const family = isIPv4(address) ? 'IPv4' : isIPv6(address) ? 'IPv6' : undefined;
  if (!family) return undefined;
  const length = slash < 0 ? BITS[family] : readUnsigned(text.slice(slash + 1));
  return typeof length === 'number' && length <= BITS[family] ? { family, length } : undefined;
}

function isWord(text: string): boolean {
  return Object.hasOwn(WORDS, text) || LOCALHOST.test(text);
}

function describePrefix(text: string, { family, length }: Prefix): Message {
  const bits = BITS[family];
  if (length === bits) return say`The ${family} address ${text.split('/', 1).join()}.`;
  if (length === 0) return say`All ${family} addresses.`;
  const count = 2n ** BigInt(bits - length);
  const many = count <= 2n ** 32n ? `${count}` : `2^${bits - length}`;
  return say`The ${family} addresses whose first ${length} bits are those of ${text.split('/', 1).join()}: ${many} of them.`;
}

function prefixProblem(word: Word, at: ValueContext): ValueProblem {
  const { text, from, to } = word;
  const [address, length] = text.split('/') as [string, string?];
  const isAddress = isIPv4(address) || isIPv6(address);
  if (isAddress && length !== undefined) {
    const most = isIPv4(address) ? BITS.IPv4 : BITS.IPv6;
    const wording = {
      message: say`"/${shown(length)}" is not a prefix length.`,
      remedy: say`Write a number of bits from 0 to ${most}.`,
    };
    return problem(
      'bad-network-address',
      'ignore',
      from + address.length,
      to,
      wording,
      maskFix(address, length, from, to),
    );
  }
  const shape = whatElse(text);
  if (shape) return problem('bad-network-address', 'ignore', from, to, shape);
  const vocabulary = {
    noun: say`an IP address, a network, or a word such as localhost`,
    write: say`Write addresses such as 192.168.0.0/16 and ::1, or any, localhost, link-local, multicast; host names are not looked up.`,
    code: 'bad-network-address',
    accepts: (one: string) => isWord(one) || readPrefix(one) !== undefined,
    candidates: () => Object.keys(WORDS),
    mistakes: {
      all: 'any',
      '*': 'any',
      everything: 'any',
      local: 'localhost',
      loopback: 'localhost',
      linklocal: 'link-local',
    },
  } as const;
  return unknownWord(word, vocabulary, at);
}

/** Other ways in which people write networks. */
function whatElse(text: string): Wording | undefined {
  if (/^[\d.]+-[\d.]+$/.test(text))
    return { message: say`"${text}" is a range.`, remedy: say`Write it as networks, such as 10.0.0.0/24.` };
  if (/^\[.*\](:\d+)?$/.test(text) || /^[\d.]+:\d+$/.test(text))
    return { message: say`"${text}" has brackets or a port.`, remedy: say`Write the address alone.` };
  if (/^\d+(\.\d+){0,2}(\/\d+)?$/.test(text))
    return {
      message: say`"${text}" is not a whole IPv4 address.`,
      remedy: say`Write all four numbers, such as 10.0.0.0/8.`,
    };
  if (/^\d+(\.\d+){3}/.test(text))
    return {
      message: say`"${shown(text)}" is not an IPv4 address.`,
      remedy: say`Write four numbers from 0 to 255, without leading zeros.`,
    };
  return undefined;
}

/** 255.255.0.0 stands for 16 bits. */
function maskFix(address: string, mask: string, from: number, to: number): ValueFix[] {
  if (!isIPv4(address) || !isIPv4(mask)) return [];
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  const length = bits.indexOf('0') < 0 ? 32 : bits.indexOf('0');
  if (bits.slice(length).includes('1')) return [];
  return [
    { title: say`Write it as /${length}`, safety: 'safe', from: from + address.length, to, newText: `/${length}` },
  ];
}

const BITS = { IPv4: 32, IPv6: 128 } as const;

/** Names for the machine itself, in any case (src/basic/hostname-util.c, is_localhost). */
const LOCALHOST = /^(?:.*\.)?localhost(?:\.localdomain)?\.?$/i;

const WORDS: Table<Message> = table({
  any: say`All addresses: \`0.0.0.0/0\` and \`::/0\`.`,
  localhost: say`The machine itself: \`127.0.0.0/8\` and \`::1/128\`.`,
  'link-local': say`Addresses that are valid on one link only: \`169.254.0.0/16\` and \`fe80::/64\`.`,
  multicast: say`Addresses of groups: \`224.0.0.0/4\` and \`ff00::/8\`.`,
});

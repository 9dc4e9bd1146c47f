import { ADDRESS_FAMILIES } from '../../catalogue/names.ts';
import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersInList } from '../offers.ts';
import { begun, reset, set } from '../parsed.ts';
import { wholeToken } from '../scalar.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { listed, readWordList, tokenText, wordToken } from '../words/word-list.ts';

/** Address families of sockets, or none (src/shared/parse-helpers.c, parse_address_families). */
export const addressFamiliesGrammar: Grammar = {
  parsers: ['config_parse_address_families'],
  summary: say`address families such as AF_INET, or none; with ~ before them, all except these`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    if (value === NONE && at.version >= HAS_NONE) return set(value, wholeToken(value, 'keyword'));
    const list = readWordList(value, { unquote: true }, true);
    const tokens = [...list.tokens, ...list.words.map((word) => wordToken(word, 'keyword', value))];
    const problems: ValueProblem[] = [];
    // A list of names that are all unknown allows no family at all, or with ~ any.
    const items: string[] = [];
    for (const word of list.words) {
      if (isFamily(word.text)) items.push(listed(list, word.text));
      else problems.push(unknownWord(word, VOCABULARY, at));
      if (problems.length > 0 && at.version >= STOPS_AT_FIRST) return begun(items, tokens, problems);
    }
    return begun(items, tokens, list.problem ? [...problems, list.problem] : problems);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const choices = ADDRESS_FAMILIES.map(([label]) => {
      const note = NOTES[label];
      return { label, rank: note ? 1 : 3, ...(note && { documentation: note }) };
    });
    const none = { label: NONE, documentation: say`No sockets can be created.`, rank: 2 };
    const isAlone = at.version >= HAS_NONE && !/\s/.test(value.trimStart()) && !value.startsWith('~');
    return offersInList(value, offset, isAlone ? [...choices, none] : choices, true);
  },

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value).toUpperCase();
    if (token.kind === 'operator') return say`All address families except those that follow.`;
    if (text === 'NONE') return say`No sockets can be created.`;
    return isFamily(text) ? say`**${text}**: ${NOTES[text] ?? say`an address family of the kernel.`}` : undefined;
  },
};

const NONE = 'none';
/** The first version with that word. */
const HAS_NONE = 249;

/** Since this version the first unknown name ends the line; before, it was skipped. */
const STOPS_AT_FIRST = 261;

function isFamily(text: string): boolean {
  const upper = text.toUpperCase();
  return ADDRESS_FAMILIES.some(([name]) => name.toUpperCase() === upper);
}

const VOCABULARY: Vocabulary = {
  noun: say`an address family`,
  write: say`Write names such as AF_UNIX, AF_INET and AF_INET6.`,
  code: 'bad-list-item',
  accepts: isFamily,
  candidates: () => ADDRESS_FAMILIES.map(([name]) => name),
  mistakes: {
    unix: 'AF_UNIX',
    local: 'AF_LOCAL',
    inet: 'AF_INET',
    inet6: 'AF_INET6',
    ipv4: 'AF_INET',
    ipv6: 'AF_INET6',
    af_ipv4: 'AF_INET',
    af_ipv6: 'AF_INET6',
    af_inet4: 'AF_INET',
    netlink: 'AF_NETLINK',
    packet: 'AF_PACKET',
    vsock: 'AF_VSOCK',
    bluetooth: 'AF_BLUETOOTH',
    pf_unix: 'AF_UNIX',
    pf_inet: 'AF_INET',
    pf_inet6: 'AF_INET6',
  },
};

const NOTES: Table<Message> = table({
  AF_UNIX: say`Sockets between processes of one machine. Nearly every program needs them, for logging among others.`,
  AF_LOCAL: say`The same as AF_UNIX.`,
  AF_FILE: say`The same as AF_UNIX.`,
  AF_INET: say`IPv4.`,
  AF_INET6: say`IPv6.`,
  AF_NETLINK: say`Talking to the kernel about interfaces, routes and devices; the C library uses it to look up addresses.`,
  AF_ROUTE: say`The same as AF_NETLINK.`,
  AF_PACKET: say`Raw packets of network interfaces, as DHCP clients and packet sniffers need them.`,
  AF_VSOCK: say`Sockets between virtual machines and their host.`,
  AF_BLUETOOTH: say`Bluetooth.`,
  AF_CAN: say`CAN buses, as in vehicles.`,
  AF_ALG: say`The kernel’s cryptography.`,
  AF_KEY: say`IPsec keys.`,
  AF_XDP: say`Fast packet processing past the network stack.`,
  AF_QIPCRTR: say`Talking to modems and other processors of Qualcomm chips.`,
  AF_NFC: say`Near field communication.`,
  AF_TIPC: say`TIPC, a protocol for clusters.`,
  AF_RDS: say`RDS, datagrams over InfiniBand and the like.`,
  AF_MCTP: say`Management controllers.`,
});

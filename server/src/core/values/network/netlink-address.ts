import { enumeration } from '../../catalogue/catalogue.ts';
import { append } from '../../text/append.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import { type Table, table } from '../../text/table.ts';
import type { Offer, Parsed, Parts, Token, ValueContext } from '../grammar.ts';
import { INT32_MAX, readUnsigned } from '../numbers/numbers.ts';
import { added, dropped, problem, replacement } from '../parsed.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { extractWord } from '../words/words.ts';

/** Reads `FAMILY [GROUP]` (src/shared/socket-netlink.c, socket_address_parse_netlink). */
export function parseNetlink(value: string, at: ValueContext): Parsed {
  const expansion = expandWord(plainWord(value), at, { longest: LONGEST.path });
  if (expansion.failed) return { ...dropped(undefined, expansion.tokens), problems: expansion.problems };
  const { text } = expansion;
  const { word, rest } = extractWord(text, 0);
  const family = word?.text ?? '';
  const familyEnd = text === value ? (word?.to ?? 0) : value.length;
  const tokens: Token[] = [{ kind: 'keyword', from: 0, to: familyEnd }];
  if (rest !== undefined && text === value) tokens.push({ kind: 'number', from: rest, to: value.length });
  append(tokens, expansion.tokens);
  if (!isFamily(family, at)) {
    const known = enumeration('netlink_family', at.version);
    const near = nearest(family, known);
    const fixes = near && text === value ? [replacement(near, 0, familyEnd, 'unsafe')] : [];
    const wording = {
      message: say`"${family}" is not a netlink family.`,
      remedy: say`Write one of ${enumerated(known)}, followed by a group number if needed.`,
    };
    return dropped(problem('bad-address', 'ignore', 0, familyEnd, wording, fixes), tokens);
  }
  const group = rest === undefined ? 0 : readUnsigned(text.slice(rest));
  if (typeof group === 'number') return added([text], tokens, expansion.problems);
  const from = text === value ? rest! : 0;
  const wording = {
    message: say`"${text.slice(rest)}" is not the number of a multicast group.`,
    remedy: say`Write a number, such as 1.`,
  };
  return dropped(problem('bad-address', 'ignore', from, value.length, wording), tokens);
}

/** The netlink families as offers. */
export function netlinkOffers(value: string, offset: number, at: ValueContext): Offer[] {
  const end = /\s/.exec(value)?.index ?? value.length;
  if (offset > end) return [];
  return enumeration('netlink_family', at.version).map((label) => ({
    label,
    from: 0,
    to: end,
    insert: label,
    kind: 'keyword',
    ...(NOTES[label] && { detail: NOTES[label] }),
  }));
}

/** What a family is about, or what the number behind it chooses. */
export function describeNetlink(token: Token, value: string): Message | undefined {
  if (token.kind === 'number') return say`The multicast group of the family whose messages are wanted, by its number.`;
  const family = value.slice(token.from, token.to);
  const note = NOTES[family];
  return note && say`Netlink family \`${family}\`: ${note}.`;
}

/** The parts of a netlink address and the one that the offset is in. */
export function netlinkParts(value: string, offset: number): Parts {
  return {
    label: 'family [group]',
    parts: [
      { label: 'family', documentation: say`A netlink family such as \`route\` or \`kobject-uevent\`, or its number.` },
      { label: 'group', documentation: say`The number of a multicast group, to receive its messages.` },
    ],
    active: /\S\s/.test(value.slice(0, offset)) ? 1 : 0,
  };
}

function isFamily(text: string, at: ValueContext): boolean {
  if (enumeration('netlink_family', at.version).includes(text)) return true;
  const number = readUnsigned(text);
  return typeof number === 'number' && number <= INT32_MAX;
}

const NOTES: Table<Message> = table({
  route: say`interfaces, addresses, routes and neighbours`,
  'kobject-uevent': say`devices that appear and go away, as the kernel tells udev`,
  audit: say`the audit system`,
  selinux: say`events of SELinux`,
  netfilter: say`the firewall: rules, connections, logged packets`,
  nflog: say`packets logged by the firewall, of old kernels`,
  xfrm: say`IPsec`,
  generic: say`a family shared by others, which are found by name`,
  connector: say`events of processes, and drivers that talk to programs`,
  'inet-diag': say`sockets and their states`,
  'fib-lookup': say`looking up routes`,
  rdma: say`remote direct memory access`,
  iscsi: say`iSCSI`,
  scsitransport: say`SCSI transports`,
});

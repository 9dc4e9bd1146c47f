import { anyOf, type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, Wording } from '../grammar.ts';
import { readInteger } from '../numbers/numbers.ts';
import { offersAt } from '../offers.ts';
import { dropped, set } from '../parsed.ts';
import { rewrite, scalarProblem, shown, wholeToken } from '../scalar.ts';

/** A transport protocol besides TCP and UDP, by name or number; kept by name. */
export const socketProtocolGrammar: Grammar = {
  parsers: ['config_parse_socket_protocol'],
  summary: say`a protocol: udplite, sctp or mptcp`,

  parse(value: string, at: ValueContext): Parsed {
    const tokens = wholeToken(value, 'keyword');
    const protocol = readProtocol(value);
    if (protocol && protocol.since <= at.version) return set(protocol.name, tokens);
    const known: readonly string[] = PROTOCOLS.filter(({ since }) => since <= at.version).map(({ name }) => name);
    const wanted = {
      code: 'bad-keyword',
      write: anyOf(known),
      accepts: (text: string) => known.includes(readProtocol(text)?.name ?? ''),
    } as const;
    if (protocol) {
      const what = say`${at.key}=${shown(value)} needs systemd ${protocol.since}.`;
      return dropped(scalarProblem(value, at, wanted, { code: 'unsupported-here', what }), tokens);
    }
    const meant = nearest(value, known);
    const own = OWN_DIRECTIVE[value.toLowerCase()];
    const finding = own
      ? { what: own.message, remedy: own.remedy }
      : { what: say`"${shown(value)}" is not a protocol that ${at.key}= accepts.` };
    const fixes = meant ? [rewrite(value, meant, 'unsafe')] : [];
    return dropped(scalarProblem(value, at, wanted, { ...finding, fixes }), tokens);
  },

  complete(value: string, _offset: number, at: ValueContext): readonly Offer[] {
    const choices = PROTOCOLS.filter(({ since }) => since <= at.version);
    return offersAt(
      { from: 0, to: value.length },
      choices.map(({ name, meaning }) => ({ label: name, documentation: meaning })),
    );
  },

  describe(token: Token, value: string): Message | undefined {
    return readProtocol(value.slice(token.from, token.to))?.meaning;
  },
};

const PROTOCOLS = [
  {
    name: 'udplite',
    number: 136,
    since: 0,
    meaning: say`UDP-Lite: as UDP, but damaged data may be delivered. For ListenDatagram=.`,
  },
  {
    name: 'sctp',
    number: 132,
    since: 0,
    meaning: say`SCTP: streams of messages. For ListenStream=.`,
  },
  {
    name: 'mptcp',
    number: 262,
    since: 257,
    meaning: say`Multipath TCP: one connection over several ways. For ListenStream=.`,
  },
] as const;

/** TCP and UDP are what the Listen directives stand for anyway. */
const OWN_DIRECTIVE = table<Wording>({
  tcp: {
    message: say`SocketProtocol=tcp is not accepted: ListenStream= uses TCP by itself.`,
    remedy: say`Remove it.`,
  },
  udp: {
    message: say`SocketProtocol=udp is not accepted: ListenDatagram= uses UDP by itself.`,
    remedy: say`Remove it.`,
  },
});

function readProtocol(text: string) {
  const name = text.toLowerCase();
  const number = readInteger(name);
  return PROTOCOLS.find((one) => one.name === name || one.number === number);
}

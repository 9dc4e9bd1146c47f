import { enumeration } from '../../catalogue/catalogue.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { describePath } from '../paths/path-help.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { readPath } from '../paths/path-value.ts';
import { shown } from '../scalar.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { unknownWord } from '../vocabulary.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { tokenText, wordToken } from '../words/word-list.ts';
import { extractWord } from '../words/words.ts';

/** A BPF program that filters the unit's packets: an absolute path (src/core/load-fragment.c, config_parse_ip_filter_bpf_progs). */
export const ipFilterPathGrammar: Grammar = {
  parsers: ['config_parse_ip_filter_bpf_progs'],
  summary: say`the absolute path of a pinned BPF program`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const { path, problems, tokens } = readPath(plainWord(value), at, { form: 'absolute' });
    return added(path === undefined ? [] : [path], tokens, problems);
  },

  complete: (value, offset, at, world) => pathOffers(value, 0, offset, at, world, { whole: true }),
  describe: describePath,
};

/** A BPF program and where it is attached: `TYPE:PATH` (src/core/load-fragment.c, config_parse_bpf_foreign_program). */
export const bpfProgramGrammar: Grammar = {
  parsers: ['config_parse_bpf_foreign_program'],
  summary: say`an attach type such as egress, a colon, and the absolute path of a pinned BPF program`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const { word: type, rest, error } = extractWord(value, 0, { separators: ':' });
    if (error) return dropped(quotingProblem(value, error));
    if (!type || rest === undefined) return dropped(withoutPath(value));
    const token = wordToken(type, 'keyword', value);
    const types = attachTypes(at);
    if (!types.includes(type.text)) {
      const vocabulary = {
        noun: say`an attach type`,
        write: say`Write one of ${enumerated(types)}.`,
        code: 'bad-list-item',
        accepts: (text: string) => types.includes(text),
        candidates: () => types,
      } as const;
      return dropped(unknownWord(type, vocabulary, at), [token]);
    }
    const { path, problems, tokens } = readPath(plainWord(value, rest), at, { form: 'absolute' });
    return added(path === undefined ? [] : [`${type.text}:${path}`], [token, ...tokens], problems);
  },

  complete(value: string, offset: number, at: ValueContext, world: World): readonly Offer[] {
    const colon = value.indexOf(':');
    if (colon >= 0 && offset > colon) return pathOffers(value, colon + 1, offset, at, world, { whole: true });
    if (colon === 0) return [];
    const next = colon < 0 ? ':' : '';
    const choices = attachTypes(at).map((label) => ({ label, insert: `${label}${next}`, ...noteOf(label) }));
    return offersAt(stretchAround(value, offset, ':'), choices);
  },

  describe(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
    if (token.kind !== 'keyword') return describePath(token, value, at, world);
    return noteOf(tokenText(token, value)).documentation;
  },

  parts(value: string, offset: number): Parts {
    const colon = value.indexOf(':');
    return {
      label: 'type:path',
      parts: [
        {
          label: 'type',
          documentation: say`What the program is attached to, such as \`egress\` for outgoing packets.`,
        },
        {
          label: 'path',
          documentation: say`The absolute path under which the program is pinned, mostly below \`/sys/fs/bpf\`.`,
        },
      ],
      active: colon >= 0 && offset > colon ? 1 : 0,
    };
  },
};

function attachTypes(at: ValueContext): readonly string[] {
  return enumeration('bpf_cgroup_attach_type', at.version);
}

function withoutPath(value: string): ValueProblem {
  const message = say`"${shown(value)}" is not of the form type:path.`;
  const remedy = say`Write the type of the program, a colon and its path, as in egress:/sys/fs/bpf/my-filter.`;
  return problem('bad-path', 'ignore', 0, value.length, { message, remedy });
}

function noteOf(type: string): { readonly documentation?: Message } {
  const note = NOTES[type.replace(/[46]$/, '')];
  if (!note) return {};
  if (type.endsWith('4')) return { documentation: say`${note} IPv4 only.` };
  return { documentation: type.endsWith('6') ? say`${note} IPv6 only.` : note };
}

const NOTES = table<Message>({
  ingress: say`Incoming packets.`,
  egress: say`Outgoing packets.`,
  sock_create: say`Making a socket.`,
  sock_ops: say`Events of TCP connections.`,
  device: say`Using a device.`,
  bind: say`Binding a socket to an address.`,
  connect: say`Connecting.`,
  post_bind: say`After a socket was bound.`,
  sendmsg: say`Sending a datagram.`,
  recvmsg: say`Receiving a datagram.`,
  sysctl: say`Using a sysctl.`,
  getsockopt: say`Reading a socket option.`,
  setsockopt: say`Setting a socket option.`,
});

import { enumeration } from '../../catalogue/catalogue.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { describePath } from '../paths/path-help.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { readPath } from '../paths/path-value.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { unknownWord } from '../vocabulary.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { tokenText, wordToken } from '../words/word-list.ts';
import { extractWord } from '../words/words.ts';

/** A BPF program that filters the unit's packets: an absolute path (src/core/load-fragment.c, config_parse_ip_filter_bpf_progs). */
export const ipFilterPathGrammar: Grammar = {
  parsers: ['config_parse_ip_filter_bpf_progs'],
  summary: 'the absolute path of a pinned BPF program',

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
  summary: 'an attach type such as egress, a colon, and the absolute path of a pinned BPF program',

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const { word: type, rest, error } = extractWord(value, 0, { separators: ':' });
    if (error) return dropped(quotingProblem(value, error));
    if (!type || rest === undefined) return dropped(withoutPath(value));
    const token = wordToken(type, 'keyword', value);
    const types = attachTypes(at);
    if (!types.includes(type.text)) {
      const vocabulary = {
        noun: 'a type of BPF programs that can be attached',
        write: `Write one of ${types.join(', ')}.`,
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

  describe(token: Token, value: string, at: ValueContext, world: World): string | undefined {
    if (token.kind !== 'keyword') return describePath(token, value, at, world);
    return noteOf(tokenText(token, value)).documentation;
  },

  parts(value: string, offset: number): Parts {
    const colon = value.indexOf(':');
    return {
      label: 'type:path',
      parts: [
        { label: 'type', documentation: 'What the program is attached to, such as `egress` for outgoing packets.' },
        {
          label: 'path',
          documentation: 'The absolute path under which the program is pinned, mostly below `/sys/fs/bpf`.',
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
  const message = 'Write the type of the program, a colon and its path, as in egress:/sys/fs/bpf/my-filter.';
  return problem('bad-path', 'ignore', 0, value.length, message);
}

function noteOf(type: string): { readonly documentation?: string } {
  const family = type.endsWith('4') ? ' over IPv4' : type.endsWith('6') ? ' over IPv6' : '';
  const note = NOTES[type.replace(/[46]$/, '')];
  return note ? { documentation: `${note}${family}.` } : {};
}

const NOTES: Readonly<Record<string, string>> = {
  ingress: 'Packets that come in',
  egress: 'Packets that go out',
  sock_create: 'Making a socket',
  sock_ops: 'Events of TCP connections',
  device: 'Using a device',
  bind: 'Binding a socket to an address',
  connect: 'Connecting',
  post_bind: 'After a socket was bound',
  sendmsg: 'Sending a datagram',
  recvmsg: 'Receiving a datagram',
  sysctl: 'Using a sysctl',
  getsockopt: 'Reading a socket option',
  setsockopt: 'Setting a socket option',
};

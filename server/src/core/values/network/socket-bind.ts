import { type Message, say } from '../../text/message.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { readRange } from '../numbers/number-range.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { shown } from '../scalar.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { splitFields } from '../words/fields.ts';
import { tokenText, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';

/** Which addresses may be bound: `[FAMILY:][PROTOCOL:][PORTS]` (src/shared/parse-helpers.c, parse_socket_bind_item). */
export const socketBindGrammar: Grammar = {
  parsers: ['config_parse_cgroup_socket_bind'],
  summary: say`ipv4 or ipv6, tcp or udp, and ports, separated by colons; each may be left out`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const { fields, error } = splitFields(
      plainWord(value),
      { separators: ':', dontCoalesceSeparators: true },
      Infinity,
    );
    const tokens = fields.map((field) => wordToken(field, /^\d/.test(field.text) ? 'number' : 'keyword', value));
    if (error) return dropped(notABinding(plainWord(value)), tokens);
    const bad = firstBadField(fields, at);
    return bad ? dropped(bad, tokens) : added([value], tokens);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const stretch = stretchAround(value, offset, ':');
    const before = value.slice(0, stretch.from);
    const after = value.slice(stretch.to);
    const choices = Object.entries(NOTES).map(([label, documentation], rank) => ({ label, documentation, rank }));
    return offersAt(stretch, choices).filter(
      ({ insert }) => this.parse(before + insert + after, at).problems.length === 0,
    );
  },

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'keyword') return NOTES[text.toLowerCase()];
    const [low = '', high] = text.split('-');
    if (high !== undefined) return say`The ports from ${low} to ${high}.`;
    return low === '0' ? say`Port 0: one that the kernel chooses.` : say`Port ${low}.`;
  },

  parts(value: string, offset: number): Parts {
    const fields = value.slice(0, offset).split(':');
    const written = fields.slice(0, -1).map(stageOf);
    const last = fields.at(-1)!;
    const active = last === '' ? Math.min((written.at(-1) ?? -1) + 1, 2) : stageOf(last);
    return {
      label: '[family:][protocol:][ports]',
      parts: [
        { label: 'family', documentation: say`\`ipv4\` or \`ipv6\`. Both if left out.` },
        { label: 'protocol', documentation: say`\`tcp\` or \`udp\`. Both if left out.` },
        {
          label: 'ports',
          documentation: say`A port, a range such as \`1024-2047\`, or \`any\`. All ports if left out.`,
        },
      ],
      active,
    };
  },
};

/** Since this version port 0 may be named: the one that the kernel chooses. */
const TAKES_PORT_ZERO = 257;

/** Each field belongs to the first stage, from the one after the last field's on, that takes it. */
function firstBadField(fields: readonly Word[], at: ValueContext): ValueProblem | undefined {
  let stage = -1;
  for (const [index, field] of fields.entries()) {
    const own = stageOf(field.text);
    if (own === 2 && !arePorts(field.text, at)) return badField(field, at, index);
    if (own <= stage) return outOfOrder(field);
    stage = own;
  }
  return undefined;
}

/** 0 for a family, 1 for a protocol, 2 for anything else, which has to be ports. */
function stageOf(field: string): 0 | 1 | 2 {
  if (field === 'ipv4' || field === 'ipv6') return 0;
  if (/^(?:tcp|udp)$/i.test(field)) return 1;
  return 2;
}

function arePorts(text: string, at: ValueContext): boolean {
  if (text === 'any') return true;
  const range = readRange(text);
  if (!range) return false;
  const { low, high } = range;
  return low <= high && high <= 65535 && (low > 0 || at.version >= TAKES_PORT_ZERO);
}

function notABinding({ text, from, to }: Word): ValueProblem {
  return problem('bad-network-address', 'ignore', from, to, {
    message: say`"${shown(text)}" is not valid here.`,
    remedy: SHAPE,
  });
}

function badField(field: Word, at: ValueContext, index: number): ValueProblem {
  const { text, from, to } = field;
  if (text === '') {
    const message = index === 0 ? say`Nothing before the colon.` : say`Nothing between or after the colons.`;
    const colon = index === 0 ? from : from - 1;
    return problem('bad-network-address', 'ignore', colon, colon + 1, { message, remedy: SHAPE });
  }
  const lower = text.toLowerCase();
  const meant = MISTAKES.get(lower) ?? (stageOf(lower) < 2 || lower === 'any' ? lower : undefined);
  if (meant !== undefined && meant !== text) {
    const fix = { title: say`Replace with ${meant}`, safety: 'unsafe' as const, from, to, newText: meant };
    return problem(
      'bad-network-address',
      'ignore',
      from,
      to,
      { message: say`"${text}" is not valid here.`, remedy: say`Did you mean ${meant}?` },
      [fix],
    );
  }
  if (text === '0' && at.version < TAKES_PORT_ZERO) {
    return problem('unsupported-here', 'ignore', from, to, {
      message: say`Port 0 needs systemd ${TAKES_PORT_ZERO} or newer.`,
      remedy: say`Write a port from 1 to 65535, or any.`,
    });
  }
  if (/^[\s+]*\d/.test(text)) {
    return problem('bad-network-address', 'ignore', from, to, {
      message: say`"${shown(text)}" is not a port or a range of ports.`,
      remedy: say`Write numbers up to 65535, such as 8080 or 1024-2047.`,
    });
  }
  return notABinding(field);
}

function outOfOrder({ text, from, to }: Word): ValueProblem {
  return problem('bad-network-address', 'ignore', from, to, {
    message: say`"${text}" is in the wrong place.`,
    remedy: SHAPE,
  });
}

const SHAPE = say`Write family, protocol and ports in this order, as in ipv4:tcp:8080, and leave out what does not matter.`;
const MISTAKES: ReadonlyMap<string, string> = new Map([
  ['inet', 'ipv4'],
  ['ip4', 'ipv4'],
  ['inet4', 'ipv4'],
  ['inet6', 'ipv6'],
  ['ip6', 'ipv6'],
  ['all', 'any'],
  ['*', 'any'],
]);

const NOTES = table<Message>({
  any: say`All ports.`,
  ipv4: say`IPv4 addresses only.`,
  ipv6: say`IPv6 addresses only.`,
  tcp: say`TCP only.`,
  udp: say`UDP only.`,
});

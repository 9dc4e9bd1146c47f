import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { documented, offersAt } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { scalarProblem, shown } from '../scalar.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { byteLength } from '../words/escapes.ts';
import { parseBoolean } from './boolean.ts';
import { keywordNote } from './keyword-notes.ts';

/** Whether the host name is protected, and behind a colon one that only the service sees. */
export const protectHostnameGrammar: Grammar = {
  parsers: ['config_parse_protect_hostname'],
  summary: say`yes, no or private, optionally followed by a colon and a host name`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const colon = value.indexOf(':');
    const end = colon < 0 ? value.length : colon;
    const tokens: Token[] = [{ kind: 'keyword', from: 0, to: end }];
    let name = '';
    if (colon >= 0) {
      tokens.push({ kind: 'name', from: colon + 1, to: value.length });
      const expanded = expandWord(plainWord(value, colon + 1), at, { longest: LONGEST_NAME });
      if (expanded.failed) return dropped(expanded.problems[0], tokens);
      if (!isHostname(expanded.text) && !expanded.needsInstance) return dropped(badName(value, colon), tokens);
      name = expanded.text;
    }
    const mode = readMode(value.slice(0, end));
    if (mode === undefined) return dropped(badMode(value, end, at), tokens);
    if (mode === 'no' && colon >= 0) {
      const wording = {
        message: say`Only yes and private give a service a host name of its own.`,
        remedy: say`Write one of these before the colon.`,
      };
      const problem: ValueProblem = { code: 'bad-keyword', effect: 'ignore', from: 0, to: end, ...wording };
      return dropped(problem, tokens);
    }
    return set(colon < 0 ? mode : `${mode}:${name}`, tokens);
  },

  complete(value: string, offset: number): readonly Offer[] {
    const colon = value.indexOf(':');
    if (colon >= 0 && offset > colon) return [];
    const modes = colon < 0 ? ['no', 'yes', 'private'] : ['yes', 'private'];
    return offersAt(
      { from: 0, to: colon < 0 ? value.length : colon },
      modes.map((label, rank) => ({ label, rank, ...documented(noteOn(label)) })),
    );
  },

  describe(token: Token, value: string): Message | undefined {
    if (token.kind !== 'keyword') return say`The host name that the service sees.`;
    const mode = readMode(value.slice(token.from, token.to));
    return mode && noteOn(mode);
  },

  parts(value: string, offset: number): Parts {
    return {
      label: 'mode:hostname',
      parts: [
        { label: 'mode', documentation: say`\`yes\`, \`no\` or \`private\`.` },
        { label: 'hostname', documentation: say`The host name that the service sees. May be left out.` },
      ],
      active: value.slice(0, offset).includes(':') ? 1 : 0,
    };
  },
};

const LONGEST_NAME = 64;

/** src/basic/hostname-util.c, hostname_is_valid. */
function isHostname(text: string): boolean {
  return (
    byteLength(text) <= LONGEST_NAME &&
    /^[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*(?:\.[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*)*$/.test(text)
  );
}

function readMode(text: string): 'yes' | 'no' | 'private' | undefined {
  const truth = parseBoolean(text);
  if (truth !== undefined) return truth ? 'yes' : 'no';
  return text === 'private' ? 'private' : undefined;
}

function noteOn(mode: string): Message | undefined {
  return keywordNote(mode, 'protect_hostname', 'ProtectHostname');
}

function badName(value: string, colon: number): ValueProblem {
  const name = value.slice(colon + 1);
  const message = name === '' ? say`No host name after the colon.` : say`"${shown(name)}" is not a valid host name.`;
  const remedy = say`Write at most ${LONGEST_NAME} letters, digits, dashes and dots.`;
  return {
    code: 'bad-name',
    effect: 'ignore',
    from: name === '' ? colon : colon + 1,
    to: value.length,
    message,
    remedy,
  };
}

function badMode(value: string, end: number, at: ValueContext): ValueProblem {
  const mode = value.slice(0, end);
  const accepts = (text: string): boolean => readMode(text) !== undefined;
  const wanted = { code: 'bad-keyword', write: say`yes, no or private`, accepts } as const;
  return {
    ...scalarProblem(mode || ' ', at, wanted, { what: say`"${shown(mode)}" is neither yes, no nor private.` }),
    to: end,
  };
}

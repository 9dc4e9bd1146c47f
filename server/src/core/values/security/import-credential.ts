import { inlineCode } from '../../text/markdown.ts';
import { type Message, say } from '../../text/message.ts';
import type { Grammar, Parsed, Parts, Token, ValueContext } from '../grammar.ts';
import { added, dropped, reset } from '../parsed.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { extractWord } from '../words/words.ts';
import { badName, isCredentialName, readCredentialName } from './credential-name.ts';
import { operator } from './set-credential.ts';

/** Credentials taken over from the system's stores: `GLOB[:NAME]` (src/core/load-fragment.c, config_parse_import_credential). */
export const importCredentialGrammar: Grammar = {
  parsers: ['config_parse_import_credential'],
  summary: say`the name of a credential, or a prefix followed by *`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const renames = at.version >= RENAMES;
    const split = extractWord(value, 0, { separators: ':', dontCoalesceSeparators: true });
    const word = renames ? split.word : plainWord(value);
    if (!word) return dropped(split.error && quotingProblem(value, split.error));
    const glob = readCredentialName(word, at, true);
    const rest = renames && split.rest !== undefined && split.rest < value.length ? split.rest : undefined;
    const newName = rest === undefined ? undefined : plainWord(value, rest);
    const tokens: Token[] = [...glob.tokens];
    if (newName) tokens.push(operator(newName.from - 1), { kind: 'name', from: newName.from, to: newName.to });
    if (glob.name === undefined) {
      const problems = glob.problems.map((one) =>
        value.includes(':') && !renames ? { ...one, message: NO_RENAMING } : one,
      );
      return { ...dropped(), tokens, problems };
    }
    if (newName && !isCredentialName(newName.text)) {
      return { ...dropped(), tokens, problems: [...glob.problems, badName(newName, newName.text)] };
    }
    return added([newName ? `${glob.name}:${newName.text}` : glob.name], tokens, glob.problems);
  },

  complete: (value, offset, at) => specifierOffers(value, offset, at),

  describe(token: Token, value: string): Message | undefined {
    if (token.kind !== 'name') return undefined;
    const text = value.slice(token.from, token.to);
    if (token.from > 0)
      return say`What the service sees instead of the name; after a pattern, instead of what comes before its \`*\`.`;
    return text.endsWith('*')
      ? say`All credentials of the system whose names begin with ${inlineCode(text.slice(0, -1))}.`
      : say`The credential ${inlineCode(text)} of the system, if there is one.`;
  },

  parts(value: string, offset: number, at: ValueContext): Parts {
    const colon = value.indexOf(':');
    const glob = {
      label: 'name',
      documentation: say`The name of a credential of the system, or a prefix followed by \`*\`. A missing one is no error.`,
    };
    const newName = {
      label: 'new name',
      documentation: say`What the service sees instead of the name, or instead of what stands before the \`*\`.`,
    };
    if (at.version < RENAMES) return { label: 'name', parts: [glob], active: 0 };
    return { label: 'name[:new name]', parts: [glob, newName], active: colon >= 0 && offset > colon ? 1 : 0 };
  },
};

/** Since this version (as far as is recorded) what is imported can be given another name. */
const RENAMES = 257;
const NO_RENAMING = say`Renaming an imported credential needs systemd ${RENAMES} or newer. Write the name alone.`;

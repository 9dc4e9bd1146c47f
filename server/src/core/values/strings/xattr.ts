import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, World } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { shown, wholeToken } from '../scalar.ts';
import { describeSpecifier } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';

/** An extended attribute of a socket: `user.NAME=VALUE` (src/core/load-fragment.c, config_parse_xattr). */
export const xattrGrammar: Grammar = {
  parsers: ['config_parse_xattr'],
  summary: say`an extended attribute, as user.name=value`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const equals = value.indexOf('=');
    if (equals < 0) {
      const wording = {
        message: say`"${shown(value)}" has no "=".`,
        remedy: say`Write the name of the attribute, "=" and its value.`,
      };
      return dropped(problem('bad-name', 'ignore', 0, value.length, wording), wholeToken(value, 'name'));
    }
    const name = expandWord(plainWord(value, 0, equals), at);
    const content = expandWord(plainWord(value, equals + 1), at);
    const tokens: Token[] = [
      { kind: 'name', from: 0, to: equals },
      { kind: 'operator', from: equals, to: equals + 1 },
      { kind: 'string', from: equals + 1, to: value.length },
      ...name.tokens,
      ...content.tokens,
    ];
    if (name.failed) return { ...dropped(), tokens, problems: name.problems };
    if (!name.text.startsWith(PREFIX)) {
      const wording = {
        message: say`"${shown(name.text)}" is not an attribute that a unit can set.`,
        remedy: say`Begin the name with "user.".`,
      };
      const fix = { title: say`Write user. before it`, safety: 'unsafe' as const, from: 0, to: 0, newText: PREFIX };
      return dropped(problem('bad-name', 'ignore', 0, equals, wording, [fix]), tokens);
    }
    if (content.failed) return { ...dropped(), tokens, problems: [...name.problems, ...content.problems] };
    return added([`${name.text}=${content.text}`], tokens, [...name.problems, ...content.problems]);
  },

  complete: (value: string, offset: number): readonly Offer[] =>
    value === '' && offset === 0
      ? offersAt({ from: 0, to: 0 }, [
          { label: 'user.', insert: `user.\${1:name}=\${2:value}`, snippet: true, kind: 'name' },
        ])
      : [],

  describe(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
    if (token.kind === 'name') return say`The name of an extended attribute; others can read it from the socket.`;
    return describeSpecifier(token, value, at, world);
  },

  parts(value: string, offset: number): Parts {
    const equals = value.indexOf('=');
    return {
      label: 'user.name=value',
      parts: [
        { label: 'user.name', documentation: say`The name, which begins with \`user.\`. Specifiers are expanded.` },
        { label: 'value', documentation: say`The value. Specifiers are expanded.` },
      ],
      active: equals >= 0 && offset > equals ? 1 : 0,
    };
  },
};

const PREFIX = 'user.';

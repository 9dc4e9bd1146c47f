import { inlineCode } from '../../text/markdown.ts';
import { layout, type Message, say } from '../../text/message.ts';
import type { Offer, Token, ValueContext, World } from '../grammar.ts';
import { type SpecifierTable, specifierOf, specifiersOf } from './specifier-table.ts';
import { knownExpansion } from './specifiers.ts';

/** The specifiers that may follow a percent sign before the offset; empty where there is none, or where it is escaped itself. */
export function specifierOffers(
  value: string,
  offset: number,
  at: ValueContext,
  table: SpecifierTable = 'unit',
): Offer[] {
  const percents = /(?<!%)%*$/.exec(value.slice(0, offset))![0].length;
  if (percents % 2 === 0) return [];
  const from = offset - 1;
  const offers = specifiersOf(table, at.version)
    .filter((one) => !one.deprecated)
    .map((one, rank): Offer => {
      const text = `%${one.letter}`;
      return { label: text, from, to: offset, insert: text, kind: 'specifier', detail: say`${one.meaning}`, rank };
    });
  // A percent sign as such cannot stand in a unit name.
  if (table === 'name') return offers;
  const percent: Offer = {
    label: '%%',
    from,
    to: offset,
    insert: '%%',
    kind: 'specifier',
    detail: say`a percent sign`,
    rank: 99,
  };
  return [...offers, percent];
}

/** What a specifier token stands for, in Markdown. */
export function describeSpecifier(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
  if (token.kind !== 'specifier') return undefined;
  const letter = value[token.to - 1]!;
  if (letter === '%') return say`\`%%\` is a percent sign.`;
  const specifier = specifierOf(letter, 'unit', at.version);
  if (!specifier) return undefined;
  const known = knownExpansion(letter, at, world);
  const here =
    known === undefined
      ? unknownHere(specifier.decidedBy)
      : known === ''
        ? say`Here it is empty.`
        : say`Here: ${inlineCode(known)}`;
  const note = specifier.deprecated ? say`Deprecated: it no longer expands to what it was made for.` : undefined;
  return layout('\n\n', [say`\`%${letter}\` is ${specifier.meaning}.`, here, note]);
}

function unknownHere(decidedBy: 'name' | 'manager' | 'machine'): Message {
  if (decidedBy === 'name') return say`What it is here depends on the instance of the template.`;
  return decidedBy === 'manager'
    ? say`What it is here depends on the user.`
    : say`What it is here depends on the machine.`;
}

import type { Grammar, Parsed } from './grammar.ts';
import { GRAMMARS } from './grammars.generated.ts';

/** The grammar that reads what one of systemd's parser functions reads; `undefined` where there is none yet. */
export function grammarFor(parser: string): Grammar | undefined {
  return BY_PARSER.get(parser);
}

/** What a value is taken for where no grammar reads it: anything goes, nothing is known. */
export function opaque(value: string): Parsed {
  return value === ''
    ? { tokens: [], problems: [], outcome: 'reset', items: [] }
    : { tokens: [], problems: [], outcome: 'set', items: [value] };
}

const BY_PARSER: ReadonlyMap<string, Grammar> = new Map(
  GRAMMARS.flatMap((grammar) => grammar.parsers.map((parser): [string, Grammar] => [parser, grammar])),
);

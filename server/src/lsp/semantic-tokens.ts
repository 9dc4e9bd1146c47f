import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver';
import type { ValueToken } from '../core/features/value-tokens.ts';
import { type LineIndex, positionAt } from '../core/text/line-index.ts';
import type { TokenKind } from '../core/values/grammar.ts';

/** LSP's names for the kinds of tokens. An argument of a command is left to the editor's own grammar. */
const TYPES: Readonly<Partial<Record<TokenKind, string>>> = {
  keyword: 'enumMember',
  number: 'number',
  time: 'number',
  size: 'number',
  string: 'string',
  path: 'string',
  address: 'string',
  unit: 'class',
  specifier: 'macro',
  operator: 'operator',
  prefix: 'operator',
  user: 'parameter',
  signal: 'event',
  variable: 'variable',
  command: 'function',
  name: 'property',
};

const NAMES = [...new Set(Object.values(TYPES))];

export const LEGEND: SemanticTokensLegend = { tokenTypes: NAMES, tokenModifiers: [] };

/** Writes tokens as LSP wants them: five numbers each, places counted from the token before (LSP 3.17, Semantic Tokens). */
export function toSemanticTokens(lines: LineIndex, tokens: readonly ValueToken[]): SemanticTokens {
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  for (const { kind, range } of tokens) {
    const type = INDEXES[kind];
    if (type === undefined) continue;
    const { line, character } = positionAt(lines, range.from);
    data.push(
      line - lastLine,
      line === lastLine ? character - lastCharacter : character,
      range.to - range.from,
      type,
      0,
    );
    lastLine = line;
    lastCharacter = character;
  }
  return { data };
}

const INDEXES: Readonly<Partial<Record<TokenKind, number>>> = Object.fromEntries(
  Object.entries(TYPES).map(([kind, name]) => [kind, NAMES.indexOf(name)]),
);

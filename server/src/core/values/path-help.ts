import type { Token, ValueContext, World } from './grammar.ts';
import { describeSpecifier } from './specifier-help.ts';
import { expandSpecifiers } from './specifiers.ts';

/** What a path with specifiers comes to, and what a specifier in it stands for. */
export function describePath(token: Token, value: string, at: ValueContext, world: World): string | undefined {
  if (token.kind === 'specifier') return describeSpecifier(token, value, at, world);
  if (token.kind !== 'path' || token.text === undefined) return undefined;
  const { needsInstance } = expandSpecifiers(value.slice(token.from, token.to), 'unit', at);
  return needsInstance ? `For instance \`${token.text}\`` : `\`${token.text}\``;
}

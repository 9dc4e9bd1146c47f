import { inlineCode } from '../../text/markdown.ts';
import { type Message, say } from '../../text/message.ts';
import type { Token, ValueContext, World } from '../grammar.ts';
import { describeSpecifier } from '../specifiers/specifier-help.ts';
import { expandSpecifiers } from '../specifiers/specifiers.ts';

/** What a path with specifiers comes to, what is there on this machine, and what a specifier in it stands for. */
export function describePath(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
  if (token.kind === 'specifier') return describeSpecifier(token, value, at, world);
  if (token.kind !== 'path') return undefined;
  const path = token.text ?? value.slice(token.from, token.to);
  const { needsInstance, found } = expandSpecifiers(value.slice(token.from, token.to), 'unit', at);
  const shown = inlineCode(path);
  if (needsInstance) return say`For instance ${shown}.`;
  const there = found.length > 0 ? undefined : whatIsAt(path, world);
  if (there) return say`${shown}: ${there}.`;
  return token.text === undefined ? undefined : say`${shown}.`;
}

/** What a path leads to on this machine, in a few words; undefined where that cannot be known. */
export function whatIsAt(path: string, world: World): Message | undefined {
  return !path.startsWith('/') || /[*?[]/.test(path) ? undefined : WORDS[world.kind?.(path) ?? 'other'];
}

const WORDS = {
  file: say`a file of this machine`,
  directory: say`a directory of this machine`,
  nothing: say`not there on this machine`,
  other: undefined,
} as const;

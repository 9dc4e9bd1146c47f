import { valueSource } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';
import type { ExecCommand } from '../../values/commands/exec-command.ts';
import { offsetInValue, type Word } from '../../values/words/words.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import { baseName } from '../../workspace/paths.ts';

/** The commands of a line that systemd takes, if its value has one of the characters. */
export function commandsWith(entry: Entry, characters: RegExp): readonly ExecCommand[] {
  const { node, parsed } = entry;
  return parsed.outcome === 'add' && characters.test(node.value) ? execCommands(entry) : NO_COMMANDS;
}

const NO_COMMANDS: readonly ExecCommand[] = [];

/** Where a word stands in the file, or a stretch of its text. */
export function wordRange({ node }: Entry, word: Word, from?: number, to?: number): Range {
  if (from === undefined || to === undefined) return valueSource(node, word.from, word.to);
  return valueSource(node, offsetInValue(word, from), offsetInValue(word, to - 1) + 1);
}

/** Whether a command runs a program that reads a script in which variables and formats are its own: a shell, awk, make. */
export function runsScript({ words }: ExecCommand): boolean {
  return words.some(({ text }) => SCRIPTED.test(baseName(text).replace(/^[-@:+!|]+/, '')));
}

const SCRIPTED =
  /^(?:(?:ba|da|z|k|fi|c|tc|a)?sh|busybox|[gmn]?awk|perl|python[0-9.]*|ruby|php|node|lua|tclsh|expect|make|ssh|su|runuser|envsubst)$/;

/** Programs that run the script that their first argument names. */
export const INTERPRETER = /(?:^|\/)(?:python[0-9.]*|node|nodejs|deno|bun|perl|ruby|php|bash|dash|sh|zsh|lua)$/;

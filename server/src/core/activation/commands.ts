import { type ExecCommand, readExecLine } from '../values/commands/exec-command.ts';
import type { ValueContext } from '../values/grammar.ts';
import { expandKnown, type Facts, knownExpansion } from '../values/specifiers/specifiers.ts';
import type { Entry } from '../workspace/analyse.ts';
import { type EffectiveUnit, items } from '../workspace/effective-unit.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import type { ManagerKind } from './plan-types.ts';

/** A command that a unit runs, once its drop-ins are merged. */
export interface UnitCommand {
  readonly unit: EffectiveUnit;
  readonly directive: string;
  /** As it is written, prefixes included. */
  readonly text: string;
  /** The file that has the line. */
  readonly file: UnitFile;
  /** The executable and its arguments, unquoted and unescaped, without the name that `@` gives it. Specifiers and variables are left. */
  readonly words: readonly string[];
  /** With the prefix `:` variables are not replaced. */
  readonly keepsVariables: boolean;
  /** With the prefix `-` failure counts as success. */
  readonly ignoresFailure: boolean;
  /** What the specifiers in the words belong to. */
  readonly at: ValueContext;
}

/** The commands of a unit's Exec directives that are in force: those of each directive together, in the order in which they run. */
export function commandsOf(unit: EffectiveUnit, manager: ManagerKind): readonly UnitCommand[] {
  const directives = new Map<string, string>();
  for (const { at, directive } of unit.entries) {
    if (at.parser === 'config_parse_exec') directives.set(directive.key, directive.section);
  }
  return [...directives].flatMap(([directive, section]) =>
    items(unit, section, directive).flatMap(({ text, entry }) => {
      const at = inUnit(unit, entry, manager);
      return readExecLine(text, at).commands.map((command): UnitCommand => {
        const { keepsVariables, ignoresFailure } = command.prefixes;
        return { unit, directive, text, file: entry.file, words: wordsOf(command), keepsVariables, ignoresFailure, at };
      });
    }),
  );
}

function wordsOf({ prefixes, path, words }: ExecCommand): readonly string[] {
  const [executable = '', ...rest] = words.map((word) => word.text);
  // Without a command the prefix `|` starts the shell itself.
  return [executable || path, ...rest.slice(prefixes.ownName && !prefixes.viaShell ? 1 : 0)];
}

/** What the specifiers of an assignment belong to: the unit that it is in force for, and the manager that is to load that. */
export function inUnit(unit: EffectiveUnit, entry: Entry, manager: ManagerKind): ValueContext {
  return { ...entry.at, unit: unit.name, unitType: unit.type, manager };
}

/** Expands the specifiers that mean the same on every machine; the others stay as they are written. */
export function expandAnywhere(text: string, at: ValueContext): string {
  return expandKnown(text, (letter) => knownExpansion(letter, at, ANY_MACHINE)).text;
}

/** Facts that hold on any machine: none. */
export const ANY_MACHINE: Facts = { fact: () => undefined };

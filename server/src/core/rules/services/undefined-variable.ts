import { ownSection } from '../../catalogue/unit-type.ts';
import type { Fix, Severity } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { Finding, UnitRule } from '../../findings/rule.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import type { ExecCommand } from '../../values/commands/exec-command.ts';
import { LOGIN_VARIABLES, MANAGER_VARIABLES } from '../../values/commands/manager-variables.ts';
import { readVariables, type VariableReference } from '../../values/commands/variable-words.ts';
import { shown } from '../../values/scalar.ts';
import type { Word } from '../../values/words/words.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { type EffectiveUnit, flag, items, linesInForce, setting } from '../../workspace/effective-unit.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import { key } from '../../workspace/memory.ts';
import { DIRECTORY_VARIABLES, variablesOfUnit } from '../../workspace/unit-environment.ts';
import { ofValue } from '../../workspace/value-memory.ts';
import { runsScript, wordRange } from './command-arguments.ts';
import { scriptVariables } from './script-variables.ts';

/** A variable that is not set is empty, and so is one whose name cannot be set (src/basic/env-util.c, replace_env and replace_env_argv). */
export const rule: UnitRule = {
  code: 'undefined-variable',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['service', 'socket'],
  *check(unit, { version }) {
    // A drop-in alone does not tell what its unit sets.
    if (!unit.fragment) return;
    let environment: Environment | undefined;
    for (const entry of commandEntries(unit)) {
      environment ??= environmentOf(unit, version);
      yield* inEntry(entry, environment);
    }
  },
};

/** The lines of commands in force that have a "$". */
function* commandEntries(unit: EffectiveUnit): Iterable<Entry> {
  const section = ownSection(unit.type);
  for (const [name, { entries: lines }] of unit.index.get(section) ?? []) {
    if (lines[0]?.entry.at.parser !== 'config_parse_exec' || !lines.some(({ entry }) => hasDollar(entry))) continue;
    for (const entry of linesInForce(unit, section, name)) if (hasDollar(entry)) yield entry;
  }
}

function hasDollar({ node }: Entry): boolean {
  return node.value.includes('$');
}

interface Environment {
  readonly unit: EffectiveUnit;
  readonly version: number;
  readonly isSet: (name: string) => boolean;
  /** Whether something whose contents are not known here sets variables too. */
  readonly isOpen: boolean;
}

function environmentOf(unit: EffectiveUnit, version: number): Environment {
  const section = ownSection(unit.type);
  const isSet = variablesOfUnit(unit);
  const isOpen =
    unit.manager === 'user' ||
    setting(unit, section, 'PAMName') !== undefined ||
    items(unit, section, 'EnvironmentFile').length > 0 ||
    linesInForce(unit, section, 'Environment').some(hasSpecifierInName);
  return { unit, version, isSet, isOpen };
}

function hasSpecifierInName(entry: Entry): boolean {
  return entry.node.value.includes('%') && ofValue(entry, OPEN, (value) => SPECIFIER_IN_NAME.test(value));
}

const OPEN = key<boolean>('assignments with specifiers in names');

const SPECIFIER_IN_NAME = /(?:^|[\s"'])\w*%[\w%]*=/;

function* inEntry(entry: Entry, environment: Environment): Iterable<Finding> {
  const seen = new Set<string>();
  for (const command of execCommands(entry)) {
    if (command.prefixes.keepsVariables) continue;
    const isScript = command.prefixes.viaShell || runsScript(command);
    for (const word of argumentsOf(command)) {
      if (!word.text.includes('$')) continue;
      for (const reference of replacedIn(word)) {
        if (seen.has(reference.name)) continue;
        const complaint = complaintAbout(reference, word, isScript, environment);
        if (!complaint) continue;
        seen.add(reference.name);
        yield {
          file: entry.file,
          range: wordRange(entry, word, reference.from, reference.to),
          ...complaint,
          fixes: isScript ? dollarFix(entry, word, reference) : [],
        };
      }
    }
  }
}

function argumentsOf({ prefixes, words }: ExecCommand): readonly Word[] {
  return prefixes.viaShell ? words : words.slice(1);
}

/** The variables that systemd replaces in a word. */
function replacedIn({ text }: Word): readonly VariableReference[] {
  const read = readVariables(text);
  switch (read.kind) {
    case 'split':
      return [{ name: read.name, from: 0, to: text.length }];
    case 'text':
      return read.replaced;
    default:
      return [];
  }
}

interface Complaint {
  readonly message: Message;
  readonly severity?: Severity;
}

function complaintAbout(
  { name: written, from, to }: VariableReference,
  { text }: Word,
  isScript: boolean,
  { unit, version, isSet, isOpen }: Environment,
): Complaint | undefined {
  const name = written.replaceAll('%%', '%');
  // A specifier in the name may stand for anything.
  if (/%[A-Za-z]/.test(name) || isSet(name)) return undefined;
  const whole = shown(text.slice(from, to));
  const keep = say`Write $${whole} to leave it to the shell.`;
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    const remedy = isScript ? keep : say`Write $${whole} for a dollar sign.`;
    return { message: sentences(say`systemd replaces "${whole}" by nothing: no variable has such a name.`, remedy) };
  }
  const since = MANAGER_VARIABLES.get(name);
  if (since !== undefined && since <= version) return undefined;
  const own = isScript ? scriptVariables(text).get(name) : undefined;
  if (own === 'loop' || (own === 'assigned' && !isOpen)) {
    return {
      message: sentences(say`systemd replaces "${whole}" by nothing, before the shell sets the variable.`, keep),
    };
  }
  const isDirectory = DIRECTORY_VARIABLES.some(([, variable]) => variable === name);
  if (!isDirectory && (isOpen || isLoggedIn(unit, name))) return undefined;
  // An argument of its own is left out, which is what a place for more options is for.
  const isPlace = text === whole && whole === `$${name}`;
  const nobody =
    since === undefined ? say`Nothing sets "${whole}"` : say`Nothing sets "${whole}" before systemd ${since}`;
  return {
    message: sentences(
      isPlace ? say`${nobody}: systemd leaves the argument out.` : say`${nobody}: systemd replaces it by nothing.`,
      remedyFor(name),
      isScript && !isDirectory && !LOGIN_VARIABLES.has(name) ? keep : undefined,
    ),
    ...(isPlace && { severity: 'hint' }),
  };
}

function remedyFor(name: string): Message {
  const directory = DIRECTORY_VARIABLES.find(([, variable]) => variable === name)?.[0];
  if (directory) return say`Add ${directory}=, which sets it.`;
  if (LOGIN_VARIABLES.has(name)) return say`Add User=, with which systemd sets it, or write the value out.`;
  return say`Set it with Environment= or EnvironmentFile=.`;
}

/** Whether systemd sets a variable about the user of a unit (src/core/execute.c, exec_context_get_set_login_environment). */
function isLoggedIn(unit: EffectiveUnit, name: string): boolean {
  const section = ownSection(unit.type);
  return (
    LOGIN_VARIABLES.has(name) &&
    (setting(unit, section, 'User') !== undefined ||
      flag(unit, section, 'DynamicUser', false) ||
      flag(unit, section, 'SetLoginEnvironment', false))
  );
}

/** Leaves all that systemd replaces of a name in a word to the shell. */
function dollarFix(entry: Entry, word: Word, { name }: VariableReference): Fix[] {
  const edits = replacedIn(word)
    .filter((one) => one.name === name)
    .map(({ from }) => ({ range: wordRange(entry, word, from, from + 1), newText: '$$' }));
  return [editFix(say`Leave it to the shell`, 'unsafe', entry.file, ...edits)];
}

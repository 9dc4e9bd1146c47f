import { parseArgs } from 'node:util';
import { NEWEST_VERSION, OLDEST_VERSION } from '../core/catalogue/catalogue.ts';
import { pageCodes, pageText } from '../core/findings/page.ts';
import { anyOf, enumerated, type Message, say, sentences } from '../core/text/message.ts';
import { nearest } from '../core/text/nearest.ts';
import type { Shell } from './completions.ts';
import type { Format } from './format.ts';
import { FORMATS } from './formats.ts';
import { GRAPH_FORMATS, type GraphFormat } from './graph-formats.ts';
import { ALWAYS, COMMANDS, type CommandName, choicesOf, commandNamed, OPTIONS, SHELLS } from './options.ts';
import { PORT_FORMATS, type PortFormat } from './port-formats.ts';
import { FAIL_ON, type FailOn } from './report.ts';

/** How units are found and judged. */
export interface JudgedBy {
  /** The systemd to judge by; `installed` is that of the machine, or of the root file system. */
  readonly version: number | 'installed';
  readonly manager: 'system' | 'user';
  /** That of this machine in systemd's words, where it is known. */
  readonly architecture?: string | undefined;
  /** A root file system: other units are looked for in its load path. */
  readonly root?: string | undefined;
  readonly unitPath: readonly string[];
  /** What the names of files end in, besides the usual suffixes, of which something else makes units. */
  readonly sourceSuffixes?: readonly string[] | undefined;
  /** Folders that hold the units of one system each; undefined: those that are usual. */
  readonly systems?: readonly string[] | undefined;
}

/** What `check` was asked to do. */
export interface CheckArguments extends JudgedBy {
  readonly format: Format;
  /** The codes to report: only these where there are any, and none of `ignore`. */
  readonly select?: ReadonlySet<string>;
  readonly ignore?: ReadonlySet<string>;
  /** From what severity on the exit status is 1; undefined: as {@link isSerious} says. */
  readonly failOn?: FailOn | undefined;
  /** The file of findings that are put up with, and that to write them to. */
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  /** Applies the safe fixes first. */
  readonly fix?: boolean;
  /** Prints what the safe fixes would change, and writes nothing. */
  readonly diff?: boolean;
  /** The file that standard input has the text of; it is among the paths. */
  readonly input?: string | undefined;
  readonly paths: readonly string[];
}

/** What `format` was asked to do. */
export interface FormatArguments {
  /** Names the files that would change, and writes nothing. */
  readonly check: boolean;
  /** Prints what would change, and writes nothing. */
  readonly diff: boolean;
  /** The file that standard input has the text of; it is the only path then. */
  readonly input?: string | undefined;
  readonly paths: readonly string[];
}

/** A command about one unit. */
export interface UnitArguments extends JudgedBy {
  /** A path or the name of a unit. */
  readonly unit: string;
}

export interface EffectiveArguments extends UnitArguments {
  readonly format: 'text' | 'json';
}

export interface GraphArguments extends UnitArguments {
  readonly print: GraphFormat;
}

/** What `security` was asked to do. */
export interface SecurityArguments extends JudgedBy {
  readonly units: readonly string[];
  readonly format: 'text' | 'json';
}

/** What `ports` was asked to do. */
export interface PortsArguments extends JudgedBy {
  readonly paths: readonly string[];
  readonly print: PortFormat;
}

/** What the command line asks for: a check, a text to print, or an error of usage. */
export type Request = Asked & { readonly lang?: string | undefined };

type Asked =
  | { readonly kind: 'check'; readonly arguments: CheckArguments }
  | { readonly kind: 'format'; readonly arguments: FormatArguments }
  | { readonly kind: 'explain'; readonly code: string }
  | { readonly kind: 'effective'; readonly arguments: EffectiveArguments }
  | { readonly kind: 'graph'; readonly arguments: GraphArguments }
  | { readonly kind: 'security'; readonly arguments: SecurityArguments }
  | { readonly kind: 'ports'; readonly arguments: PortsArguments }
  | { readonly kind: 'completions'; readonly shell: Shell }
  | { readonly kind: 'help'; readonly command: CommandName | undefined }
  | { readonly kind: 'version' }
  | Wrong;

interface Wrong {
  readonly kind: 'wrong';
  readonly message: Message;
  readonly command?: CommandName | undefined;
}

/** Reads the words after the program's name. */
export function readArguments(words: readonly string[]): Request {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (error) {
    // What cannot be read is still told in the language that was asked for.
    const command = commandAmong(words);
    return { ...wrong(misread(error, command), command), lang: langAmong(words) };
  }
  return { ...readParsed(parsed), lang: parsed.values.lang };
}

/** What `--lang` says among words that cannot be read as a whole. */
function langAmong(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^--lang(?:=|$)/.test(word));
  return words[at] === '--lang' ? words[at + 1] : words[at]?.slice('--lang='.length);
}

/** The command among words that cannot be read as a whole: it stands in front of its options, or they do of it. */
function commandAmong(words: readonly string[]): CommandName | undefined {
  const named = words.find((word) => !word.startsWith('-') && commandNamed(word) !== undefined);
  return named as CommandName | undefined;
}

function readParsed(parsed: ReturnType<typeof parse>): Asked {
  const { values, positionals, tokens } = parsed;
  const [name, ...operands] = positionals;
  const entry = name === undefined ? undefined : commandNamed(name);
  const command = entry && (name as CommandName);
  if (values.help) return { kind: 'help', command };
  // As git and others have it.
  if (name === 'help') return helpOf(operands);
  if (values.version) return { kind: 'version' };
  if (!entry || !command) {
    return name === undefined
      ? wrong(say`No command was given.`)
      : noSuch(say`There is no command "${name}".`, name, Object.keys(COMMANDS));
  }
  const allowed = new Set<string>([...entry.options, ...ALWAYS]);
  const foreign = tokens.find((token) => token.kind === 'option' && !allowed.has(token.name));
  if (foreign?.kind === 'option') return wrong(say`${command} has no option --${foreign.name}.`, command);
  for (const option of ['format', 'fail-on'] as const) {
    const value = values[option];
    const choices = choicesOf(option, entry);
    if (value !== undefined && choices && !choices.includes(value))
      return wrong(say`--${option} is ${anyOf(choices)}, not "${value}".`, command);
  }
  const request = read(command, values, operands);
  return request.kind === 'wrong' ? { ...request, command } : request;
}

function helpOf([name, ...more]: readonly string[]): Asked {
  if (name === undefined) return { kind: 'help', command: undefined };
  if (commandNamed(name) && more.length === 0) return { kind: 'help', command: name as CommandName };
  return noSuch(say`There is no command "${[name, ...more].join(' ')}".`, name, Object.keys(COMMANDS));
}

type Values = ReturnType<typeof parse>['values'];

function read(command: CommandName, values: Values, operands: readonly string[]): Asked {
  switch (command) {
    case 'check':
      return readCheck(values, operands);
    case 'format': {
      const { check = false, diff = false } = values;
      const given = fromInput(values, operands);
      if ('kind' in given) return given;
      if (operands.length === 0) return NO_PATHS;
      if (given.input !== undefined && operands.length > 1)
        return wrong(say`format takes "-" alone, without other paths.`);
      return { kind: 'format', arguments: { check, diff, ...given } };
    }
    case 'explain':
      return explain(operands);
    case 'effective': {
      const given = aboutUnit(values, operands);
      const format = values.format === 'json' ? 'json' : 'text';
      return 'kind' in given ? given : { kind: 'effective', arguments: { ...given, format } };
    }
    case 'graph': {
      const given = aboutUnit(values, operands);
      const print = GRAPH_FORMATS.get(values.format ?? OPTIONS.format.preset)!;
      return 'kind' in given ? given : { kind: 'graph', arguments: { ...given, print } };
    }
    case 'security': {
      const judgedBy = readJudgedBy(values);
      if ('kind' in judgedBy) return judgedBy;
      if (operands.length === 0 || operands.includes(''))
        return wrong(say`Name at least one service, by a path or its name.`);
      const format = values.format === 'json' ? 'json' : 'text';
      return { kind: 'security', arguments: { ...judgedBy, units: operands, format } };
    }
    case 'ports': {
      const judgedBy = readJudgedBy(values);
      if ('kind' in judgedBy) return judgedBy;
      const print = PORT_FORMATS.get(values.format ?? OPTIONS.format.preset)!;
      return { kind: 'ports', arguments: { ...judgedBy, paths: operands, print } };
    }
    case 'completions': {
      const shell = SHELLS.find((one) => one === operands[0]);
      if (shell === undefined || operands.length > 1) return wrong(say`Name one shell: ${enumerated(SHELLS)}.`);
      return { kind: 'completions', shell };
    }
  }
}

function readCheck(values: Values, operands: readonly string[]): Asked {
  const judgedBy = readJudgedBy(values);
  if ('kind' in judgedBy) return judgedBy;
  const select = codes(values.select);
  const ignore = codes(values.ignore);
  const known = new Set(pageCodes());
  const unknown = [...select, ...ignore].find((code) => !known.has(code));
  if (unknown !== undefined) return noFinding(unknown);
  const given = fromInput(values, operands);
  if ('kind' in given) return given;
  if (operands.length === 0 && judgedBy.root === undefined) return NO_PATHS;
  const { baseline, diff = false, 'fail-on': failOn, fix = false, format, 'write-baseline': writeBaseline } = values;
  if (fix && given.input !== undefined)
    return wrong(say`--fix writes files, and standard input is none: --diff prints the fixes.`);
  return {
    kind: 'check',
    arguments: {
      ...judgedBy,
      format: FORMATS.get(format ?? OPTIONS.format.preset)!,
      select,
      ignore,
      failOn: FAIL_ON.find((one) => one === failOn),
      baseline,
      writeBaseline,
      fix,
      diff,
      ...given,
    },
  };
}

function readJudgedBy(values: Values): JudgedBy | Wrong {
  const version = values['systemd-version'] ?? OPTIONS['systemd-version'].preset;
  if (version !== 'installed' && !/^2\d\d$/.test(version)) {
    return wrong(
      say`--systemd-version is "installed" or a whole number from 200 to 299, such as 257, not "${version}".`,
    );
  }
  const suffixes = values['source-suffix'];
  const wrongSuffix = suffixes?.find((one) => !/^\.[^/]+$/.test(one));
  if (wrongSuffix !== undefined)
    return wrong(say`--source-suffix begins with a dot, such as .tt, not "${wrongSuffix}".`);
  return {
    version: version === 'installed' ? version : Number(version),
    manager: values.user ? 'user' : 'system',
    root: values.root,
    unitPath: values['unit-path'] ?? [],
    sourceSuffixes: suffixes,
    systems: values.systems?.filter((one) => one !== ''),
  };
}

/** The paths, with that of standard input in the place of "-". */
function fromInput(
  { 'stdin-filename': name }: Values,
  operands: readonly string[],
): { readonly paths: readonly string[]; readonly input?: string | undefined } | Wrong {
  if (!operands.includes('-'))
    return name === undefined
      ? { paths: operands }
      : wrong(say`--stdin-filename is for the path "-", which is standard input.`);
  if (name === undefined || name === '')
    return wrong(say`"-" is standard input: say with --stdin-filename what file it is, such as web.service.`);
  return { paths: operands.map((one) => (one === '-' ? name : one)), input: name };
}

function aboutUnit(values: Values, operands: readonly string[]): UnitArguments | Wrong {
  const judgedBy = readJudgedBy(values);
  if ('kind' in judgedBy) return judgedBy;
  const [unit, ...more] = operands;
  if (unit === undefined || unit === '' || more.length > 0) return wrong(say`Name one unit, by a path or its name.`);
  return { ...judgedBy, unit };
}

function explain(operands: readonly string[]): Asked {
  const [code, ...more] = operands;
  if (code === undefined || more.length > 0) return wrong(say`Name one finding, by its code.`);
  return pageText(code) === undefined ? noFinding(code) : { kind: 'explain', code };
}

const NO_PATHS: Wrong = { kind: 'wrong', message: say`Name at least one unit file or folder.` };

function wrong(message: Message, command?: CommandName): Wrong {
  return { kind: 'wrong', message, command };
}

function noFinding(code: string): Wrong {
  return noSuch(say`There is no finding "${code}".`, code, pageCodes());
}

function noSuch(fact: Message, name: string, all: readonly string[]): Wrong {
  const meant = nearest(name, all);
  return wrong(sentences(fact, meant === undefined ? undefined : say`Did you mean "${meant}"?`));
}

/** What `parseArgs` refuses, in our words. */
function misread(error: unknown, command: CommandName | undefined): Message {
  const { code, message } = error as { readonly code?: unknown; readonly message: string };
  const option = /'((?:-\w, )?-[^ ']*)/.exec(message)?.[1] ?? message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const options: readonly string[] = command === undefined ? Object.keys(OPTIONS) : COMMANDS[command].options;
    const meant = option.startsWith('--') ? nearest(option.slice(2), [...options, ...ALWAYS]) : undefined;
    return sentences(
      say`There is no option ${option}.`,
      meant === undefined ? undefined : say`Did you mean --${meant}?`,
    );
  }
  return message.includes('does not take') ? say`${option} takes no value.` : say`${option} needs a value.`;
}

function codes(given: readonly string[] = []): ReadonlySet<string> {
  return new Set(given.flatMap((one) => one.split(',')).filter((code) => code !== ''));
}

/** What to know about a version before relying on what is found for it; undefined for those that are known. */
export function versionNote(version: number): Message | undefined {
  if (version < OLDEST_VERSION)
    return say`systemd ${version} is older than ${OLDEST_VERSION}, the oldest that findings are verified for.`;
  if (version > NEWEST_VERSION)
    return say`systemd ${version} is newer than ${NEWEST_VERSION}, the newest that is known and what units are judged by.`;
  return undefined;
}

function parse(words: readonly string[]) {
  return parseArgs({ args: [...words], allowPositionals: true, tokens: true, options: OPTIONS });
}

import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import { type Message, say } from '../core/text/message.ts';
import { lookUp, type Rows } from '../core/text/table.ts';
import { FORMATS } from './formats.ts';
import { GRAPH_FORMATS } from './graph-formats.ts';
import { PORT_FORMATS } from './port-formats.ts';
import { FAIL_ON } from './report.ts';

/**
 * The commands and options of the command line: what is read, `--help`, the completions of shells and the manual page all come from these
 * two tables.
 */
export const OPTIONS = {
  format: {
    type: 'string',
    argument: 'FORMAT',
    about: say`how to print what was found`,
    preset: 'text',
  },
  'systemd-version': {
    type: 'string',
    argument: 'N',
    about: say`the systemd to judge by; "installed" is that of this machine, or of the root file system`,
    preset: String(NEWEST_VERSION),
    choices: ['installed'],
  },
  root: {
    type: 'string',
    argument: 'DIR',
    about: say`a root file system, or a package that is unpacked: other units are looked for in its load path`,
    takes: 'folder',
  },
  'unit-path': {
    type: 'string',
    multiple: true,
    argument: 'DIR',
    about: say`a folder to look for other units in`,
    takes: 'folder',
  },
  user: { type: 'boolean', about: say`judge as units of a user manager where their folder does not tell` },
  'stdin-filename': {
    type: 'string',
    argument: 'FILE',
    about: say`the file that "-" stands for: its text is read from standard input`,
    takes: 'file',
  },
  select: {
    type: 'string',
    multiple: true,
    argument: 'CODE,…',
    about: say`report nothing but these findings`,
  },
  ignore: { type: 'string', multiple: true, argument: 'CODE,…', about: say`do not report these findings` },
  'fail-on': {
    type: 'string',
    argument: 'SEVERITY',
    about: say`from what on the exit status is 1`,
    choices: FAIL_ON,
  },
  baseline: {
    type: 'string',
    argument: 'FILE',
    about: say`do not report the findings that FILE lists`,
    takes: 'file',
  },
  'write-baseline': {
    type: 'string',
    argument: 'FILE',
    about: say`list the findings in FILE instead of reporting them`,
    takes: 'file',
  },
  fix: { type: 'boolean', about: say`apply the safe fixes, and report what is left` },
  diff: { type: 'boolean', about: say`print what would change, and write nothing` },
  check: { type: 'boolean', about: say`name the files that would change, and write nothing` },
  'source-suffix': {
    type: 'string',
    multiple: true,
    argument: 'SUFFIX',
    about: say`what a file's name ends in of which something else makes a unit, besides .in, .j2 and the like`,
  },
  systems: {
    type: 'string',
    multiple: true,
    argument: 'FOLDER',
    about: say`a folder that holds the units of one system, roles/* say, instead of those that are usual; an empty one makes all units those of one system`,
    takes: 'folder',
  },
  lang: {
    type: 'string',
    argument: 'LANG',
    about: say`the language of findings and pages, such as zh-cn, instead of that of LC_ALL, LC_MESSAGES or LANG`,
  },
  help: { type: 'boolean', short: 'h', about: say`this text; behind a command, its options` },
  version: { type: 'boolean', about: say`the version of this program` },
} as const satisfies Rows<OptionEntry>;

export type OptionName = keyof typeof OPTIONS;

/** An option, as `parseArgs` of Node reads it, and what people are told about it. */
export interface OptionEntry {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** Whether it may be given several times. */
  readonly multiple?: true;
  /** What stands behind it, in a word. */
  readonly argument?: string;
  /** What it does, without a full stop at its end. */
  readonly about: Message;
  /** What counts where it is not given. */
  readonly preset?: string;
  /** What may stand behind it, for those that take words of a list. */
  readonly choices?: readonly string[];
  /** What it takes that a shell can complete. */
  readonly takes?: 'file' | 'folder';
}

export interface CommandEntry {
  /** What stands behind the options. */
  readonly operands: string;
  /** What shells complete there. */
  readonly takes: 'units' | 'code' | 'shell';
  /** What it does, in a few words. */
  readonly about: Message;
  /** What else there is to know: a sentence or more. */
  readonly more?: Message;
  readonly options: readonly OptionName[];
  /** The values of `--format`, the first of which counts where it is not given. */
  readonly formats?: readonly string[];
}

/** How units are found and judged. */
const JUDGED_BY: readonly OptionName[] = ['systemd-version', 'root', 'unit-path', 'user', 'systems', 'source-suffix'];

export const COMMANDS = {
  check: {
    operands: 'PATH...',
    takes: 'units',
    about: say`say what systemd will do with each unit file`,
    more: say`A PATH is a unit file, a drop-in, or a folder that is searched for them; "-" is standard input. With --root and no PATH, all units in the load path of the root file system are checked.`,
    options: [
      'format',
      ...JUDGED_BY,
      'stdin-filename',
      'select',
      'ignore',
      'fail-on',
      'baseline',
      'write-baseline',
      'fix',
      'diff',
    ],
    formats: [...FORMATS.keys()],
  },
  format: {
    operands: 'PATH...',
    takes: 'units',
    about: say`remove spaces and blank lines that say nothing, and write the files`,
    more: say`systemd reads the same before and after. "-" is standard input, and is printed as it would be written.`,
    options: ['check', 'diff', 'stdin-filename'],
  },
  explain: {
    operands: 'CODE',
    takes: 'code',
    about: say`print the page of a finding`,
    options: [],
  },
  effective: {
    operands: 'UNIT',
    takes: 'units',
    about: say`print a unit with its drop-ins merged, and where each line comes from`,
    more: say`UNIT is a unit file or a drop-in, or the name of a unit in the load path that --root or --unit-path give, or that of this machine.`,
    options: ['format', ...JUDGED_BY],
    formats: ['text', 'json'],
  },
  graph: {
    operands: 'UNIT',
    takes: 'units',
    about: say`print what starts a unit, and what it depends on`,
    more: say`UNIT is as for effective. Links in folders such as multi-user.target.wants are not looked at: what starts a unit is told as if it were enabled.`,
    options: ['format', ...JUDGED_BY],
    formats: [...GRAPH_FORMATS.keys()],
  },
  security: {
    operands: 'UNIT...',
    takes: 'units',
    about: say`say how exposed services are, as systemd-analyze security would`,
    more: say`UNIT is as for effective. What could be better is listed with the line to write, that which adds most to the exposure first.`,
    options: ['format', ...JUDGED_BY],
    formats: ['text', 'json'],
  },
  ports: {
    operands: '[PATH...]',
    takes: 'units',
    about: say`list what sockets listen on, what they start, and what clashes`,
    more: say`A PATH is a socket, or a folder that is searched for them; without any it is the current one, or with --root the load path of the root file system.`,
    options: ['format', ...JUDGED_BY],
    formats: [...PORT_FORMATS.keys()],
  },
  completions: {
    operands: 'SHELL',
    takes: 'shell',
    about: say`print the completions for bash, zsh or fish`,
    options: [],
  },
} as const satisfies Rows<CommandEntry>;

export type CommandName = keyof typeof COMMANDS;

/** Options that every command has. */
export const ALWAYS: readonly OptionName[] = ['lang', 'help', 'version'];

/** The shells that `completions` knows. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A command of the table, by a name that somebody typed. */
export function commandNamed(name: string): CommandEntry | undefined {
  return lookUp<CommandEntry>(COMMANDS, name);
}

/** What may stand behind an option of a command; undefined: anything. */
export function choicesOf(name: OptionName, command: CommandEntry): readonly string[] | undefined {
  const entry: OptionEntry = OPTIONS[name];
  return name === 'format' ? command.formats : entry.choices;
}

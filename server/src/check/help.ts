import {
  english,
  enumerated,
  type Language,
  layout,
  type Message,
  render,
  say,
  sentences,
} from '../core/text/message.ts';
import {
  ALWAYS,
  COMMANDS,
  type CommandEntry,
  type CommandName,
  choicesOf,
  OPTIONS,
  type OptionEntry,
  type OptionName,
} from './options.ts';
import { columnsOf, filled, wrapped } from './terminal-columns.ts';

const WIDTH = 100;
const TEXT_FROM = 27;

/** What `--help` prints: of the whole program, or of one command. */
export function help(command: CommandName | undefined, language: Language): string {
  const said = command === undefined ? overview(language) : helpOf(command, COMMANDS[command], language);
  return `${said.join('\n\n')}\n`;
}

/** How a command is called, in a line. */
export function usageOf(name: string, { operands, options }: CommandEntry): Message {
  return layout(' ', ['systemd-units', name, options.length > 0 ? say`[options]` : undefined, operands]);
}

/** An option with its argument, as it stands in front of what it does. */
export function optionTitle(name: OptionName): string {
  const { argument, short }: OptionEntry = OPTIONS[name];
  return `${short === undefined ? '' : `-${short}, `}--${name}${argument === undefined ? '' : ` ${argument}`}`;
}

/** What an option does, all that can be given and what counts otherwise. */
export function aboutOption(name: OptionName, command: CommandEntry): Message {
  const { about, multiple, preset, type }: OptionEntry = OPTIONS[name];
  const choices = choicesOf(name, command);
  const isList = choices !== undefined && !english(about).includes(`"${choices[0]}"`);
  const text = isList ? say`${about}: ${enumerated(choices)}` : about;
  if (multiple) return say`${text} (may be given several times)`;
  return type === 'string' && preset ? say`${text} (${preset})` : text;
}

/** What a command does, in sentences. */
export function aboutCommand({ about, more }: CommandEntry, language: Language): string {
  const said = render(about, language);
  return render(sentences(say`${`${said[0]!.toUpperCase()}${said.slice(1)}`}.`, more), language);
}

/** What the exit status means: of all commands together, and of each. */
export const EXIT_STATUS = say`Exit status: 0 nothing worse than a note or advice, 1 systemd would refuse a unit, ignore a line, or the unit would fail, 2 wrong use or something that cannot be read. With --diff, and of format --check: 0 nothing would change, 1 something.`;
function exitStatusOf(name: string): Message {
  switch (name) {
    case 'check':
      return say`Exit status: 0 nothing worse than a note or advice, 1 systemd would refuse a unit, ignore a line, or the unit would fail, 2 wrong use or something that cannot be read. With --diff: 0 nothing would change, 1 something.`;
    case 'format':
      return say`Exit status: 0 done, 2 wrong use or something that cannot be read. With --check or --diff: 0 nothing would change, 1 something.`;
    default:
      return say`Exit status: 0 done, 2 wrong use or something that cannot be read.`;
  }
}
/** How findings are ignored. */
export const SUPPRESSIONS = say`A comment "# systemd-units: ignore=CODE" ignores a finding of the line below, "ignore-file" and "ignore-unit" of more. A file systemd-units.json gives findings other severities for its folder and all below.`;

function overview(language: Language): string[] {
  const said = (message: Message) => wrapped(render(message, language), WIDTH).join('\n');
  const commands: [string, CommandEntry][] = Object.entries(COMMANDS);
  const lines = commands.map(([name, { about, operands }]) => row(`${name} ${operands}`, render(about, language)));
  const always = ALWAYS.map((name) => row(optionTitle(name), render(OPTIONS[name].about, language)));
  return [
    said(say`Usage: ${say`systemd-units COMMAND [options] OPERAND...`}`),
    said(say`Says what systemd does with unit files, without running anything.`),
    [said(say`Commands:`), ...lines].join('\n'),
    [said(say`Options of every command:`), ...always].join('\n'),
    said(say`"systemd-units COMMAND --help" has the options of a command.`),
    `${said(SUPPRESSIONS)}\n${said(EXIT_STATUS)}`,
  ];
}

function helpOf(name: string, entry: CommandEntry, language: Language): string[] {
  const said = (message: Message | string) => wrapped(render(message, language), WIDTH).join('\n');
  const options = entry.options.map((one) => row(optionTitle(one), render(aboutOption(one, entry), language)));
  return [
    render(say`Usage: ${usageOf(name, entry)}`, language),
    said(aboutCommand(entry, language)),
    ...(options.length > 0 ? [[said(say`Options:`), ...options].join('\n')] : []),
    ...(name === 'check' ? [said(SUPPRESSIONS)] : []),
    said(exitStatusOf(name)),
  ];
}

/** A title, and what it is about in a column behind it. */
function row(title: string, about: string): string {
  const [first = '', ...rest] = wrapped(about, WIDTH - TEXT_FROM);
  const indent = ' '.repeat(TEXT_FROM);
  const head = `  ${title}`;
  const begin = columnsOf(head) < TEXT_FROM - 1 ? `${filled(head, TEXT_FROM)}${first}` : `${head}\n${indent}${first}`;
  return [begin, ...rest.map((line) => indent + line)].join('\n');
}

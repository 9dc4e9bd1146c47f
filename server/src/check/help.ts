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

const WIDTH = 100;
const TEXT_FROM = 27;

/** What `--help` prints: of the whole program, or of one command. */
export function help(command?: CommandName): string {
  return command === undefined ? overview() : helpOf(command, COMMANDS[command]);
}

/** How a command is called, in a line. */
export function usageOf(name: string, { operands, options }: CommandEntry): string {
  return `systemd-units ${name}${options.length > 0 ? ' [options]' : ''} ${operands}`;
}

/** An option with its argument, as it stands in front of what it does. */
export function optionTitle(name: OptionName): string {
  const { argument, short }: OptionEntry = OPTIONS[name];
  return `${short === undefined ? '' : `-${short}, `}--${name}${argument === undefined ? '' : ` ${argument}`}`;
}

/** What an option does, all that can be given and what counts otherwise. */
export function aboutOption(name: OptionName, command: CommandEntry): string {
  const { about, multiple, preset, type }: OptionEntry = OPTIONS[name];
  const choices = choicesOf(name, command);
  const isList = choices !== undefined && !about.includes(`"${choices[0]}"`);
  const text = isList ? `${about}: ${choices.join(', ')}` : about;
  const facts = [...(multiple ? ['may be given several times'] : []), ...(type === 'string' && preset ? [preset] : [])];
  return facts.length > 0 ? `${text} (${facts.join('; ')})` : text;
}

/** What the exit status means, and how findings are ignored. */
export const EXIT_STATUS = `Exit status: 0 nothing worse than a note or advice, 1 systemd would refuse a unit, ignore a line, or the unit would fail, 2 wrong use or something that cannot be read. With --diff, and of format --check: 0 nothing would change, 1 something.`;
export const SUPPRESSIONS = `A comment "# systemd-units: ignore=CODE" ignores a finding of the line below, "ignore-file" and "ignore-unit" of more. A file systemd-units.json gives findings other severities for its folder and all below.`;

function overview(): string {
  const commands: [string, CommandEntry][] = Object.entries(COMMANDS);
  const lines = commands.map(([name, entry]) => row(`${name} ${entry.operands}`, entry.about));
  return `Usage: systemd-units COMMAND [options] OPERAND...

Says what systemd does with unit files, without running anything.

Commands:
${lines.join('\n')}

Options of every command:
${ALWAYS.map((name) => row(optionTitle(name), OPTIONS[name].about)).join('\n')}

"systemd-units COMMAND --help" has the options of a command.

${filled(SUPPRESSIONS)}
${filled(EXIT_STATUS)}
`;
}

function helpOf(name: string, entry: CommandEntry): string {
  const options = entry.options.map((option) => row(optionTitle(option), aboutOption(option, entry)));
  const parts = [
    `Usage: ${usageOf(name, entry)}`,
    filled(
      `${entry.about[0]!.toUpperCase()}${entry.about.slice(1)}.${entry.more === undefined ? '' : ` ${entry.more}`}`,
    ),
    ...(options.length > 0 ? [`Options:\n${options.join('\n')}`] : []),
    ...(name === 'check' ? [filled(SUPPRESSIONS)] : []),
    filled(EXIT_STATUS),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A title, and what it is about in a column behind it. */
function row(title: string, about: string): string {
  const [first = '', ...rest] = wrapped(about, WIDTH - TEXT_FROM);
  const indent = ' '.repeat(TEXT_FROM);
  const head = `  ${title}`;
  const begin = head.length < TEXT_FROM - 1 ? `${head.padEnd(TEXT_FROM)}${first}` : `${head}\n${indent}${first}`;
  return [begin, ...rest.map((line) => indent + line)].join('\n');
}

function filled(text: string): string {
  return wrapped(text, WIDTH).join('\n');
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

import { aboutCommand, aboutOption, EXIT_STATUS, optionTitle, SUPPRESSIONS, usageOf } from '../src/check/help.ts';
import { ALWAYS, COMMANDS, type CommandEntry, OPTIONS } from '../src/check/options.ts';
import { type Argument, ENGLISH, english, say } from '../src/core/text/message.ts';

/** The manual page systemd-units(1), in the macros of man(7). */
export function manPage(version: string): string {
  const commands: [string, CommandEntry][] = Object.entries(COMMANDS);
  return [
    `.TH SYSTEMD-UNITS 1 "" "systemd-units ${roff(version)}" "User Commands"`,
    '.SH NAME',
    'systemd-units \\- say what systemd does with unit files',
    '.SH SYNOPSIS',
    ...commands.flatMap(([name, entry], at) => [...(at > 0 ? ['.br'] : []), `.B ${roff(usageOf(name, entry))}`]),
    '.SH DESCRIPTION',
    'Says what systemd does with each line of unit files, without running anything, and on machines without systemd as well.',
    ...commands.flatMap(([name, entry]) => [
      `.SH ${name.toUpperCase()}`,
      `.B ${roff(usageOf(name, entry))}`,
      '.PP',
      roff(aboutCommand(entry, ENGLISH)),
      ...entry.options.flatMap((option) => [
        '.TP',
        `.B ${roff(optionTitle(option))}`,
        roff(say`${aboutOption(option, entry)}.`),
      ]),
    ]),
    '.SH OPTIONS OF EVERY COMMAND',
    ...ALWAYS.flatMap((option) => ['.TP', `.B ${roff(optionTitle(option))}`, roff(say`${OPTIONS[option].about}.`)]),
    '.SH EXIT STATUS',
    roff(EXIT_STATUS),
    '.SH ENVIRONMENT',
    '.TP',
    '.B NO_COLOR',
    'Nothing is coloured where it is set.',
    '.TP',
    '.B FORCE_COLOR',
    'Output is coloured where it is set, also where it goes to no terminal.',
    '.SH FILES',
    '.TP',
    '.B systemd\\-units.json',
    roff(SUPPRESSIONS),
    '.SH SEE ALSO',
    '.BR systemd.unit (5),',
    '.BR systemd.syntax (7),',
    '.BR systemd\\-analyze (1)',
    '',
  ].join('\n');
}

/** A line of text in which nothing is a request or an escape. */
function roff(text: Argument): string {
  return english(text).replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&');
}

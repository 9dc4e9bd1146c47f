import { aboutCommand, aboutOption, EXIT_STATUS, optionTitle, SUPPRESSIONS, usageOf } from '../src/check/help.ts';
import { ALWAYS, COMMANDS, type CommandEntry, OPTIONS } from '../src/check/options.ts';
import { languageFrom } from '../src/core/text/language.ts';
import { type Argument, ENGLISH, type Language, render, say } from '../src/core/text/message.ts';
import WORDS from './man-page-words.json' with { type: 'json' };
import { textsOf } from './texts.ts';

/** The manual page in each language that it has words in, by the name of its file: `systemd-units.1`, `systemd-units.zh-cn.1`. */
export function manPages(root: string, version: string): ReadonlyMap<string, string> {
  const { en, ...others } = WORDS;
  return new Map([
    ['systemd-units.1', manPage(version, en, ENGLISH)],
    ...Object.entries(others).map(([tag, words]): [string, string] => [
      `systemd-units.${tag}.1`,
      manPage(version, words, languageFrom(textsOf(root, tag))),
    ]),
  ]);
}

/** The manual page systemd-units(1), in the macros of man(7). */
function manPage(version: string, words: typeof WORDS.en, language: Language): string {
  const commands: [string, CommandEntry][] = Object.entries(COMMANDS);
  const text = (message: Argument) => roff(render(message, language), language);
  return [
    `.TH SYSTEMD-UNITS 1 "" "systemd-units ${text(version)}" "${words.manual}"`,
    ...(language.beside === undefined ? [] : ['.ad l', '.nh']),
    `.SH ${words.name}`,
    `systemd-units \\- ${words.title}`,
    `.SH ${words.synopsis}`,
    ...commands.flatMap(([name, entry], at) => [...(at > 0 ? ['.br'] : []), `.B ${text(usageOf(name, entry))}`]),
    `.SH ${words.description}`,
    text(words.about),
    ...commands.flatMap(([name, entry]) => [
      `.SH ${name.toUpperCase()}`,
      `.B ${text(usageOf(name, entry))}`,
      '.PP',
      text(aboutCommand(entry, language)),
      ...entry.options.flatMap((option) => [
        '.TP',
        `.B ${text(optionTitle(option))}`,
        text(say`${aboutOption(option, entry)}.`),
      ]),
    ]),
    `.SH ${words.everyCommand}`,
    ...ALWAYS.flatMap((option) => ['.TP', `.B ${text(optionTitle(option))}`, text(say`${OPTIONS[option].about}.`)]),
    `.SH ${words.exitStatus}`,
    text(EXIT_STATUS),
    `.SH ${words.environment}`,
    '.TP',
    '.B NO_COLOR',
    text(words.noColor),
    '.TP',
    '.B FORCE_COLOR',
    text(words.forceColor),
    `.SH ${words.files}`,
    '.TP',
    '.B systemd\\-units.json',
    text(SUPPRESSIONS),
    `.SH ${words.seeAlso}`,
    '.BR systemd.unit (5),',
    '.BR systemd.syntax (7),',
    '.BR systemd\\-analyze (1)',
    '',
  ].join('\n');
}

/** A line of text in which nothing is a request or an escape. Where no blanks part words, it says between which characters it may be broken. */
function roff(text: string, { beside }: Language): string {
  const escaped = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&');
  return beside === undefined
    ? escaped
    : escaped.replace(/(?<=\p{Script=Han}|[，。；：、！？）”])(?=\p{Script=Han}|[（“])/gu, '\\:');
}

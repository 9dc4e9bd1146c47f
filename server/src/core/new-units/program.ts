import { type Message, say } from '../text/message.ts';
import { asArgument, machinePath } from './argument.ts';
import type { Language, Part } from './languages.ts';
import { comment, type UnitLine } from './unit-text.ts';

/** A file to make. */
export interface NewFile {
  /** Absolute. */
  readonly path: string;
  /** Comments and descriptions in it are messages. */
  readonly text: string | Message;
  readonly executable: boolean;
}

/** A program with its source, ready to be named in a unit. */
export interface NewProgram {
  readonly source: NewFile & { readonly text: string };
  /** The words of `ExecStart=`. */
  readonly command: string;
  /** What makes the program of its source; undefined where the source is run as it is. */
  readonly build: readonly string[] | undefined;
}

/**
 * The program of a language that plays a part, as a file in a folder.
 *
 * @param stem The name of the source file without its suffix.
 * @returns undefined where the language has no such program, or where no unit could name a file in the folder.
 */
export function newProgram(language: Language, part: Part, folder: string, stem: string): NewProgram | undefined {
  const text = language.programs[part];
  const path = `${folder}/${stem}${language.suffix}`;
  const argument = asArgument(path);
  const compiled = `${folder}/${stem}`;
  const program = asArgument(compiled);
  if (text === undefined || argument === undefined || program === undefined) return undefined;
  const { tool } = language;
  if (tool.kind === 'interpreter') {
    return { source: { path, text, executable: true }, command: `${tool.path} ${argument}`, build: undefined };
  }
  return {
    source: { path, text, executable: false },
    command: program,
    build: tool.build(machinePath(path)!, machinePath(compiled)!),
  };
}

/** The lines above `ExecStart=` that say how the program is made, for people who have only the unit before them. */
export function buildComment({ build }: Pick<NewProgram, 'build'>): readonly UnitLine[] {
  if (build === undefined) return [];
  const line = build.map((word) => (/^[\w./=+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
  return [comment(say`Built by: ${line}`)];
}

import { languageFrom } from '../core/text/language.ts';
import { ENGLISH, type Language } from '../core/text/message.ts';
import type { Disk } from '../disk/disk.ts';
import { withInput } from './input.ts';

/** What the command line needs of the process that it runs in. */
export interface Surroundings {
  readonly disk: Disk;
  /** The version of this program. */
  readonly program: string;
  /** That of this machine in systemd's words, where it is known. */
  readonly architecture: string | undefined;
  /** Whether the output goes to a terminal, and is to have colours. */
  readonly isTerminal: boolean;
  /** How many columns that terminal has, where it is known. */
  readonly columns?: number | undefined;
  readonly hasColours: boolean;
  /** All of standard input, which can be read once. */
  input(): Uint8Array;
  /** What language the environment asks for, as in `LANG`. */
  readonly locale: string | undefined;
  /** The texts of a locale's language; undefined where there are none. */
  texts(locale: string): unknown;
  /** Makes a path absolute, in the form in which core knows files (native-path.ts). */
  resolve(path: string): string;
  /** Writes a file in place, so that owner and mode stay; gives the error code where that is not possible. */
  write(path: string, content: string | Uint8Array): string | undefined;
  /** Bytes are for what a file is to have, which need not be UTF-8. */
  print(output: string | Uint8Array): void;
  /** Shows how far a long run has come, where a person sees it; the line is made only then. */
  progress(done: number, all: number, line: () => string): void;
  /** Where nobody hears complaints, the exit status still tells. */
  complain(text: string): void;
}

/** The same, with the language of what is said. */
export interface Scene extends Surroundings {
  readonly language: Language;
}

/** The same, where the path that standard input stands for has its text. */
export function withStandardInput(here: Scene, name: string | undefined): Scene {
  if (name === undefined) return here;
  const bytes = here.input();
  return { ...here, input: () => bytes, disk: withInput(here.disk, here.resolve(name), bytes) };
}

/** The language that was asked for, by an option or else by the environment. */
export function languageOf(
  { lang }: { readonly lang?: string | undefined },
  { locale, texts }: Pick<Surroundings, 'locale' | 'texts'>,
): Language {
  const wanted = lang ?? locale;
  return wanted === undefined ? ENGLISH : languageFrom(texts(wanted));
}

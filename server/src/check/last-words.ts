import { ENGLISH, type Language, type Message, render, say } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import { readArguments } from './arguments.ts';
import { languageOf, type Surroundings } from './surroundings.ts';

/** Why the program stops that could not do its work. */
export type Stop =
  | { readonly kind: 'fault'; readonly error: unknown }
  | { readonly kind: 'output'; readonly code: string };

/**
 * What is said where the program stops by itself: in the language that was asked for, as far as that can still be told.
 *
 * @param words What stands behind the program's name.
 */
export function lastWords(
  stop: Stop,
  words: readonly string[],
  surroundings: Pick<Surroundings, 'locale' | 'texts'>,
): string {
  return `${render(messageOf(stop), wantedLanguage(words, surroundings))}\n`;
}

function messageOf(stop: Stop): Message {
  if (stop.kind === 'output') return say`The output could not be written (${stop.code}).`;
  const { error } = stop;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return say`Stopped by an internal error (${visible(reason)}). Please report it.`;
}

/** What failed may be what this asks: then English is left. */
function wantedLanguage(words: readonly string[], surroundings: Pick<Surroundings, 'locale' | 'texts'>): Language {
  try {
    return languageOf(readArguments(words), surroundings);
  } catch {
    return ENGLISH;
  }
}

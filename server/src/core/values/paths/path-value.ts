import type { Token, ValueContext, ValueProblem } from '../grammar.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { offsetInValue, type Word } from '../words/words.ts';
import { checkPath, type PathRules } from './paths.ts';

export interface ReadPath {
  /** The path as systemd keeps it; undefined where it does not take it. */
  readonly path: string | undefined;
  /** What was expanded, before any check. */
  readonly expanded: string;
  /** The specifiers could not be expanded. */
  readonly failed: boolean;
  readonly problems: readonly ValueProblem[];
  /** The path itself, and then the specifiers inside it. */
  readonly tokens: readonly Token[];
}

/**
 * Reads a path with specifiers as most parsers do: expand, then check and simplify.
 *
 * @param skip characters at the beginning of the word that do not belong to the path.
 */
export function readPath(word: Word, at: ValueContext, rules: PathRules = {}, skip = 0): ReadPath {
  const body = skip === 0 ? word : afterPrefix(word, skip);
  const expansion = expandWord(body, at, { longest: LONGEST.path, ...(rules.effect && { effect: rules.effect }) });
  const path: Token = {
    kind: 'path',
    from: body.from,
    to: body.to,
    ...(expansion.text !== valueText(body) && { text: expansion.text }),
  };
  const tokens = [path, ...expansion.tokens];
  const { problems, text: expanded } = expansion;
  if (expansion.failed) return { path: undefined, expanded, failed: true, problems, tokens };
  const checked = checkPath(expanded, body.from, body.to, at, rules);
  if (!checked.problem) return { path: checked.path, expanded, failed: false, problems, tokens };
  return { path: undefined, expanded, failed: false, problems: [...problems, checked.problem], tokens };
}

/** What is left of a word after its first characters. */
export function afterPrefix(word: Word, skip: number): Word {
  return {
    text: word.text.slice(skip),
    from: offsetInValue(word, skip),
    to: word.to,
    ...(word.offsets && { offsets: word.offsets.slice(skip) }),
  };
}

/** The word's text where it stands in the value unchanged. */
function valueText(word: Word): string | undefined {
  return word.offsets ? undefined : word.text;
}

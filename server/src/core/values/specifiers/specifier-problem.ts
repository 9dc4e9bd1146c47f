import type { Effect } from '../../diagnostic.ts';
import { say } from '../../text/message.ts';
import type { Token, ValueContext, ValueFix, ValueProblem, Wording } from '../grammar.ts';
import { offsetInValue, type Word } from '../words/words.ts';
import { type SpecifierTable, specifierEver } from './specifier-table.ts';
import { type Expansion, expandSpecifiers, type FoundSpecifier } from './specifiers.ts';

/** A word with its specifiers expanded, and what systemd says where that fails. */
export interface ExpandedWord {
  readonly text: string;
  /** Systemd could not expand it; `text` is what came before. */
  readonly failed: boolean;
  readonly problems: readonly ValueProblem[];
  /** A token for each specifier, in the value's offsets. */
  readonly tokens: readonly Token[];
  /** The text is one sample of many, see {@link Expansion.needsInstance}. */
  readonly needsInstance: boolean;
}

export interface ExpansionRules {
  readonly table?: SpecifierTable;
  /** The most bytes the expansion may have; see `LONGEST`. */
  readonly longest?: number;
  /** What systemd does about a specifier it cannot expand; `ignore` unless the parser makes it fatal. */
  readonly effect?: Effect;
}

/** Expands the specifiers of a word and words the problem where systemd cannot. */
export function expandWord(word: Word, at: ValueContext, rules: ExpansionRules = {}): ExpandedWord {
  const table = rules.table ?? 'unit';
  const expansion = expandSpecifiers(word.text, table, at, rules.longest);
  const tokens = expansion.found.map((one) => specifierToken(word, one.from, one.to));
  const problem = expansionProblem(word, expansion, table, at, rules.effect ?? 'ignore');
  const problems = problem ? [problem] : expansion.deprecated.map((one) => deprecatedSpecifier(word, one));
  return {
    text: expansion.text,
    failed: problem !== undefined,
    problems,
    tokens,
    needsInstance: expansion.needsInstance,
  };
}

/** A stretch of the value as it stands, for parsers that do not split into words. */
export function plainWord(value: string, from = 0, to: number = value.length): Word {
  return { text: value.slice(from, to), from, to };
}

function specifierToken(word: Word, from: number, to: number): Token {
  return { kind: 'specifier', from: offsetInValue(word, from), to: offsetInValue(word, to - 1) + 1 };
}

function expansionProblem(
  word: Word,
  expansion: Expansion,
  table: SpecifierTable,
  at: ValueContext,
  effect: Effect,
): ValueProblem | undefined {
  const { unknown } = expansion;
  if (unknown) {
    const from = offsetInValue(word, unknown.at);
    const to = offsetInValue(word, unknown.at + 1) + 1;
    const fixes = [
      { title: say`Write %% for a percent sign`, safety: isDigit(unknown.letter), from, to: from + 1, newText: '%%' },
    ];
    return {
      code: 'bad-specifier',
      effect,
      from,
      to,
      ...whyNot(unknown, table, at),
      fixes: unknown.unresolvable ? [] : fixes,
    };
  }
  if (!expansion.tooLong) return undefined;
  const message = say`The value is too long once its specifiers are expanded.`;
  return { code: 'value-too-long', effect, from: word.from, to: word.to, message, remedy: say`Shorten it.` };
}

/** No specifier ever was a digit, so that `%20` can only mean itself. */
function isDigit(letter: string): ValueFix['safety'] {
  return /[0-9]/.test(letter) ? 'safe' : 'unsafe';
}

/** Systemd logs a warning, but names no line with it; so all that can be claimed of the line is that it wants a change. */
function deprecatedSpecifier(word: Word, found: FoundSpecifier): ValueProblem {
  const { from, to } = specifierToken(word, found.from, found.to);
  const message = say`%${found.letter} is deprecated and no longer expands to what it once did.`;
  const consequence = say`systemd logs a warning that names no line.`;
  const remedy = say`Write the control group out, or remove it.`;
  return { code: 'obsolete-value', effect: 'advice', from, to, message, consequence, remedy, tags: ['deprecated'] };
}

function whyNot(unknown: NonNullable<Expansion['unknown']>, table: SpecifierTable, at: ValueContext): Wording {
  const { letter } = unknown;
  const remedy = say`Write the value out.`;
  if (unknown.unresolvable) {
    const message = at.unit
      ? say`%${letter} cannot be expanded in ${at.unit.full}: its name is not an escaped path.`
      : say`%${letter} cannot be expanded here: the unit name is not an escaped path.`;
    return { message, remedy };
  }
  const ever = specifierEver(letter);
  if (ever && ever.since > at.version) {
    return { message: say`The specifier %${letter} needs systemd ${ever.since} or newer.`, remedy };
  }
  if (ever && table === 'name') {
    return {
      message: say`The specifier %${letter} cannot be used in unit names.`,
      remedy: say`Write the name out, or use %i, %p or %N.`,
    };
  }
  return { message: say`%${letter} is not a specifier.`, remedy: say`Write %% for a percent sign.` };
}

import { type Diagnostic, type Effect, severityOf } from '../diagnostic.ts';
import { valueSource } from '../syntax/tree.ts';
import type { TextEdit } from '../text/edit.ts';
import { type Message, say, sentences } from '../text/message.ts';
import type { ValueFix, ValueProblem } from '../values/grammar.ts';
import type { Entry } from '../workspace/analyse.ts';
import { internalErrorDiagnostic } from './internal-error.ts';
import type { Finding, Rule } from './rule.ts';

/** What a rule has found, ready to show. What the finding leaves out comes from the rule. */
export function diagnosticOf(rule: Rule, finding: Finding): Diagnostic {
  const effect = finding.effect ?? rule.effect;
  return {
    code: rule.code,
    effect,
    scope: finding.scope ?? rule.scope,
    severity: finding.severity ?? (finding.effect ? severityOf(effect) : (rule.severity ?? severityOf(effect))),
    file: finding.file.path,
    range: finding.range,
    message: finding.message,
    related: finding.related ?? [],
    fixes: finding.fixes ?? [],
    tags: finding.tags ?? [],
  };
}

/** A problem of a value, ready to show: what is wrong, what systemd does about it, and what to do. */
export function valueDiagnostic(entry: Entry, problem: ValueProblem): Diagnostic {
  const range = problem.to > problem.from ? valueSource(entry.node, problem.from, problem.to) : entry.node.valueRange;
  return {
    code: problem.code,
    effect: problem.effect,
    scope: 'line',
    // What is only written as it was long ago works as it did.
    severity: problem.effect === 'advice' && problem.tags?.includes('deprecated') ? 'hint' : severityOf(problem.effect),
    file: entry.file.path,
    // An empty value has no word to point at, so the key stands for it.
    range: range.to > range.from ? range : entry.node.keyRange,
    message: sentences(problem.message, problem.consequence ?? consequence(problem.effect, entry), problem.remedy),
    related: [],
    fixes: fixesOf(entry, problem).map((fix) => ({
      title: fix.title,
      safety: fix.safety,
      changes: [{ kind: 'edit', file: entry.file.path, edits: valueEdits(entry, fix) }],
    })),
    tags: problem.tags ?? [],
  };
}

/** A line that systemd ignores as a whole, and that no other value would help, can be taken out. */
function fixesOf({ parsed }: Entry, { code, effect, fixes = [] }: ValueProblem): readonly ValueFix[] {
  if (fixes.length > 0 || effect !== 'ignore' || parsed.outcome !== 'dropped') return fixes;
  // An empty value may be about to be typed.
  const safety = code === 'unsupported-here' ? 'safe' : code === 'empty-value' ? 'unsafe' : undefined;
  return safety ? [{ title: say`Remove the line`, safety, from: 0, to: 0, newText: '', removesLine: true }] : fixes;
}

function valueEdits({ node }: Entry, fix: ValueFix): readonly TextEdit[] {
  if (fix.removesLine) return [{ range: node.range, newText: '' }];
  const value = { range: valueSource(node, fix.from, fix.to), newText: fix.newText };
  if (fix.newKey === undefined) return [value];
  const key = { range: node.keyRange, newText: fix.newKey };
  return fix.to > fix.from || fix.newText !== '' ? [key, value] : [key];
}

/** What systemd does about a value, as a sentence between what is wrong and what to do. */
function consequence(effect: Effect, entry: Entry): Message {
  switch (effect) {
    case 'refuse':
      return entry.file.kind.kind === 'drop-in'
        ? say`systemd drops this line and the rest of this drop-in.`
        : say`systemd refuses the whole unit because of it.`;
    case 'ignore':
      return entry.parsed.outcome === 'dropped'
        ? say`systemd ignores the line.`
        : say`systemd ignores this part and keeps the rest.`;
    case 'note':
      return say`systemd logs a note and goes on.`;
    case 'fail':
      return say`systemd accepts the line, and the unit then fails.`;
    case 'advice':
      return say`systemd logs nothing about it.`;
  }
}

/** A fatal line refuses a fragment, but in a drop-in systemd only gives up the rest of that file (src/core/load-dropin.c). */
export function inDropIn(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.effect !== 'refuse') return diagnostic;
  return { ...diagnostic, effect: 'ignore', severity: severityOf('ignore') };
}

/** @param file The file that the rule was applied to, or the fragment of the unit. */
export function ruleFailed({ code, scope }: Rule, file: string, error: unknown): Diagnostic {
  return internalErrorDiagnostic(file, { kind: 'rule', code }, error, { scope });
}

/** A value that could not be read by a fault of ours, told at its key. */
export function valueFailed({ file, node }: Entry, error: unknown): Diagnostic {
  const { key, keyRange: range } = node;
  return internalErrorDiagnostic(file.path, { kind: 'value', key }, error, { range });
}

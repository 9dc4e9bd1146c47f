import type { Entry } from '../workspace/analyse.ts';
import type { EntryFinding, EntryRule, FileView } from './rule.ts';
import { ENTRY_RULES, rulesFor } from './rules-by-type.ts';

/** What one rule found in one assignment, or how it failed. */
export type EntryFindings = { readonly rule: EntryRule; readonly entry: Entry } & (
  | { readonly findings: readonly EntryFinding[] }
  | { readonly error: unknown }
);

/** What is found in assignments alone. A line in which nothing was found is not looked at again, nor are others that say the same. A rule fails once. */
export function* entryFindings(view: FileView): Iterable<EntryFindings> {
  const rules = rulesFor(ENTRY_RULES, view.file.kind.type);
  const failed = new Set<EntryRule>();
  for (const entry of view.analysis.entries) {
    const { meaning } = entry.value;
    if (meaning.isQuiet) continue;
    let isQuiet = true;
    for (const rule of rules) {
      if (rule.parser !== undefined && rule.parser !== entry.directive.parser) continue;
      if (failed.has(rule)) {
        isQuiet = false;
        continue;
      }
      const found = ask(rule, entry, view);
      if (found === NOT_CONCERNED) continue;
      isQuiet &&= !found && !rule.concerns;
      if (!found) continue;
      if ('error' in found) failed.add(rule);
      yield found;
    }
    meaning.isQuiet = isQuiet;
  }
}

const NOT_CONCERNED = 'not concerned';

function ask(rule: EntryRule, entry: Entry, view: FileView): EntryFindings | typeof NOT_CONCERNED | undefined {
  try {
    if (rule.concerns?.(entry) === false) return NOT_CONCERNED;
    // Most rules find nothing: a list for each would be thrown away at once.
    let findings: EntryFinding[] | undefined;
    for (const finding of rule.check(entry, view)) {
      if (findings) findings.push(finding);
      else findings = [finding];
    }
    return findings && { rule, entry, findings };
  } catch (error) {
    return { rule, entry, error };
  }
}

import type { UnitType } from '../catalogue/unit-type.ts';
import type { Effect, Fix, Related, Scope, Severity } from '../diagnostic.ts';
import type { Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { ValueProblem } from '../values/grammar.ts';
import type { Analysis, Entry } from '../workspace/analyse.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import type { Memory } from '../workspace/memory.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import type { Others } from './others.ts';

/**
 * One thing that can be found: `rules/<code>.ts` exports it as `rule`, and `rules/<code>.md` is its page.
 *
 * The scope says how much the rule must see, and so what it is given: one file, a unit with its drop-ins, or that unit
 * and all others. `refuse`, `ignore` and `note` are claims about real systemd and are tested against it.
 */
export type Rule = LineRule | EntryRule | UnitRule | WorkspaceRule;

interface RuleBase {
  /** Kebab-case, names what is found, never changes. */
  readonly code: string;
  readonly effect: Effect;
  /** Overrides the severity that belongs to the effect. */
  readonly severity?: Severity;
  /** The types of unit it looks at; all where it is missing. */
  readonly types?: readonly UnitType[];
}

export interface LineRule extends RuleBase {
  readonly scope: 'line';
  readonly per?: 'file';
  /** What it finds takes the place of problems of values, which its findings name, or of all else that is found about the same stretch. */
  readonly supersedes?: 'problems' | 'stretch';
  check(file: FileView): Iterable<Finding>;
}

/**
 * It is asked about each assignment. Whether it finds something there follows from the assignment alone, or else `concerns` says whether it
 * may, so that a line in which nothing is to be found is not looked at again before it changes.
 */
export interface EntryRule extends RuleBase {
  readonly scope: 'line';
  readonly per: 'entry';
  /** systemd's function that reads the values it looks at; all values where it is missing. */
  readonly parser?: string;
  readonly supersedes?: LineRule['supersedes'];
  /** Whether the rule may find something in an assignment, depending on the rest of the file. */
  concerns?(entry: Entry): boolean;
  check(entry: Entry, view: FileView): Iterable<EntryFinding>;
}

/** What rules have in common that look at a whole unit. */
interface WholeUnitRule extends RuleBase {
  /** Directives without which it finds nothing: it is asked about units only that assign one of them, which for most rules are few. */
  readonly needs?: readonly string[];
}

export interface UnitRule extends WholeUnitRule {
  readonly scope: 'unit';
  /** It takes all files of the unit to find them, but they are about single lines, for which systemd names the line. */
  readonly findsLines?: true;
  check(unit: EffectiveUnit, settings: Settings): Iterable<Finding>;
}

export interface WorkspaceRule extends WholeUnitRule {
  readonly scope: 'workspace';
  /** What it finds is true of a unit that systemd refuses as well: of the others it only asks which there are. */
  readonly ofRefused?: true;
  check(unit: EffectiveUnit, snapshot: Snapshot, others: Others): Iterable<Finding>;
}

/** One file with its lines judged. */
export interface FileView {
  readonly file: UnitFile;
  readonly analysis: Analysis;
  readonly settings: Settings;
  /** Of what rules find out about the file once for all of its lines. */
  readonly memory: Memory;
}

/** What a rule found. What is left out comes from the rule. */
export interface Finding {
  readonly file: UnitFile;
  readonly range: Range;
  readonly message: Message;
  readonly effect?: Effect;
  /** Overrides the rule's scope, for example if systemd reports it without a line number. */
  readonly scope?: Scope;
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** What a rule found in one assignment. */
export interface EntryFinding extends Finding {
  /** Problems of the assignment's value for which it stands. Another line that says the same keeps its own. */
  readonly replaces?: readonly ValueProblem[];
}

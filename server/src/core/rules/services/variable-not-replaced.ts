import type { Effect, Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryFinding, EntryRule, FileView } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { firstIndex } from '../../text/first-index.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { type VariableReference, writtenVariables } from '../../values/commands/variable-words.ts';
import type { ValueProblem, ValueProblemCode } from '../../values/grammar.ts';
import { readValue } from '../../values/read-value.ts';
import { grammarFor } from '../../values/registry.ts';
import { extractWords, offsetInValue } from '../../values/words/words.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { key } from '../../workspace/memory.ts';
import { assignedIn } from '../../workspace/unit-environment.ts';
import { isLikeVariable } from './variable-within-word.ts';

/** Variables are replaced in the arguments of commands alone; everywhere else a `$` is a character like any other. */
export const rule: EntryRule = {
  code: 'variable-not-replaced',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  supersedes: 'problems',
  concerns: ({ directive, node }) => node.value.includes('$') && !NOT_LOOKED_AT.has(directive.parser),
  *check(entry, view) {
    const set = setUpTo(entry, view);
    const found = entry.directive.parser === 'config_parse_environ' ? inAssignments(entry, set) : inValue(entry);
    if (found.length > 0) yield finding(entry, found, set);
  },
};

/** The variables that a file sets up to an assignment and in it. The assignments are asked about in order. */
function setUpTo(entry: Entry, { analysis: { entries }, memory }: FileView): ReadonlyMap<string, string> {
  const progress = memory.remember(PROGRESS, () => ({ set: new Map<string, string>(), read: 0 }));
  while (progress.read < entries.length) {
    const next = entries[progress.read]!;
    if (next.node.range.from > entry.node.range.from) break;
    progress.read++;
    if (next.directive.parser !== 'config_parse_environ') continue;
    for (const [name, value] of assignedIn(next)) progress.set.set(name, value);
  }
  return progress.set;
}

const PROGRESS = key<{ readonly set: Map<string, string>; read: number }>('variables set so far');

/** Commands; what `systemctl enable` alone reads; texts that are handed on; and names of variables, where the grammar says it. */
const NOT_LOOKED_AT: ReadonlySet<string> = new Set([
  'config_parse_exec',
  'NULL',
  'config_parse_set_credential',
  'config_parse_exec_input_text',
  'config_parse_log_filter_patterns',
  'config_parse_pass_environ',
  'config_parse_unset_environ',
]);

/** In texts a `$` behind a letter or digit is most likely one of a password or a pattern, and so is a name in small letters. */
function inValue({ node }: Entry, set?: ReadonlyMap<string, string>): readonly VariableReference[] {
  const { value } = node;
  return writtenVariables(value).filter(
    ({ name, from }) =>
      !/[\w$\\]/.test(value[from - 1] ?? '') && (value[from + 1] === '{' || isLikeVariable(name) || set?.has(name)),
  );
}

/** The same in the values of assignments. A "$" in a name is a matter of the grammar. */
function inAssignments(entry: Entry, set: ReadonlyMap<string, string>): readonly VariableReference[] {
  const { words } = extractWords(entry.node.value, { unquote: true, cunescape: true });
  return inValue(entry, set).filter(({ from }) => {
    const word = words[firstIndex(words.length, (index) => words[index]!.to > from)];
    const equals = word?.text.indexOf('=') ?? -1;
    return word !== undefined && equals >= 0 && offsetInValue(word, equals) < from;
  });
}

function finding(entry: Entry, found: readonly VariableReference[], set: ReadonlyMap<string, string>): EntryFinding {
  const { node, file, parsed } = entry;
  const [first] = found;
  const { from, to } = first!;
  const replaces = parsed.problems.filter((problem) => isCaused(problem, first!));
  const effect = STRENGTH.find((one) => replaces.some((problem) => problem.effect === one));
  const written = node.value.slice(from, to);
  return {
    file,
    range: valueSource(node, from, to),
    ...(effect && { effect }),
    message: sentences(
      say`"${written}" stays as it is: variables are replaced in the arguments of commands only.`,
      effect && consequence(effect, entry),
      remedy(entry),
    ),
    fixes: fixes(entry, found, set),
    replaces,
  };
}

/** Whether systemd could not read a value, or a word of it, because of a variable in it. */
function isCaused({ code, from, to }: ValueProblem, reference: VariableReference): boolean {
  return !OTHER_CAUSES.has(code) && (from === to || (from < reference.to && to > reference.from));
}

const OTHER_CAUSES: ReadonlySet<ValueProblemCode> = new Set([
  'bad-quoting',
  'bad-specifier',
  'bad-environment',
  'bad-encoding',
]);

const STRENGTH: readonly Effect[] = ['refuse', 'ignore', 'fail', 'note'];

function consequence(effect: Effect, { parsed, file }: Entry): Message | undefined {
  if (effect === 'ignore') {
    return parsed.outcome === 'dropped'
      ? say`systemd ignores the line.`
      : say`systemd ignores this part and keeps the rest.`;
  }
  if (effect !== 'refuse') return undefined;
  return file.kind.kind === 'drop-in'
    ? say`systemd drops this line and the rest of this drop-in.`
    : say`systemd refuses the whole unit because of it.`;
}

function remedy({ at }: Entry): Message {
  return at.manager === 'user'
    ? say`Write the value out, or use a specifier such as %h for the home directory.`
    : say`Write the value out, or use a specifier such as %i.`;
}

/** Puts values in where all of them are known: those that the file sets before, and for a user manager what specifiers stand for. */
function fixes(entry: Entry, found: readonly VariableReference[], set: ReadonlyMap<string, string>): Fix[] {
  const { node, at, file, parsed } = entry;
  const values = found.map(({ name }) => {
    const value = set.get(name);
    if (value !== undefined) return /^[\w/.:,@+=-]+$/.test(value) ? value : undefined;
    return at.manager === 'user' ? SPECIFIERS.get(name) : undefined;
  });
  if (values.some((value) => value === undefined)) return [];
  let text = '';
  let end = 0;
  for (const [index, { from, to }] of found.entries()) {
    text += node.value.slice(end, from) + values[index]!;
    end = to;
  }
  text += node.value.slice(end);
  const grammar = grammarFor(entry.directive.parser);
  if (!grammar) return [];
  const after = readValue(grammar, text, at);
  const expands = !text.includes('%') || after.tokens.some(({ kind }) => kind === 'specifier');
  if (!expands || after.problems.length > parsed.problems.length) return [];
  const edits = found.map(({ from, to }, index) => ({ range: valueSource(node, from, to), newText: values[index]! }));
  const title = values.length === 1 ? say`Write ${values[0]!}` : say`Write the values of the variables`;
  return [editFix(title, 'safe', file, ...edits)];
}

/** What specifiers stand for in a user manager. */
const SPECIFIERS: ReadonlyMap<string, string> = new Map([
  ['HOME', '%h'],
  ['USER', '%u'],
  ['LOGNAME', '%u'],
  ['UID', '%U'],
  ['XDG_RUNTIME_DIR', '%t'],
  ['XDG_CONFIG_HOME', '%E'],
  ['XDG_CACHE_HOME', '%C'],
]);

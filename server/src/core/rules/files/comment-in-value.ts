import type { Effect, Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryFinding, EntryRule } from '../../findings/rule.ts';
import { type CommentStretch, commentStretches } from '../../syntax/comment-stretches.ts';
import { sourceOffset } from '../../syntax/logical.ts';
import { type Assignment, valueSource } from '../../syntax/tree.ts';
import type { TextEdit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/eol.ts';
import { firstIndex } from '../../text/first-index.ts';
import { enumerated, type Message, say, sentences } from '../../text/message.ts';
import type { Parsed, ValueProblem } from '../../values/grammar.ts';
import { readValue } from '../../values/read-value.ts';
import { grammarFor } from '../../values/registry.ts';
import { shown } from '../../values/scalar.ts';
import type { Entry } from '../../workspace/analyse.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
import { looksLikeComment } from './comment-likeness.ts';

/** A line is a comment only if its first character says so (src/shared/conf-parser.c, config_parse); behind a value there is none. */
export const rule: EntryRule = {
  code: 'comment-in-value',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  supersedes: 'stretch',
  *check(entry) {
    const stretches = commentStretches(entry.node);
    if (stretches.length > 0) yield* findings(entry.file, entry, stretches);
  },
};

function* findings(file: UnitFile, entry: Entry, stretches: readonly CommentStretch[]): Iterable<EntryFinding> {
  const head = withoutComments(entry, stretches);
  const shared = new Set(head?.problems.map(identity));
  const own = causedProblems(entry.parsed.problems, stretches, shared);
  for (const [index, stretch] of stretches.entries()) {
    const problems = own.get(index) ?? [];
    const isNew = head !== undefined && problems.some((problem) => !shared.has(identity(problem)));
    if (!(isNew && isRejected(entry, stretch, head)) && !looksLikeComment(stretch, entry)) continue;
    const effect = strongest(problems);
    const isAll = stretch.from === 0 && stretch.to === entry.node.value.length;
    yield {
      file,
      range: valueSource(entry.node, stretch.from, stretch.to),
      ...(effect && { effect }),
      ...(effect === 'note' && { severity: 'warning' }),
      message: sentences(
        say`A comment needs its own line.`,
        consequence(effect ?? 'advice', entry, stretch, head),
        isAll ? say`Put the "#" at the beginning of the line.` : say`Move it to the line above.`,
      ),
      replaces: problems,
      fixes: [isAll ? commentOut(file, entry.node) : moveAbove(file, entry.node, stretch)],
    };
  }
}

/** The problems that touch a stretch, by its index; the first stretch has those as well that would not be there without the stretches. */
function causedProblems(
  problems: readonly ValueProblem[],
  stretches: readonly CommentStretch[],
  shared: ReadonlySet<string>,
): ReadonlyMap<number, readonly ValueProblem[]> {
  const own = new Map<number, ValueProblem[]>();
  for (const problem of problems) {
    const { from, to } = problem;
    const next = firstIndex(stretches.length, (index) => stretches[index]!.to > from);
    const touches = next < stretches.length && stretches[next]!.from < to;
    if (!touches && from < to && shared.has(identity(problem))) continue;
    const index = touches ? next : 0;
    const others = own.get(index);
    if (others) others.push(problem);
    else own.set(index, [problem]);
  }
  return own;
}

function identity({ code, from, to }: ValueProblem): string {
  return `${code} ${from} ${to}`;
}

/** What the value comes to without them, in the same offsets. */
function withoutComments({ node, directive, at }: Entry, stretches: readonly CommentStretch[]): Parsed | undefined {
  const grammar = grammarFor(directive.parser);
  const kept: string[] = [];
  let from = 0;
  for (const stretch of stretches) {
    kept.push(node.value.slice(from, stretch.from), ' '.repeat(stretch.to - stretch.from));
    from = stretch.to;
  }
  kept.push(node.value.slice(from));
  return grammar && readValue(grammar, kept.join('').trimEnd(), at);
}

/** Whether a stretch that systemd complains about was meant as a comment. In a command a word is what it is, with a bad specifier in it too. */
function isRejected({ parsed, directive }: Entry, { sign, text }: CommentStretch, head: Parsed): boolean {
  if (directive.parser === 'config_parse_exec') return sign === '#' && /\s/.test(text);
  // Separators of other formats have names behind them that are taken.
  return sign === '#' || parsed.items.length <= head.items.length;
}

function strongest(problems: readonly ValueProblem[]): Effect | undefined {
  return STRENGTH.find((effect) => problems.some((problem) => problem.effect === effect));
}

const STRENGTH: readonly Effect[] = ['refuse', 'ignore', 'fail', 'note'];

/** What systemd makes of a comment, as a sentence. */
function consequence(effect: Effect, entry: Entry, stretch: CommentStretch, head: Parsed | undefined): Message {
  const { node, parsed, directive, file } = entry;
  const written = shown(node.value.slice(stretch.from, stretch.to));
  const taken = parsed.items.slice(head?.items.length ?? 0);
  switch (effect) {
    case 'refuse':
      return file.kind.kind === 'drop-in'
        ? say`systemd drops this line and the rest of this drop-in, as "${written}" is part of the value.`
        : say`systemd refuses the whole unit, as "${written}" is part of the value.`;
    case 'ignore':
      if (parsed.outcome === 'dropped') return say`systemd ignores the line, as "${written}" is part of the value.`;
      return taken.length > 0
        ? say`systemd ignores "${written}", but takes ${enumerated(taken.map(shown))} from it.`
        : say`systemd ignores "${written}", which it reads as part of the value.`;
    default:
      break;
  }
  switch (directive.parser) {
    case 'config_parse_exec':
      return stretch.from === 0
        ? say`systemd looks for a program of the name "${shown(/^\S+/.exec(node.value)?.[0] ?? '')}".`
        : say`systemd passes "${written}" to the program as arguments.`;
    case 'config_parse_exec_directories':
      return say`systemd makes a directory of each word of "${written}".`;
    case 'NULL':
      return say`systemctl enable takes "${written}" for names of units and fails.`;
    default:
      return say`systemd reads "${written}" as part of the value.`;
  }
}

/** Puts the comment above the assignment, as a comment line in the middle of a continued one is easily missed. */
function moveAbove(file: UnitFile, node: Assignment, { from, to, sign, text }: CommentStretch): Fix {
  const { value } = node;
  let start = from;
  while (start > 0 && ' \t'.includes(value[start - 1]!)) start--;
  const { range } = node;
  const source = valueSource(node, from, to);
  // The blank before a comment that begins a line of the file is the backslash of the line before.
  const cut = {
    from: Math.max(sourceOffset(node.line, node.valueAt + start), lineStart(file.text, source.from)),
    to: source.to,
  };
  const comment = sign === '//' ? `# ${text}` : value.slice(from, to);
  return editFix(
    say`Move the comment to its own line`,
    'safe',
    file,
    { range: { from: range.from, to: range.from }, newText: `${comment}${lineEndOf(file.text)}` },
    { range: cut, newText: '' },
  );
}

/** All lines of an assignment, in systemd's eyes as if they were not there. */
function commentOut(file: UnitFile, node: Assignment): Fix {
  const starts = new Set(node.line.pieces.map(({ source }) => lineStart(file.text, source)));
  const edits = [...starts].map((at): TextEdit => ({ range: { from: at, to: at }, newText: '#' }));
  return editFix(say`Make the line a comment`, 'unsafe', file, ...edits);
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !'\n\r'.includes(text[start - 1]!)) start--;
  return start;
}

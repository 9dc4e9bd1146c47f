import { diffArrays } from 'diff';
import { listed, statements, type Translate } from '../l10n.ts';
import { explainHost } from './explain-host.ts';
import type { Order } from './order.ts';
import type { ChangedFile, HostResult, LeftFile } from './results.ts';
import { stepText } from './steps.ts';

/**
 * The results of a run as Markdown: one table with a line for each machine, then what to do about what failed, then, of a
 * check, what would change. Machines for which it is the same are named together.
 */
export function reportText(order: Order, results: readonly HostResult[], check: boolean, t: Translate): string {
  const title = check
    ? t('Changes that deploying {0} would make', order.unit)
    : t('Deploying {0}: results', order.unit);
  const sections = [
    `# ${prose(title)}`,
    table([
      [t('Machine'), t('Result'), t('Files changed'), t('Steps done'), t('Why')],
      ...results.map((result) => row(order, result, check, t)),
    ]),
    ...remedies(order, results, t),
    ...leftBehind(results, t),
    ...differences(results, check, t),
    ...said(results, t),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The result of a run in one sentence. */
export function summaryText(results: readonly HostResult[], check: boolean, t: Translate): string {
  const count = (...outcomes: HostResult['outcome'][]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [changed, unchanged, putBack] = [count('changed'), count('unchanged'), count('put-back', 'cancelled')];
  const [failed, leftOut, unreachable] = [count('failed', 'lost'), count('left-out'), count('unreachable')];
  const parts = [
    [changed, check ? t('{0} would change', changed) : t('{0} changed', changed)] as const,
    [unchanged, t('{0} as expected', unchanged)] as const,
    [putBack, check ? t('{0} would fail', putBack) : t('{0} put back', putBack)] as const,
    [failed, check ? t('{0} could not be checked', failed) : t('{0} failed partway', failed)] as const,
    [leftOut, t('{0} left out', leftOut)] as const,
    [unreachable, t('{0} not reached', unreachable)] as const,
  ];
  return statements(
    parts.filter(([number]) => number > 0).map(([, text]) => text),
    t,
  );
}

function row(order: Order, result: HostResult, check: boolean, t: Translate): string[] {
  const { host, changed, steps, failure } = result;
  const why = explainHost(result, order, t)?.cause ?? '';
  const step = failure === undefined || result.outcome === 'unreachable' ? '' : stepText(failure.step, t);
  const failed = why !== '' && step !== '' ? t('{0}: {1}', step, why) : why;
  return [host, outcomeText(result, check, t), String(changed.length), String(steps), failed];
}

function outcomeText({ outcome }: HostResult, check: boolean, t: Translate): string {
  switch (outcome) {
    case 'changed':
      return check ? t('would change') : `✓ ${t('deployed')}`;
    case 'unchanged':
      return `✓ ${t('as expected')}`;
    case 'put-back':
      return check ? `✗ ${t('would fail')}` : `✗ ${t('failed, everything was put back')}`;
    case 'cancelled':
      return `✗ ${t('cancelled, everything was put back')}`;
    case 'failed':
      return check ? `✗ ${t('would fail')}` : `✗ ${t('failed, and not everything could be put back')}`;
    case 'left-out':
      return `✗ ${t('left out, as the check failed')}`;
    case 'unreachable':
      return `✗ ${t('not reached')}`;
    case 'lost':
      return `✗ ${t('lost partway, and not put back')}`;
  }
}

/** The unwanted files that are, or may be, left there, each with its old version. */
function leftBehind(results: readonly HostResult[], t: Translate): string[] {
  const some = results.filter(({ left }) => left.length > 0);
  if (some.length === 0) return [];
  return [
    `## ${t('What remains there')}`,
    ...some.flatMap(({ host, left }) => [
      `### ${prose(host)}`,
      left.map((file) => `- ${prose(leftText(file, t))}`).join('\n'),
    ]),
  ];
}

function leftText({ kind, path, kept }: LeftFile, t: Translate): string {
  if (kind === 'earlier') {
    return t('{0} is from before an earlier deployment that was cut off. Delete it if you do not need it.', path);
  }
  if (kept === undefined) return t('{0} may exist now; it did not before.', path);
  switch (kind) {
    case 'replaced':
      return t('{0} may be the new file; the old one is {1}.', path, kept);
    case 'copy':
      return t('{1} may be there, a copy of the old {0}; it can be deleted.', path, kept);
  }
}

/** What to do, once for all machines with the same trouble. */
function remedies(order: Order, results: readonly HostResult[], t: Translate): string[] {
  const hostsByNext = new Map<string, string[]>();
  for (const result of results) {
    const next = explainHost(result, order, t)?.next;
    if (next !== undefined) hostsByNext.set(next, [...(hostsByNext.get(next) ?? []), result.host]);
  }
  if (hostsByNext.size === 0) return [];
  const items = [...hostsByNext].map(
    ([next, hosts]) => `- ${t('{0}: {1}', `**${prose(listed(hosts, t))}**`, prose(next))}`,
  );
  return [`## ${t('What to do')}`, items.join('\n')];
}

function differences(results: readonly HostResult[], check: boolean, t: Translate): string[] {
  const hostsByChange = new Map<string, { hosts: string[]; changed: readonly ChangedFile[] }>();
  for (const { host, changed } of results) {
    if (changed.length === 0) continue;
    const known = hostsByChange.get(JSON.stringify(changed));
    if (known === undefined) hostsByChange.set(JSON.stringify(changed), { hosts: [host], changed });
    else known.hosts.push(host);
  }
  if (!check || hostsByChange.size === 0) return [];
  return [...hostsByChange.values()].flatMap(({ hosts, changed }) => [
    `## ${t('On {0}', prose(listed(hosts, t)))}`,
    ...changed.flatMap(({ path, diff }) => [
      `### ${prose(path)}`,
      ...diff
        .filter(({ before, after }) => before !== after)
        .map(({ before, after }) => fenced(difference(before, after), 'diff')),
    ]),
  ]);
}

/** The lines of two texts: ` ` before those of both, `-` before those of the old one, `+` before those of the new one. */
function difference(before: string, after: string): string[] {
  const changes = diffArrays(linesOf(before), linesOf(after), { maxEditLength: MOST_EDITS });
  // Texts with little in common are not compared line by line: the work grows with the number of edits.
  if (!changes) return [...marked('-', linesOf(before)), ...marked('+', linesOf(after))];
  return changes.flatMap(({ value, added, removed }) => marked(added ? '+' : removed ? '-' : ' ', value));
}

const MOST_EDITS = 2000;

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => `${mark}${line}`);
}

/** The messages verbatim. */
function said(results: readonly HostResult[], t: Translate): string[] {
  const failed = results.filter(({ failure, outcome }) => failure !== undefined && outcome !== 'cancelled');
  if (failed.length === 0) return [];
  return [
    `## ${t('Output')}`,
    ...failed.flatMap(({ host, failure }) => [
      `### ${prose(host)}`,
      fenced([...(failure?.said ?? []), ...(failure?.journal ?? [])], 'text'),
    ]),
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  const rule = `| ${(rows[0] ?? []).map(() => '---').join(' | ')} |`;
  return [head, rule, ...body].join('\n');
}

function cell(text: string): string {
  return prose(text).replaceAll('\n', ' ');
}

/** Escapes text for Markdown: names of machines and messages of systemd may hold anything. */
function prose(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&').replaceAll('\t', ' ');
}

/** A block of code, whatever backticks are in it. */
function fenced(lines: readonly string[], language: string): string {
  let longest = 0;
  for (const [run] of lines.join('\n').matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

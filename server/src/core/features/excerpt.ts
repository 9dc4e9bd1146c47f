import { append } from '../text/append.ts';
import { layout, type Message } from '../text/message.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** The beginning of what a file says, as a block of Markdown: without comments, blank lines and [Install]; undefined for an empty file. */
export function excerpt(file: UnitFile): Message | undefined {
  const lines: string[] = [];
  for (const { header, name, nodes } of file.tree.sections) {
    const said = nodes.flatMap((node) => (node.kind === 'assignment' ? [`${node.key}=${node.value}`] : []));
    if (!header || name === 'Install' || said.length === 0) continue;
    lines.push(`[${name}]`);
    append(lines, said);
    if (lines.length > MOST_LINES) break;
  }
  if (lines.length === 0) return undefined;
  const shown = lines.slice(0, MOST_LINES).map(cut);
  const text = [...shown, ...(lines.length > MOST_LINES ? ['…'] : [])].join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return layout('', [`${fence}systemd-unit\n${text}\n${fence}`]);
}

const MOST_LINES = 12;
const LONGEST_LINE = 100;

function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

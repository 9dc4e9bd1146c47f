import { type Gaps, HARDENING, OVERRIDE, SKELETONS, type Skeleton } from '../new-units/skeletons.ts';
import { type Argument, english, layout, type Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { escapeSnippet } from '../text/snippet.ts';
import { unescapePath } from '../workspace/path-names.ts';
import { managerOf } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { type Completion, sortText } from './completion-entry.ts';

/** Whole units to begin with, for a file that has no section yet: those of its type, and all where that is still open. */
export function skeletonCompletions(snapshot: Snapshot, file: UnitFile, range: Range): readonly Completion[] {
  const { kind } = file;
  if (file.tree.sections.some(({ header }) => header)) return [];
  if (kind.kind === 'drop-in') return kind.type === 'service' ? [entry(snapshot, file, range, OVERRIDE)] : [];
  return SKELETONS.filter(({ type }) => kind.untitled || type === kind.type).map((one) =>
    entry(snapshot, file, range, one),
  );
}

/** Lines to harden a service with, unless it has one of them. */
export function hardeningCompletions(
  snapshot: Snapshot,
  file: UnitFile,
  section: string,
  range: Range,
): readonly Completion[] {
  if (section !== 'Service' || file.kind.type !== 'service') return [];
  if (/^(?:NoNewPrivileges|PrivateTmp|Protect\w+|ReadWritePaths)\s*=/m.test(file.text)) return [];
  return [entry(snapshot, file, range, HARDENING)];
}

function entry(snapshot: Snapshot, file: UnitFile, range: Range, skeleton: Skeleton): Completion {
  const text = layout('', [skeleton.text(gapsOf(snapshot, file, SNIPPET)), '$0']);
  return {
    label: skeleton.name,
    kind: 'skeleton',
    range,
    insert: english(text),
    words: text,
    snippet: true,
    detail: skeleton.detail,
    documentation: layout('', ['```systemd\n', skeleton.text(gapsOf(snapshot, file, PLAIN)), '```']),
    sort: sortText(800 + SKELETONS.indexOf(skeleton), skeleton.name),
    more: false,
  };
}

function gapsOf({ settings }: Snapshot, { kind, path }: UnitFile, { gap, text }: Way): Gaps {
  const prefix = kind.kind === 'fragment' ? kind.name?.prefix : undefined;
  const where = prefix === undefined ? undefined : unescapePath(prefix);
  return {
    gap: (at, ...words) => gap(at, words),
    name: prefix === undefined ? gap(9, ['NAME']) : layout('', [text(prefix)]),
    called: text(prefix ?? 'NAME'),
    path: where === undefined || UNWRITABLE.test(where) ? undefined : text(where.replaceAll('%', '%%')),
    manager: managerOf(path, settings),
  };
}

/** What the value of Where= cannot have in it as it is: the line would end there, or go on, or lose its last blanks. */
const UNWRITABLE = /[\x00-\x1f\x7f]|[\\\s]$/;

/** How gaps, and text that is the unit's own, are written. */
interface Way {
  gap(at: number, words: readonly [Argument, ...string[]]): Message;
  text(text: string): string;
}

/** What is said in the person's language has none of the characters that a snippet is made of. */
const SNIPPET: Way = {
  gap: (at, [first, ...others]) =>
    others.length > 0
      ? layout('', [`\${${at}|`, [first, ...others].map(english).join(','), '|}'])
      : layout('', [`\${${at}:`, typeof first === 'string' ? escapeSnippet(first) : first, '}']),
  text: escapeSnippet,
};

const PLAIN: Way = { gap: (_at, [first]) => layout('', [first]), text: (text) => text };

import type { Range } from '../text/range.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A line of actions above a section. What an action does is the client's affair; this only names it. */
export interface Lens {
  readonly range: Range;
  readonly action: 'activate' | 'deploy' | 'request' | 'stop' | 'journal' | 'effectiveUnit';
}

/** The actions over a unit's own section: for a socket all that the tutorial needs, for other units what makes sense for them. */
export function lenses(file: UnitFile): readonly Lens[] {
  const { kind } = file;
  const own = file.tree.sections.find((section) => section.header && section.name.toLowerCase() === kind.type)?.header;
  // A drop-in is no unit to start, and a document that was never saved cannot be put anywhere.
  if (!own || kind.kind === 'drop-in' || kind.untitled) return [];
  return ACTIONS[kind.type === 'socket' ? 'socket' : 'other'].map((action) => ({ range: own.nameRange, action }));
}

const ACTIONS: Readonly<Record<'socket' | 'other', readonly Lens['action'][]>> = {
  socket: ['activate', 'request', 'deploy', 'stop', 'journal'],
  other: ['deploy', 'journal', 'effectiveUnit'],
};

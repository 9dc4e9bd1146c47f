import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** One of the actions above a section. The client runs it; this only names it. */
export interface Lens {
  readonly range: Range;
  readonly action: LensAction;
  readonly title: Message;
}

export type LensAction = keyof typeof TITLES | 'showDropIns' | 'showSecurity';

/**
 * The actions over a unit's own section: for a socket all steps of activation, for other units a few; and the drop-ins that change the
 * unit, if there are any.
 */
export function lenses(snapshot: Snapshot, file: UnitFile): readonly Lens[] {
  const { kind } = file;
  const own = file.tree.sections.find((section) => section.header && section.name.toLowerCase() === kind.type)?.header;
  // A drop-in is no unit to start, and a document that was never saved cannot be put anywhere.
  if (!own || kind.kind === 'drop-in' || kind.untitled) return [];
  const range = own.nameRange;
  const actions = (kind.type === 'socket' ? OF_SOCKETS : OF_OTHERS).map((action) => {
    return { range, action, title: TITLES[action] };
  });
  const count = unitOf(snapshot, file)?.dropIns.length ?? 0;
  if (count === 0) return actions;
  const title = count === 1 ? say`1 drop-in` : say`${count} drop-ins`;
  return [...actions, { range, action: 'showDropIns', title }];
}

const TITLES = {
  activateSocket: say`Activate Socket`,
  deployUnit: say`Deploy Unit`,
  sendTestRequest: say`Send Test Request`,
  showEffectiveUnit: say`Effective Unit`,
  showJournal: say`Journal`,
  stopSocket: say`Stop`,
} as const;

const OF_SOCKETS: readonly (keyof typeof TITLES)[] = [
  'activateSocket',
  'sendTestRequest',
  'deployUnit',
  'stopSocket',
  'showJournal',
];
const OF_OTHERS: readonly (keyof typeof TITLES)[] = ['deployUnit', 'showJournal', 'showEffectiveUnit'];

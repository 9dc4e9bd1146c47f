import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { references } from './references.ts';

/** One of the actions above a section. The client runs it; this only names it. */
export interface Lens {
  readonly range: Range;
  readonly action: LensAction;
  readonly title: Message;
}

/**
 * The actions over a unit's own section: for a socket all steps of activation, for other units a few; how many
 * drop-ins change the unit, and how often it is named.
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
  return [...actions, ...dropIns(snapshot, file, range), ...namedBy(snapshot, file, range)];
}

function dropIns(snapshot: Snapshot, file: UnitFile, range: Range): readonly Lens[] {
  const count = unitOf(snapshot, file)?.dropIns.length ?? 0;
  if (count === 0) return [];
  return [{ range, action: 'showDropIns', title: count === 1 ? say`1 drop-in` : say`${count} drop-ins` }];
}

/** Files that name a unit are read one after the other until there are so many places that the number says no more. */
function namedBy(snapshot: Snapshot, file: UnitFile, range: Range): readonly Lens[] {
  const count = references(snapshot, file, range.from, MOST_COUNTED).length;
  if (count === 0) return [];
  const title =
    count >= MOST_COUNTED
      ? say`${MOST_COUNTED}+ references`
      : count === 1
        ? say`1 reference`
        : say`${count} references`;
  return [{ range, action: 'showReferences', title }];
}

const MOST_COUNTED = 100;

export type LensAction = keyof typeof TITLES | 'showDropIns' | 'showReferences' | 'showSecurity';

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

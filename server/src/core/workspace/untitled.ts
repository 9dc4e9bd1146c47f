import { ownSection, UNIT_TYPES, type UnitType } from '../catalogue/unit-type.ts';
import type { FragmentPath } from './unit-path.ts';

/**
 * What a document that has no file yet is most likely to become, told from its sections: `[Socket]` makes it a socket, and without
 * such a section it counts as a service. Undefined for every other path.
 */
export function classifyUntitled(path: string, text: string): FragmentPath | undefined {
  if (!path.startsWith(UNTITLED)) return undefined;
  return { kind: 'fragment', type: typeBySections(text) ?? 'service', name: undefined, untitled: true };
}

/** The type whose own section comes first in a text. */
export function typeBySections(text: string): UnitType | undefined {
  for (const [, name] of text.matchAll(/^[ \t]*\[([A-Za-z]+)\]/gm)) {
    const type = UNIT_TYPES.find((one) => ownSection(one) === name);
    if (type) return type;
  }
  return undefined;
}

/** How the paths of such documents begin, which have no place on the disk. */
const UNTITLED = '/untitled:/';

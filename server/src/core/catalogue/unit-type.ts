/** The unit types that systemd knows, by file name suffix (src/basic/unit-def.c). */
export const UNIT_TYPES = [
  'service',
  'socket',
  'target',
  'device',
  'mount',
  'automount',
  'swap',
  'timer',
  'path',
  'slice',
  'scope',
] as const;

export type UnitType = (typeof UNIT_TYPES)[number];

/** The types of unit that run commands, with the settings of systemd.exec (those with an ExecContext in src/core/unit.c). */
export const EXEC_TYPES: readonly UnitType[] = ['service', 'socket', 'mount', 'swap'];

/** The section that belongs to the type alone: `[Socket]` for socket. */
export function ownSection(type: UnitType): string {
  return type[0]!.toUpperCase() + type.slice(1);
}

/** The sections that systemd accepts in a unit of the type, in the order they are usually written. */
export function sectionsOf(type: UnitType): readonly string[] {
  return ['Unit', ownSection(type), 'Install'];
}

/** The unit type of a name: the one string for all files, so that none of them keeps a piece of its path for it. */
export function unitTypeOf(text: string): UnitType | undefined {
  return BY_NAME.get(text);
}

const BY_NAME: ReadonlyMap<string, UnitType> = new Map(UNIT_TYPES.map((type) => [type, type]));

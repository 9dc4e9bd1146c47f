import type { Directive } from '../catalogue/catalogue.ts';
import type { ValueContext } from '../values/grammar.ts';
import { managerOf, type Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';

/** What a grammar is told about a directive's value in a file. */
export function contextFor(file: UnitFile, settings: Settings): (directive: Directive) => ValueContext {
  const { version, architecture } = settings;
  const manager = managerOf(file.path, settings);
  const { type: unitType, name: unit } = file.kind;
  const common = { version, manager, unitType, unit, ...(architecture !== undefined && { architecture }) };
  return ({ section, key, ltype, parser }) => ({ ...common, section, key, ltype, parser });
}

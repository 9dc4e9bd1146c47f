import type { Directive } from '../catalogue/catalogue.ts';
import type { ValueContext } from '../values/grammar.ts';
import { managerOf, type Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';

/** What a grammar is told about a directive's value in a file. */
export function contextFor(file: UnitFile, settings: Settings, directive: Directive): ValueContext {
  const { section, key, ltype, parser } = directive;
  return {
    version: settings.version,
    manager: managerOf(file.path, settings),
    unitType: file.kind.type,
    unit: file.kind.name,
    section,
    key,
    ltype,
    parser,
  };
}

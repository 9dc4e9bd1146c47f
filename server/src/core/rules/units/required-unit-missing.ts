import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseUnitName, type UnitName } from '../../values/unit-name.ts';
import { isPackaged } from '../../values/units/packaged-units.ts';
import { specialUnit } from '../../values/units/special-units.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { assignmentsReadBy } from '../../workspace/effective-unit.ts';
import { isInLoadPath } from '../../workspace/load-path.ts';
import { isOfDistribution } from '../../workspace/neighbours.ts';
import { likelyMeant, namedIn } from './named-units.ts';

/** A unit that is required and cannot be loaded fails the start (src/core/transaction.c, transaction_add_job_and_dependencies). */
export const rule: WorkspaceRule = {
  code: 'required-unit-missing',
  effect: 'advice',
  scope: 'workspace',
  *check(unit, snapshot, others) {
    for (const entry of assignmentsReadBy(unit, 'config_parse_unit_deps')) {
      if (!REQUIREMENTS.has(entry.directive.key)) continue;
      const { file } = entry;
      // What packages require of each other is for these to have installed.
      if (isOfDistribution(file.path)) continue;
      const isInstalled = isInLoadPath(snapshot, file.path);
      for (const { text, range } of namedIn(entry)) {
        const name = parseUnitName(text);
        if (!name || !isAnyonesOwn(name, unit.manager, isInstalled) || !others.isMissing(text, file.path)) continue;
        yield {
          file,
          range,
          ...(isInstalled && { severity: 'warning' }),
          message: isInstalled
            ? say`No unit ${text} on this machine. systemd refuses to start a unit that requires it. Create it, or write Wants= if this unit works without it.`
            : say`No unit ${text} here. systemd refuses to start a unit that requires it where it is missing. Create it, write Wants= if this unit works without it, or see to it that it is installed.`,
          fixes: onlyWanted(entry),
        };
      }
    }
  },
};

/** Wants= in place of a line that requires this unit alone. */
function onlyWanted(entry: Entry): readonly Fix[] {
  const { file, node, parsed } = entry;
  if (parsed.items.length !== 1) return [];
  return [editFix(say`Write Wants= instead`, 'unsafe', file, { range: node.keyRange, newText: 'Wants' })];
}

const REQUIREMENTS: ReadonlySet<string> = new Set(['Requires', 'BindsTo', 'BindTo', 'Requisite']);

/**
 * Whether nobody but the author brings a unit: mounts and devices come from elsewhere, and so do, for a machine that is not known, the
 * units of packages.
 */
function isAnyonesOwn(name: UnitName, manager: 'system' | 'user', isInstalled: boolean): boolean {
  if (!TYPES.has(name.type) || name.full.includes('%') || specialUnit(name.full, manager)) return false;
  return isInstalled || !(isPackaged(name.prefix) || likelyMeant(name, manager));
}

const TYPES: ReadonlySet<string> = new Set(['service', 'socket', 'timer', 'path', 'target']);

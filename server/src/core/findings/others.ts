import { type EffectiveUnit, loadUnit } from '../workspace/effective-unit.ts';
import { findPath } from '../workspace/load-path.ts';
import { presenceOf } from '../workspace/presence.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { socketsOf } from '../workspace/sockets.ts';

/**
 * The other units as a workspace rule sees them. Only units that systemd would load, and that are read to the end, are given out: what
 * one that is refused would have done proves nothing about another.
 */
export interface Others {
  /** The unit of a name, as a file in the place of `near` would see it; undefined also where it is there but not understood. */
  load(name: string, near: string): EffectiveUnit | undefined;
  /** Whether no file, here or as far as can be told elsewhere, gives a unit of a name. */
  isMissing(name: string, near: string): boolean;
  /** The sockets that start a service; undefined where a socket that may be one of them is not understood. */
  socketsOf(service: EffectiveUnit): readonly EffectiveUnit[] | undefined;
  /** Whether a unit that was found by what it says is understood. */
  isUnderstood(unit: EffectiveUnit): boolean;
}

/** @param isUnderstood Whether systemd would load a unit, as far as that unit's own files tell. */
export function othersIn(snapshot: Snapshot, isUnderstood: (unit: EffectiveUnit) => boolean): Others {
  return {
    isUnderstood,
    load(name, near) {
      const unit = loadUnit(snapshot, name, near);
      return unit && isUnderstood(unit) ? unit : undefined;
    },
    isMissing: (name, near) => presenceOf(snapshot, name, near) === 'nowhere',
    socketsOf(service) {
      const near = service.fragment?.path;
      const sockets = socketsOf(snapshot, service);
      const same = `${service.name.prefix}.socket`;
      // A socket that is refused may have been meant to start the service, whatever the lines say that were read.
      const found = near !== undefined && findPath(snapshot, same, near) ? loadUnit(snapshot, same, near) : undefined;
      const all = found ? [...sockets, found] : sockets;
      return all.every(isUnderstood) ? sockets : undefined;
    },
  };
}

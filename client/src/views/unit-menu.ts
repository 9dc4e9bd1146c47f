import type { UnitState } from '../manager/unit-state.ts';

/** Which commands apply to a unit in its present state. */
export interface UnitMenu {
  /** The manager has its files. */
  readonly loaded: boolean;
  /** It runs, or is about to: there is something to stop. */
  readonly running: boolean;
  readonly canEnable: boolean;
  readonly canDisable: boolean;
}

export const NOTHING_APPLIES: UnitMenu = { loaded: false, running: false, canEnable: false, canDisable: false };

/** @param installable Whether the unit has an [Install] section, so that it can be enabled. */
export function unitMenu(state: UnitState, installable: boolean): UnitMenu {
  const enabled = state.enabled === 'enabled' || state.enabled === 'enabled-runtime';
  return {
    loaded: state.load !== 'not-found' && state.load !== '',
    running: ['active', 'activating', 'reloading', 'refreshing'].includes(state.active),
    canEnable: installable && !enabled && state.load === 'loaded',
    canDisable: enabled,
  };
}

import type { ManagerKind, Plan } from '../../../server/src/protocol/plan.ts';
import { listenerOf } from '../manager/listener-of.ts';
import { prefixOf } from '../manager/unit-name.ts';
import type { UnitState } from '../manager/unit-state.ts';

/** The plan of a unit that the target has already: there is nothing to install, and all that is known of it is what its manager says. */
export function installedPlan(state: UnitState, manager: ManagerKind): Plan {
  const { unit, accepts, triggers, enabled } = state;
  return {
    unit,
    start: unit,
    manager,
    files: [],
    packaged: [],
    commands: [],
    handlers: [],
    listeners: state.listens.map(listenerOf),
    blockers: [],
    accept: accepts,
    service: accepts ? `${prefixOf(unit)}@.service` : triggers[0],
    socketAsInput: false,
    descriptorName: '',
    dryRun: { kind: 'no-service' },
    // systemd calls a unit without [Install] static, or indirect where only another one is enabled in its place.
    installable: !['static', 'indirect', 'generated', 'transient', ''].includes(enabled),
  };
}

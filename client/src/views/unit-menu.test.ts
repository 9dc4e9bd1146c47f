import { expect, it } from 'vitest';
import { stateFrom } from '../manager/unit-state.ts';
import { unitMenu } from './unit-menu.ts';

const state = (load: string, active: string, enabled: string) =>
  stateFrom(
    new Map([
      ['LoadState', [load]],
      ['ActiveState', [active]],
      ['UnitFileState', [enabled]],
    ]),
    'web.socket',
  );

it.each([
  ['loaded', 'active', 'enabled', true, { loaded: true, running: true, canEnable: false, canDisable: true }],
  ['loaded', 'inactive', 'disabled', true, { loaded: true, running: false, canEnable: true, canDisable: false }],
  ['loaded', 'activating', 'static', false, { loaded: true, running: true, canEnable: false, canDisable: false }],
  ['loaded', 'failed', 'enabled-runtime', true, { loaded: true, running: false, canEnable: false, canDisable: true }],
  ['not-found', 'inactive', '', true, { loaded: false, running: false, canEnable: false, canDisable: false }],
  // What is masked cannot be enabled, and one that is still running can be stopped.
  ['masked', 'active', 'masked', true, { loaded: true, running: true, canEnable: false, canDisable: false }],
])('offers for a unit that is %s, %s and %s what applies', (load, active, enabled, installable, menu) => {
  expect(unitMenu(state(load, active, enabled), installable)).toEqual(menu);
});

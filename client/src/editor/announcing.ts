import type { StaticFeature } from 'vscode-languageclient';
import type { ClientAbilities } from '../../../server/src/protocol/abilities.ts';

/** Announces to the server what this client can do beyond LSP. Several of these add up. */
export function announcing(abilities: ClientAbilities): StaticFeature {
  return {
    fillClientCapabilities: (capabilities) => {
      const { systemd, ...others } = (capabilities.experimental ?? {}) as { systemd?: ClientAbilities };
      capabilities.experimental = { ...others, systemd: { ...systemd, ...abilities } };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  };
}

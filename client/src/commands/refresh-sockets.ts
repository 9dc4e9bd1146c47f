import type { App } from './app.ts';

/** Looks at the sockets' state again. */
export async function refreshSockets(app: App): Promise<void> {
  app.targets?.forget();
  app.stateChanged();
}

import type { App } from './app.ts';

/** Refreshes the state of the sockets. */
export async function refreshSockets(app: App): Promise<void> {
  app.targets?.forget();
  app.stateChanged();
}

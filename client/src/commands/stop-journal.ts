import type { App } from './app.ts';

/** Stops following journals. */
export async function stopJournal(app: App): Promise<void> {
  app.journals.stop();
}

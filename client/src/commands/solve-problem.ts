import type { App } from './app.ts';
import { applyRemedy } from './remedy.ts';
import { resendRequest, sentInFront } from './resend-request.ts';

/** Applies the remedy of a lens above a reply, by its number. */
export async function solveProblem(app: App, page: unknown, index: unknown): Promise<void> {
  const sent = sentInFront(app, page);
  const remedy = typeof index === 'number' ? sent?.remedies[index] : undefined;
  if (sent !== undefined && remedy !== undefined) {
    await applyRemedy(app, sent.uri, remedy.action, () => resendRequest(app, page));
  }
}

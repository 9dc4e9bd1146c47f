import { window } from 'vscode';
import type { App, Sent } from './app.ts';
import { send } from './send-test-request.ts';
import { plannedSubject } from './subject.ts';

/** Sends the request of the active reply again. */
export async function resendRequest(app: App, argument: unknown): Promise<void> {
  const sent = sentInFront(app, argument);
  const planned = sent === undefined ? undefined : await plannedSubject(app, sent.uri);
  if (sent !== undefined && planned !== undefined) await send(app, planned, sent.composed);
}

/** The request of a reply page: that of a lens, or the active one. */
export function sentInFront(app: App, argument: unknown): Sent | undefined {
  const page = typeof argument === 'string' ? argument : window.activeTextEditor?.document.uri.toString();
  return page === undefined ? undefined : app.sent.get(page);
}

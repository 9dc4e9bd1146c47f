import { env, window } from 'vscode';
import { curlForShell, endpointOf } from '../activation/http-request.ts';
import type { App } from '../app.ts';
import { sentInFront } from './resend-request.ts';

/** Puts the request of the reply in front on the clipboard, as a curl command for a shell. */
export async function copyAsCurl(app: App, argument: unknown): Promise<void> {
  const composed = sentInFront(app, argument)?.composed;
  const endpoint = composed === undefined ? undefined : endpointOf(composed.listener, composed.request.path);
  if (composed === undefined || endpoint === undefined) return;
  await env.clipboard.writeText(curlForShell(composed.request, endpoint));
  window.setStatusBarMessage(app.t('Copied as a curl command'), 3000);
}

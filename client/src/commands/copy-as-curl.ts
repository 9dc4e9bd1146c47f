import { env, window } from 'vscode';
import { curlForShell, endpointOf } from '../request/http-request.ts';
import { isHttp } from '../request/test-request.ts';
import type { App } from './app.ts';
import { sentInFront } from './resend-request.ts';

/** Copies the request of the active reply to the clipboard, as a curl command for a shell. */
export async function copyAsCurl(app: App, argument: unknown): Promise<void> {
  const composed = sentInFront(app, argument)?.composed;
  if (composed === undefined) return;
  const { request, listener } = composed;
  const endpoint = isHttp(request) ? endpointOf(listener, request.path) : undefined;
  if (!isHttp(request) || endpoint === undefined) {
    window.setStatusBarMessage(app.t('curl cannot send this: it is not HTTP'), 3000);
    return;
  }
  await env.clipboard.writeText(curlForShell(request, endpoint));
  window.setStatusBarMessage(app.t('Copied as a curl command'), 3000);
}

import type { Listener } from '../../../server/src/protocol/plan.ts';
import { type BytesRequest, bytesCommand, bytesDestination, canSendBytes, decodeData } from './bytes-request.ts';
import { curlCommand, endpointOf, type HttpRequest } from './http-request.ts';

/** A request as the person composed it. */
export type TestRequest = HttpRequest | BytesRequest;

export function isHttp(request: TestRequest): request is HttpRequest {
  return !('kind' in request);
}

/** What has to be run to send it, and where it goes in words. */
export interface Sending {
  readonly argv: readonly string[];
  readonly input: Uint8Array;
  readonly to: string;
  /** Whether systemd names the instance after our address; otherwise after our process. */
  readonly byAddress: boolean;
}

/** Undefined where the listener cannot be reached with such a request. */
export function sendingOf(request: TestRequest, listener: Listener, seconds: number): Sending | undefined {
  const byAddress = listener.address.family === 'inet';
  if (isHttp(request)) {
    const endpoint = endpointOf(listener, request.path);
    if (endpoint === undefined) return undefined;
    const argv = curlCommand(request, endpoint, seconds);
    const [, path] = endpoint.options;
    const to = path === undefined ? endpoint.url : `${path} ${request.path}`;
    return { argv, input: new TextEncoder().encode(request.body), to, byAddress };
  }
  const argv = bytesCommand(request, listener, seconds);
  const input = decodeData(request.data);
  if (argv === undefined || input === undefined) return undefined;
  return { argv, input, to: bytesDestination(listener), byAddress };
}

/** Whether any test request can be sent to it. */
export function isReachable(listener: Listener): boolean {
  return endpointOf(listener) !== undefined || canSendBytes(listener);
}

/** In a few words: `POST /greet`, or the bytes themselves. */
export function requestTitle(request: TestRequest): string {
  if (isHttp(request)) return `${request.method} ${request.path}`;
  return request.data.length > 30 ? `“${request.data.slice(0, 30)}…”` : `“${request.data}”`;
}

import { env, type Memento, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import type { Translate } from '../l10n.ts';
import { type BytesRequest, canSendBytes, decodeData } from '../request/bytes-request.ts';
import { curlForShell, endpointOf, type HttpRequest } from '../request/http-request.ts';
import { isHttp, isReachable, requestTitle, sendingOf, type TestRequest } from '../request/test-request.ts';
import { HTTP_EDITORS, type HttpPart } from './http-parts.ts';
import { clock } from './journal-text.ts';
import { draftOf, lastRequest, recentRequests, rememberDraft, rememberRequest } from './request-memory.ts';

/** A request and where to send it. */
export interface Composed {
  readonly request: TestRequest;
  readonly listener: Listener;
}

/** What the form is for, where it is not for one request of any kind. */
export interface Wanted {
  readonly title?: string;
  /** What stands at the line that sends it. */
  readonly send?: string;
  readonly onlyHttp?: boolean;
}

/**
 * Lets the person compose a request: one list with everything in it, where Enter sends what was sent last time, every other
 * line changes one part, and earlier requests stand below. Gives undefined when it is dismissed.
 */
export async function composeRequest(
  memory: Memento,
  unit: string,
  listeners: readonly Listener[],
  t: Translate,
  wanted: Wanted = {},
): Promise<Composed | undefined> {
  const reachable = listeners.filter(isReachable);
  const draft = draftOf(memory, unit);
  const latest = [draft, ...recentRequests(memory, unit)].find(
    (one) => one !== undefined && (!wanted.onlyHttp || isHttp(one.request)),
  );
  let listener = reachable.find(({ value }) => value === latest?.listener) ?? reachable[0];
  if (listener === undefined) return undefined;
  let request = fitting(memory, unit, latest?.request ?? lastRequest(memory, unit, 'http'), listener);
  for (let changed = false; ; changed = true) {
    if (changed) await rememberDraft(memory, unit, { request, listener: listener.value });
    const choice = await pick({ memory, unit, request, listener, reachable, wanted, t });
    switch (choice?.kind) {
      case undefined:
        return undefined;
      case 'send': {
        const composed = { request: choice.request ?? request, listener: choice.listener ?? listener };
        await rememberRequest(memory, unit, composed.request, composed.listener);
        return composed;
      }
      case 'copy':
        await copy(request, listener);
        break;
      case 'listener':
        listener = (await pickListener(reachable, t)) ?? listener;
        request = fitting(memory, unit, request, listener);
        break;
      case 'protocol':
        request = lastRequest(memory, unit, isHttp(request) ? 'bytes' : 'http');
        break;
      case 'http':
        if (isHttp(request)) request = { ...request, ...(await HTTP_EDITORS[choice.part](request, t)) };
        break;
      case 'data':
        if (!isHttp(request)) request = { ...request, ...(await editData(request, t)) };
        break;
      case 'close':
        if (!isHttp(request)) request = { ...request, close: !request.close };
        break;
    }
  }
}

type Choice =
  | { readonly kind: 'send'; readonly request?: TestRequest; readonly listener?: Listener }
  | { readonly kind: 'copy' | 'listener' | 'protocol' | 'data' | 'close' }
  | { readonly kind: 'http'; readonly part: HttpPart };

interface Item extends QuickPickItem {
  readonly choice?: Choice;
}

interface Form {
  readonly memory: Memento;
  readonly unit: string;
  readonly request: TestRequest;
  readonly listener: Listener;
  readonly reachable: readonly Listener[];
  readonly wanted: Wanted;
  readonly t: Translate;
}

/** HTTP where curl gets there; bytes where only they do. */
function fitting(memory: Memento, unit: string, request: TestRequest, listener: Listener): TestRequest {
  if (sendingOf(request, listener, 1) !== undefined) return request;
  return lastRequest(memory, unit, endpointOf(listener) === undefined ? 'bytes' : 'http');
}

async function pick(form: Form): Promise<Choice | undefined> {
  const { unit, request, listener, reachable, wanted, t } = form;
  const both = !wanted.onlyHttp && endpointOf(listener) !== undefined && canSendBytes(listener);
  const to = sendingOf(request, listener, 1)?.to ?? listener.value;
  const items: Item[] = [
    {
      choice: { kind: 'send' },
      label: `$(play) ${wanted.send ?? t('Send')}`,
      description: `${isHttp(request) ? request.method : requestTitle(request)} ${to}`,
    },
    { label: t('Change'), kind: QuickPickItemKind.Separator },
    ...(isHttp(request) ? httpItems(request, t) : bytesItems(request, listener, t)),
    ...(both
      ? [item('protocol', `$(arrow-swap) ${t('Protocol')}`, isHttp(request) ? 'HTTP' : t('bytes as they are'))]
      : []),
    ...(reachable.length > 1 ? [item('listener', `$(plug) ${t('Listener')}`, listenerText(listener))] : []),
    ...(isHttp(request) ? [item('copy', `$(copy) ${t('Copy as curl')}`, '')] : []),
    ...recentItems(form),
  ];
  const picked = await window.showQuickPick(items, {
    title: wanted.title ?? t('Test Request to {0}', unit),
    placeHolder: t('Enter sends it; choose a line to change it'),
    ignoreFocusOut: true,
  });
  return picked?.choice;
}

function httpItems(request: HttpRequest, t: Translate): Item[] {
  const none = t('none');
  const part = (name: HttpPart, label: string, description: string): Item => {
    return { choice: { kind: 'http', part: name }, label, description };
  };
  return [
    part('method', `$(symbol-method) ${t('Method')}`, request.method),
    part('path', `$(link) ${t('Path')}`, request.path),
    part('headers', `$(list-unordered) ${t('Headers')}`, request.headers.join('; ') || none),
    part('body', `$(note) ${t('Body')}`, request.body || none),
  ];
}

function bytesItems(request: BytesRequest, { kind }: Listener, t: Translate): Item[] {
  const after = request.close ? t('close our end') : t('keep our end open');
  return [
    item('data', `$(note) ${t('Data')}`, request.data || t('none')),
    ...(kind === 'stream' ? [item('close', `$(debug-disconnect) ${t('After sending')}`, after)] : []),
  ];
}

/** What was sent before, but for the one that is in the form anyway. */
function recentItems({ memory, unit, request, listener, reachable, wanted, t }: Form): Item[] {
  const items = recentRequests(memory, unit).flatMap((recent): Item[] => {
    const to = reachable.find(({ value }) => value === recent.listener);
    const shown = JSON.stringify([recent.request, recent.listener]) === JSON.stringify([request, listener.value]);
    if (to === undefined || shown || (wanted.onlyHttp && !isHttp(recent.request))) return [];
    const choice: Choice = { kind: 'send', request: recent.request, listener: to };
    const detail = isHttp(recent.request) ? recent.request.body : '';
    const { result } = recent;
    const went = result && t('{0} in {1} ms at {2}', result.said, result.milliseconds, clock(result.at).slice(0, 8));
    const description = [went, detail || to.value].filter(Boolean).join('  ·  ');
    return [{ choice, label: `$(history) ${requestTitle(recent.request)}`, description }];
  });
  return items.length === 0 ? [] : [{ label: t('Send Again'), kind: QuickPickItemKind.Separator }, ...items];
}

function item(kind: 'copy' | 'listener' | 'protocol' | 'data' | 'close', label: string, description: string): Item {
  return { choice: { kind }, label, description };
}

async function editData(request: BytesRequest, t: Translate): Promise<Partial<BytesRequest>> {
  const data = await window.showInputBox({
    title: t('Data'),
    prompt: t('Text. Write \\n, \\r, \\t, \\0, \\xHH and \\\\ for bytes that cannot be typed.'),
    value: request.data,
    validateInput: (text) =>
      decodeData(text) === undefined ? t('A backslash must be followed by n, r, t, 0, xHH or another one.') : undefined,
  });
  return data === undefined ? {} : { data };
}

async function copy(request: TestRequest, listener: Listener): Promise<void> {
  const endpoint = isHttp(request) ? endpointOf(listener, request.path) : undefined;
  if (isHttp(request) && endpoint !== undefined) await env.clipboard.writeText(curlForShell(request, endpoint));
}

async function pickListener(listeners: readonly Listener[], t: Translate): Promise<Listener | undefined> {
  const items = listeners.map((listener) => ({
    label: listenerText(listener),
    description: listener.description,
    listener,
  }));
  return (await window.showQuickPick(items, { title: t('Listener') }))?.listener;
}

function listenerText({ directive, value }: Listener): string {
  return `${directive}=${value}`;
}

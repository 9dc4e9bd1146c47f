import { env, type Memento, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { Listener } from '../../../server/src/protocol/requests.ts';
import { curlForShell, endpointOf, type HttpRequest, isHeader, isMethod } from '../activation/http-request.ts';
import type { Translate } from '../l10n.ts';

/** A request and where to send it. */
export interface Composed {
  readonly request: HttpRequest;
  readonly listener: Listener;
}

const FIRST: HttpRequest = { method: 'GET', path: '/', headers: [], body: '' };
/** What the well-known tutorial posts; something to see at the other end. */
const FIRST_BODY = 'site=juejin,name=pdudo';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** What was last sent to a unit in this workspace. */
export function rememberedRequest(memory: Memento, unit: string): HttpRequest {
  return { ...FIRST, ...memory.get<Partial<HttpRequest>>(`systemd.request:${unit}`) };
}

/**
 * Lets the person compose a request: one list with everything in it, where Enter sends what was sent last time and every
 * other line changes one part. Gives undefined when it is dismissed.
 */
export async function composeRequest(
  memory: Memento,
  unit: string,
  listeners: readonly Listener[],
  t: Translate,
): Promise<Composed | undefined> {
  const reachable = listeners.filter((listener) => endpointOf(listener) !== undefined);
  let request = rememberedRequest(memory, unit);
  let listener = reachable[0];
  if (listener === undefined) return undefined;
  for (;;) {
    const choice = await pickPart(unit, request, listener, reachable.length > 1, t);
    switch (choice) {
      case undefined:
        return undefined;
      case 'send':
        await memory.update(`systemd.request:${unit}`, request);
        return { request, listener };
      case 'copy': {
        const endpoint = endpointOf(listener, request.path);
        if (endpoint !== undefined) await env.clipboard.writeText(curlForShell(request, endpoint));
        break;
      }
      case 'listener':
        listener = (await pickListener(reachable, t)) ?? listener;
        break;
      default:
        request = { ...request, ...(await EDITORS[choice](request, t)) };
    }
  }
}

type Part = 'method' | 'path' | 'headers' | 'body';
type Choice = 'send' | 'copy' | 'listener' | Part;

interface Item extends QuickPickItem {
  readonly choice?: Choice;
}

async function pickPart(
  unit: string,
  request: HttpRequest,
  listener: Listener,
  several: boolean,
  t: Translate,
): Promise<Choice | undefined> {
  const url = endpointOf(listener, request.path)?.url ?? '';
  const none = t('none');
  const items: Item[] = [
    { choice: 'send', label: `$(play) ${t('Send')}`, description: `${request.method} ${url}` },
    { label: t('Change'), kind: QuickPickItemKind.Separator },
    { choice: 'method', label: `$(symbol-method) ${t('Method')}`, description: request.method },
    { choice: 'path', label: `$(link) ${t('Path')}`, description: request.path },
    { choice: 'headers', label: `$(list-unordered) ${t('Headers')}`, description: request.headers.join('; ') || none },
    { choice: 'body', label: `$(note) ${t('Body')}`, description: request.body || none },
    ...(several
      ? [{ choice: 'listener', label: `$(plug) ${t('Listener')}`, description: listener.value } satisfies Item]
      : []),
    { label: '', kind: QuickPickItemKind.Separator },
    { choice: 'copy', label: `$(copy) ${t('Copy as curl')}` },
  ];
  const picked = await window.showQuickPick(items, {
    title: t('Test Request to {0}', unit),
    placeHolder: t('Enter sends it; choose a line to change it'),
    ignoreFocusOut: true,
  });
  return picked?.choice;
}

/** Each gives what it changed; nothing when it is dismissed. */
const EDITORS: Readonly<Record<Part, (request: HttpRequest, t: Translate) => Promise<Partial<HttpRequest>>>> = {
  method: async (request, t) => {
    const other = t('Another…');
    const picked = await window.showQuickPick([...METHODS, other], { title: t('Method'), placeHolder: request.method });
    const method =
      picked === other
        ? await window.showInputBox({
            title: t('Method'),
            value: request.method,
            validateInput: (text) => (isMethod(text) ? undefined : t('Letters and digits, without blanks.')),
          })
        : picked;
    if (method === undefined) return {};
    const wantsBody = method === 'POST' && request.body === '';
    const mayHaveBody = method !== 'GET' && method !== 'HEAD';
    return { method, ...(wantsBody ? { body: FIRST_BODY } : mayHaveBody ? {} : { body: '' }) };
  },
  path: async (request, t) => {
    const path = await window.showInputBox({
      title: t('Path'),
      prompt: t('With the query, if there is one: /search?q=socket'),
      value: request.path,
      validateInput: (text) => (text.startsWith('/') ? undefined : t('A path begins with a slash.')),
    });
    return path === undefined ? {} : { path };
  },
  headers: async (request, t) => {
    const text = await window.showInputBox({
      title: t('Headers'),
      prompt: t('Name: value; separate several by a semicolon followed by a blank. Leave it empty for none.'),
      value: request.headers.join('; '),
      validateInput: (value) =>
        splitHeaders(value).every(isHeader) ? undefined : t('Each header is a name, a colon and a value.'),
    });
    return text === undefined ? {} : { headers: splitHeaders(text) };
  },
  body: async (request, t) => {
    const text = await window.showInputBox({
      title: t('Body'),
      prompt: t('\\n stands for a line end, \\\\ for a backslash. Leave it empty for none.'),
      value: request.body.replaceAll('\\', '\\\\').replaceAll('\n', '\\n'),
    });
    return text === undefined
      ? {}
      : { body: text.replace(/\\(n|\\)/g, (_, char: string) => (char === 'n' ? '\n' : '\\')) };
  },
};

async function pickListener(listeners: readonly Listener[], t: Translate): Promise<Listener | undefined> {
  const items = listeners.map((listener) => ({
    label: `${listener.directive}=${listener.value}`,
    description: listener.description,
    listener,
  }));
  return (await window.showQuickPick(items, { title: t('Listener') }))?.listener;
}

/** A semicolon may stand within a value (`text/html;q=1`); followed by a blank and a name it separates headers. */
function splitHeaders(text: string): string[] {
  return text
    .split(/; (?=[\w!#$%&'*+.^`|~-]+:)/)
    .map((header) => header.trim())
    .filter(Boolean);
}

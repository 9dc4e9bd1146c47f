import { window } from 'vscode';
import type { Translate } from '../l10n.ts';
import { type HttpRequest, isHeader, isMethod } from '../request/http-request.ts';

/** The parts of an HTTP request that a person edits. */
export type HttpPart = 'method' | 'path' | 'headers' | 'body';

/** The default body, as in the tutorial. */
const FIRST_BODY = 'site=juejin,name=pdudo';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Each gives the change; undefined if it was dismissed. */
export const HTTP_EDITORS: Readonly<
  Record<HttpPart, (request: HttpRequest, t: Translate) => Promise<Partial<HttpRequest>>>
> = {
  method: async (request, t) => {
    const other = t('Another…');
    const picked = await window.showQuickPick([...METHODS, other], { title: t('Method'), placeHolder: request.method });
    const method =
      picked === other
        ? await window.showInputBox({
            title: t('Method'),
            value: request.method,
            validateInput: (text) => (isMethod(text) ? undefined : t('Use letters and digits only, without spaces.')),
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
      prompt: t('Name: value; separate several with a semicolon and a space. Leave empty for none.'),
      value: request.headers.join('; '),
      validateInput: (value) =>
        splitHeaders(value).every(isHeader) ? undefined : t('Write each header as name, colon and value.'),
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

/** A semicolon may stand within a value (`text/html;q=1`); followed by a space and a name it separates headers. */
function splitHeaders(text: string): string[] {
  return text
    .split(/; (?=[\w!#$%&'*+.^`|~-]+:)/)
    .map((header) => header.trim())
    .filter(Boolean);
}

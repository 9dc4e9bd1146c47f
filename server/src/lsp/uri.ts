import { URI } from 'vscode-uri';

/**
 * The path by which core knows a document. Files have their own path. A document with another scheme, untitled or on a
 * virtual file system, gets a path made of its whole URI, so that it never collides with a file of the disk, nor with another version
 * of itself, which `git:` names in the query.
 */
export function pathOf(uri: string): string {
  const { scheme, authority, path, query, fragment } = URI.parse(uri);
  // Of a drive of Windows clients write either case. Addresses are given out with the lower one.
  if (scheme === 'file')
    return authority ? `//${authority}${path}` : path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  const version = [query, ...(fragment ? [fragment] : [])].map(asName).join('#');
  return `/${scheme}:${version}/${authority}${path.startsWith('/') ? '' : '/'}${path}`;
}

/** The address of a path that {@link pathOf} made. */
export function uriOf(path: string): string {
  const foreign = FOREIGN.exec(path);
  if (!foreign) return URI.file(path).toString();
  const [, scheme = '', version = '', authority = '', rest = ''] = foreign;
  const [query = '', fragment = ''] = version.split('#').map(fromName);
  return URI.from({
    scheme,
    authority,
    path: scheme === 'untitled' ? rest.slice(1) : rest,
    query,
    fragment,
  }).toString();
}

/** Whether a document lies where the server cannot look for its neighbours: on no disk, and not about to be saved to one. */
export function isElsewhere(path: string): boolean {
  const scheme = FOREIGN.exec(path)?.[1];
  return scheme !== undefined && scheme !== 'untitled';
}

const FOREIGN = /^\/([a-z][a-z0-9+.-]+):([^/]*)\/([^/]*)(\/.*)$/i;

/** A slash in the query must not look like a folder. */
function asName(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('#', '%23');
}

function fromName(text: string): string {
  return text.replaceAll('%2F', '/').replaceAll('%23', '#').replaceAll('%25', '%');
}

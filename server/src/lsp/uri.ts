import { URI } from 'vscode-uri';

/**
 * The path by which core knows a document. Files have their own path. A document with another scheme, untitled or on a
 * virtual file system, gets a path made of its whole URI, so that it never collides with a file of the disk.
 */
export function pathOf(uri: string): string {
  const parsed = URI.parse(uri);
  if (parsed.scheme === 'file') return parsed.authority ? `//${parsed.authority}${parsed.path}` : parsed.path;
  return `/${parsed.scheme}:/${parsed.authority}${parsed.path.startsWith('/') ? '' : '/'}${parsed.path}`;
}

/** The address of a path that {@link pathOf} made. */
export function uriOf(path: string): string {
  const foreign = /^\/([a-z][a-z0-9+.-]+):\/([^/]*)(\/.*)$/i.exec(path);
  if (!foreign) return URI.file(path).toString();
  const [, scheme = '', authority = '', rest = ''] = foreign;
  return URI.from({ scheme, authority, path: scheme === 'untitled' ? rest.slice(1) : rest }).toString();
}

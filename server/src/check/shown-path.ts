/** A path in the form in which it was asked for. */
export function shown(
  path: string,
  { given, absolute }: { readonly given: string; readonly absolute: string },
): string {
  if (path === absolute) return given;
  return given.replace(/(?<!\/)\/+$/, '') + path.slice(absolute === '/' ? 0 : absolute.length);
}

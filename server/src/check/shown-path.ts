/** A path in the form in which it was asked for. */
export function shown(
  path: string,
  { given, absolute }: { readonly given: string; readonly absolute: string },
): string {
  if (path === absolute) return given;
  // A backslash at the end parts names on Windows only, where no path of core has one.
  const ends = absolute.endsWith('\\') ? /(?<!\/)\/+$/ : /(?<![/\\])[/\\]+$/;
  return given.replace(ends, '') + path.slice(absolute.endsWith('/') ? absolute.length - 1 : absolute.length);
}

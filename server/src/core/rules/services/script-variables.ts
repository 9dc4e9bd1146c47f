/**
 * The variables that a shell script sets itself, and how: as those of a loop or of `read`, which nobody gives to a script from outside,
 * or with an assignment, which may only change what came from outside. Of assigned names only those in small letters are told, as others
 * are most often those of the environment.
 */
export function scriptVariables(script: string): ReadonlyMap<string, 'loop' | 'assigned'> {
  const found = new Map<string, 'loop' | 'assigned'>();
  for (const [, name] of script.matchAll(/(?<![\w$./-])([a-z_][a-z0-9_]*)=/g)) found.set(name!, 'assigned');
  for (const [, name] of script.matchAll(/\bfor[ \t]+([A-Za-z_]\w*)[ \t;\n]/g)) found.set(name!, 'loop');
  for (const [, names] of script.matchAll(/\bread((?:[ \t]+[-\w]+)+)/g)) {
    for (const name of names!.split(/[ \t]+/)) if (/^[A-Za-z_]\w*$/.test(name)) found.set(name, 'loop');
  }
  return found;
}

/** How a text stands to the time zones that systemd may know. */
export type ZoneStanding = 'zone' | 'abbreviation' | 'none';

/**
 * Whether systemd would take a word for a time zone (src/basic/time-util.c, timezone_is_valid). It looks for a file of that name in the
 * machine's time zone database; here the database of the JavaScript engine stands in for that. An `abbreviation` such as PST counts
 * only on machines that are themselves in a zone with that name for its time.
 */
export function zoneStanding(word: string): ZoneStanding {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(word) || word.includes('//') || word.endsWith('/')) return 'none';
  if (/^[A-Z]{3,5}$/.test(word)) return SHORT_ZONES.includes(word) ? 'zone' : 'abbreviation';
  if (word === 'localtime') return 'zone';
  const name = word.replace(/^(?:posix|right)\//, '');
  const resolved = resolveZone(name);
  return resolved !== undefined && isSpelled(name, resolved) ? 'zone' : 'none';
}

/** The names of all time zones, to choose from. */
export function zoneNames(): readonly string[] {
  return Intl.supportedValuesOf('timeZone');
}

/** The engine knows more short names than the time zone database has files. */
const SHORT_ZONES = ['CET', 'EET', 'EST', 'GMT', 'HST', 'MET', 'MST', 'PRC', 'ROC', 'ROK', 'UCT', 'UTC', 'WET'];

function resolveZone(word: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: word }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The engine does not mind the letter case, but file names do. An alias resolves to another name: there only the shape is left to see. */
function isSpelled(word: string, resolved: string): boolean {
  if (resolved.toLowerCase() === word.toLowerCase()) return resolved === word;
  return word.split('/').every((part) => /^[A-Z]/.test(part));
}

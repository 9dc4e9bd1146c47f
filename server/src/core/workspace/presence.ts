import { parseUnitName, templateOf, unitNameKind } from '../values/unit-name.ts';
import { extractWords } from '../values/words/words.ts';
import { findPath, isInLoadPath } from './load-path.ts';
import { type Mention, wordsOf } from './mentions.ts';
import type { Snapshot } from './snapshot.ts';
import { mayShareSystem } from './systems.ts';

/**
 * Where a unit of a name is to be had: in a file that is here, in one that something else makes or brings, or nowhere.
 *
 * @param near The path of the file that asks.
 */
export function presenceOf(snapshot: Snapshot, name: string, near: string): 'here' | 'elsewhere' | 'nowhere' {
  if (findPath(snapshot, name, near) !== undefined) return 'here';
  return namesOf(name).some((one) => comesFromElsewhere(snapshot, one, near)) ? 'elsewhere' : 'nowhere';
}

/** The names under which systemd looks for a file: that of an instance, then that of its template. */
function namesOf(name: string): readonly string[] {
  const parsed = parseUnitName(name);
  return parsed && unitNameKind(parsed) === 'instance' ? [name, templateOf(parsed)] : [name];
}

function comesFromElsewhere(snapshot: Snapshot, name: string, near: string): boolean {
  if (BROUGHT.has(name) || isAliased(snapshot, name, near)) return true;
  return snapshot.makersOf(name).some((path) => mayServe(snapshot, path, near));
}

/**
 * Units that a distribution, a generator or whoever stands in for them brings on almost every machine: names that several packages
 * offer as an alias (man systemd.special), and templates and sockets that systemd or OpenSSH have (systemd-ssh-generator).
 */
const BROUGHT: ReadonlySet<string> = new Set([
  'dbus.service',
  'dbus.socket',
  'syslog.service',
  'syslog.socket',
  'display-manager.service',
  'autovt@.service',
  'getty@.service',
  'serial-getty@.service',
  'container-getty@.service',
  'sshd.socket',
  'sshd@.service',
  'sshd.service',
  'ssh.service',
  'ssh@.service',
]);

/** Whether a file may be on the machine of another: what is installed is on every one. */
function mayServe(snapshot: Snapshot, path: string, near: string): boolean {
  return isInLoadPath(snapshot, path) || isInLoadPath(snapshot, near) || mayShareSystem(path, near, snapshot.settings);
}

function isAliased(snapshot: Snapshot, name: string, near: string): boolean {
  return snapshot.mentioning(ALIASED, name).some((path) => {
    const file = mayServe(snapshot, path, near) ? snapshot.file(path) : undefined;
    return file !== undefined && wordsOf(ALIASED, file, snapshot.settings).includes(name);
  });
}

/** The names that a unit takes on once it is enabled: Alias= in [Install] (src/shared/install.c). */
const ALIASED: Mention = {
  name: 'aliases',
  *words(file) {
    if (!file.text.includes('Alias')) return;
    for (const [, value] of file.text.matchAll(/^[ \t]*Alias[ \t]*=(.*)$/gm)) {
      for (const { text } of extractWords(value!, { unquote: true, retainEscape: true }).words) yield text;
    }
  },
};

import { PASSED_BY, QUADLET_TYPES, SOURCE_SUFFIXES, UNIT_TYPES } from '../../../server/src/protocol/unit-paths.ts';

/** Which documents are unit files, by language and by name. */

/** The language of the extension itself. */
export const LANGUAGE = 'systemd-unit';

/** What other extensions call the language of unit files, and what plain editors take them for. */
const OTHER_LANGUAGES = ['systemd-conf', 'systemd', 'systemd-unit-file', 'ini', 'properties', 'plaintext'];

const TYPES = UNIT_TYPES.join(',');

/** The globs of units and of drop-ins of one. */
export const UNIT_PATTERNS = [`**/*.{${TYPES}}`, `**/*.{${TYPES}}.d/*.conf`, `**/{${TYPES}}.d/*.conf`];

const SOURCES = SOURCE_SUFFIXES.map((suffix) => suffix.slice(1)).join(',');

/** The globs of what a server without a disk is sent: units and drop-ins, and what others make units of, which then are not missing. */
export const SENT_PATTERNS = [...UNIT_PATTERNS, `**/*.{${TYPES}}.{${SOURCES}}`, `**/*.{${QUADLET_TYPES.join(',')}}`];

/** A document filter as both the editor and the language client take it. */
export interface UnitFilter {
  readonly language: string;
  readonly scheme: string;
  readonly pattern?: string;
}

/**
 * The documents to serve on some schemes. The language of our own is served whatever the file is called, since a person
 * may have associated it; under any other language only what is named like a unit or a drop-in of one.
 */
export function unitSelector(schemes: readonly string[]): UnitFilter[] {
  return schemes.flatMap((scheme) => [
    { language: LANGUAGE, scheme },
    ...OTHER_LANGUAGES.flatMap((language) => UNIT_PATTERNS.map((pattern) => ({ language, scheme, pattern }))),
  ]);
}

/** Whether a path is one of a unit or of a drop-in of one. */
export function isUnitPath(path: string): boolean {
  return UNIT_PATH.test(path);
}

/** Whether a server without a disk is sent the file of a path. */
export function isSentPath(path: string): boolean {
  return isUnitPath(path) || SOURCE_PATH.test(path);
}

const ENDING = `(${UNIT_TYPES.join('|')})`;
const UNIT_PATH = new RegExp(`\\.${ENDING}(\\.d/[^/]+\\.conf)?$|/${ENDING}\\.d/[^/]+\\.conf$`);

const SOURCE_ENDINGS = SOURCE_SUFFIXES.map((suffix) => `\\${suffix}`).join('|');
const SOURCE_PATH = new RegExp(`\\.${ENDING}(${SOURCE_ENDINGS})$|[^/]\\.(${QUADLET_TYPES.join('|')})$`);

/** Whether a path leads through a folder that holds no units of its own, as the server passes by on a disk. */
export function isPassedBy(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => PASSED_BY.test(folder));
}

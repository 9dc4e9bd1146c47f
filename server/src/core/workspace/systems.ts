import type { Settings } from './settings.ts';
import { type SystemPatterns, systemPatterns } from './system-patterns.ts';

/** What a path says about the system that its file is meant for. */
export interface SystemOfFile {
  /** The folder of the role, package or host that holds the file; '' where it is in none. */
  readonly part: string;
  /** The root below which it lies where systemd looks for units: `/w/image` for `/w/image/etc/systemd/system/a.service`, and for which manager. */
  readonly root: { readonly folder: string; readonly manager: 'system' | 'user' } | undefined;
}

/**
 * Tells which system a file of a workspace is meant for, from its path alone. Files in different parts, and files below different roots,
 * are meant for different systems. A file that lies below no root belongs to all of its part.
 */
export function systemOf(path: string, { systems }: Pick<Settings, 'systems'>): SystemOfFile {
  return { part: partOf(path, systems ?? USUAL), root: rootOf(path) };
}

/** Whether two files of a workspace may be meant for the same system. */
export function mayShareSystem(a: string, b: string, settings: Pick<Settings, 'systems'>): boolean {
  const [left, right] = [systemOf(a, settings), systemOf(b, settings)];
  if (left.part !== right.part) return false;
  if (left.root === undefined || right.root === undefined) return true;
  return left.root.folder === right.root.folder && left.root.manager === right.root.manager;
}

/**
 * Folders that hold one system, or one part of many systems, each: Ansible's roles and hosts, the packages of a monorepo, Puppet's modules,
 * Chef's cookbooks, the machines of a configuration. `*` stands for one folder.
 */
export const PARTS: readonly string[] = [
  'roles/*',
  'packages/*',
  'pkgs/*',
  'modules/*',
  'cookbooks/*',
  'hosts/*',
  'machines/*',
  'nodes/*',
];

const USUAL = systemPatterns(PARTS);

/** The innermost folder on the way to a file that one of the patterns describes by its last names. */
function partOf(path: string, { names: patterns, hint }: SystemPatterns): string {
  if (!hint.test(path)) return '';
  const folders = path.split('/');
  for (let end = folders.length - 1; end > 0; end--) {
    for (const names of patterns) if (endsLike(folders, end, names)) return folders.slice(0, end).join('/');
  }
  return '';
}

function endsLike(folders: readonly string[], end: number, names: readonly string[]): boolean {
  const from = end - names.length;
  if (names.length === 0 || from < 0) return false;
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (name !== '*' && name !== folders[from + index]) return false;
  }
  return true;
}

/** Where systemd looks for units (man systemd.unit, "Unit File Load Path"), below any root. */
const LAYOUT =
  /^(.*?)\/(?:etc\/xdg|etc|run|usr\/local\/lib|usr\/lib|lib|usr\/local\/share|usr\/share)\/systemd\/(system|user)(?=[./])/;

function rootOf(path: string): SystemOfFile['root'] {
  const match = LAYOUT.exec(path);
  return match ? { folder: match[1]!, manager: match[2] === 'user' ? 'user' : 'system' } : undefined;
}

import type { Effect } from '../../diagnostic.ts';
import { isUtf8Clean } from '../../text/bytes.ts';
import { say } from '../../text/message.ts';
import type { ValueContext, ValueFix, ValueProblem, Wording } from '../grammar.ts';
import { byteLength } from '../words/escapes.ts';

/** What a parser asks of a path (src/shared/parse-helpers.h, PathSimplifyWarnFlags). */
export interface PathRules {
  readonly form?: 'absolute' | 'relative';
  /** A trailing slash is kept and not dropped. */
  readonly keepTrailingSlash?: boolean;
  /** Paths in /dev, /proc and /sys are not taken; or those in /dev alone are. Systems before 255 do not look. */
  readonly apiVfs?: 'refused' | 'dev-allowed';
  /** What systemd does about a bad path; `ignore` unless the parser makes it fatal. */
  readonly effect?: Effect;
}

export interface CheckedPath {
  /** The path as systemd keeps it: simplified. */
  readonly path: string;
  readonly problem?: ValueProblem;
}

/**
 * Checks and simplifies an expanded path that stands in `from`..`to` of the value (src/shared/parse-helpers.c, path_simplify_and_warn).
 */
export function checkPath(
  path: string,
  from: number,
  to: number,
  at: ValueContext,
  rules: PathRules = {},
): CheckedPath {
  const bad = (wording: Wording, fixes: readonly ValueFix[] = []): CheckedPath => ({
    path,
    problem: { code: 'bad-path', effect: rules.effect ?? 'ignore', from, to, ...wording, fixes },
  });
  if (!isUtf8Clean(path)) {
    return {
      path,
      problem: {
        ...bad({ message: say`The path is not valid UTF-8.`, remedy: say`Write it with valid characters only.` })
          .problem!,
        code: 'bad-encoding',
      },
    };
  }
  if (rules.form === 'absolute' && !path.startsWith('/')) {
    const quoted = /^(["'])(\/.*)\1$/s.exec(path)?.[2];
    if (quoted !== undefined)
      return bad(
        { message: say`Quotes are part of the path here.`, remedy: say`Remove them.` },
        written(path, quoted, from, to, 'safe'),
      );
    return bad(notAbsolute(path), absoluteForms(path, from, to));
  }
  if (rules.form === 'relative' && path.startsWith('/')) {
    return bad({
      message: say`"${path}" is an absolute path, but a relative one is expected here.`,
      remedy: say`Remove the leading "/".`,
    });
  }
  const simple = simplifyPath(path, at.version, rules.keepTrailingSlash);
  if (path === '') {
    const remedy = rules.form === 'relative' ? say`Write a name.` : say`Write an absolute path.`;
    return bad({ message: say`The path is empty.`, remedy });
  }
  if (!isValidPath(simple, at.version)) return bad(tooLong(simple));
  if (hasDotDot(simple)) {
    return bad(
      {
        message: say`"${path}" contains "..", which systemd does not follow.`,
        remedy: say`Write the path without it.`,
      },
      withoutDotDot(path, from, to),
    );
  }
  if (simple === '.')
    return bad({ message: say`"${path}" is the directory itself.`, remedy: say`Write a name below it.` });
  if (isRefusedApiVfs(simple, rules.apiVfs, at)) {
    return bad({
      message: say`"${path}" lies in ${API_VFS.find((top) => isBelow(simple, top)) ?? ''}, which the kernel provides.`,
      remedy: say`Choose a path elsewhere.`,
    });
  }
  return { path: simple };
}

/** Drops doubled and trailing slashes and `.` components (src/basic/path-util.c, path_simplify). */
export function simplifyPath(path: string, version: number, keepTrailingSlash = false): string {
  if (path === '') return path;
  const absolute = path.startsWith('/');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (absolute && version >= DROPS_LEADING_DOT_DOT) while (parts[0] === '..') parts.shift();
  const simple = (absolute ? '/' : '') + parts.join('/');
  if (simple === '') return '.';
  return keepTrailingSlash && path.endsWith('/') && !simple.endsWith('/') ? `${simple}/` : simple;
}

/** Whether a path has a length that the version takes (path_is_valid): 4095 bytes, and 255 for each component where that is looked at. */
export function isValidPath(path: string, version = Number.POSITIVE_INFINITY): boolean {
  if (path === '' || byteLength(path) >= 4096) return false;
  return version < MEASURES_COMPONENTS || path.split('/').every((part) => byteLength(part) <= 255);
}

/** Whether a path needs no simplification and has no `..` (path_is_normalized). */
export function isNormalizedPath(path: string, version = Number.POSITIVE_INFINITY): boolean {
  if (!isValidPath(path, version)) return false;
  const parts = path.split('/');
  return (
    parts.every(
      (part, index) => part !== '.' && part !== '..' && (part !== '' || index === 0 || index === parts.length - 1),
    ) && path !== '//'
  );
}

/** Whether a path is a directory or lies below it, by components (path_startswith). */
export function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}

/** Whether the text may name one file: no slash, not `.` or `..`, 255 bytes at most (filename_is_valid; before 248, 4096). */
export function isValidFileName(name: string, version = Number.POSITIVE_INFINITY): boolean {
  const longest = version < MEASURES_COMPONENTS ? 4096 : 255;
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && byteLength(name) <= longest;
}

/** Whether a path is in one of the file systems through which the kernel shows itself (path_below_api_vfs). */
export function isBelowApiVfs(path: string): boolean {
  return API_VFS.some((top) => isBelow(path, top));
}

/** Whether a parser with that rule refuses the path because the kernel provides what is there. */
export function isRefusedApiVfs(path: string, rule: PathRules['apiVfs'], at: ValueContext): boolean {
  if (rule === undefined || at.version < CHECKS_API_VFS || !isBelowApiVfs(path)) return false;
  return !(rule === 'dev-allowed' && isBelow(path, '/dev'));
}

/**
 * The notice that systemd logs where it replaces a path below /var/run by the one below /run (src/core/load-fragment.c, patch_var_run).
 * `raw` is what stands in the value at `from`..`to`; `path` its expansion.
 */
export function legacyRunPath(
  path: string,
  raw: string,
  from: number,
  to: number,
  at: ValueContext,
): ValueProblem | undefined {
  if (!isBelow(path, '/var/run')) return undefined;
  const newText = raw.replace(LEGACY_RUN, '/run');
  const fix: ValueFix = { title: say`Use /run instead of /var/run`, safety: 'safe', from, to, newText };
  return {
    code: 'legacy-path',
    effect: at.version >= SAYS_SO_EVERYWHERE ? 'note' : 'advice',
    from,
    to,
    message: say`/var/run is a legacy link to /run; systemd uses "${path.replace(LEGACY_RUN, '/run')}".`,
    remedy: say`Write that path.`,
    fixes: newText === raw ? [] : [fix],
    tags: ['deprecated'],
  };
}

/** Debian's systemd kept quiet about it before, unless the file was below /etc. */
const SAYS_SO_EVERYWHERE = 255;

const LEGACY_RUN = /^\/+var\/+run(?=\/|$)/;

/** Since this version a `..` directly below the root is dropped; before, it makes the path not normalized. */
const DROPS_LEADING_DOT_DOT = 255;

/** Since this version systemd looks at the length of each component of a path. */
const MEASURES_COMPONENTS = 248;

/** Since this version some parsers refuse paths in the kernel's own file systems. */
const CHECKS_API_VFS = 255;

const API_VFS = ['/dev', '/sys', '/proc'];

function hasDotDot(path: string): boolean {
  return path.split('/').includes('..');
}

function tooLong(path: string): Wording {
  const part = path.split('/').find((one) => byteLength(one) > 255);
  const message = part
    ? say`A component of the path has ${byteLength(part)} bytes; a file name has at most 255.`
    : say`The path is ${byteLength(path)} bytes long; a path has at most 4095.`;
  return { message, remedy: say`Shorten it.` };
}

function notAbsolute(path: string): Wording {
  if (path === '') return { message: say`No path.`, remedy: say`Write an absolute path, beginning with "/".` };
  if (path.startsWith('~'))
    return {
      message: say`systemd does not expand "~" in paths.`,
      remedy: say`Write %h for the home directory of the manager’s user.`,
    };
  if (path.startsWith('$'))
    return {
      message: say`Environment variables are not expanded in paths.`,
      remedy: say`Write the path out, or use a specifier.`,
    };
  return { message: say`"${path}" is not an absolute path.`, remedy: say`Write the full path, beginning with "/".` };
}

function absoluteForms(path: string, from: number, to: number): ValueFix[] {
  const home = /^(?:~|\$HOME|\$\{HOME\})(?=\/)/.exec(path)?.[0];
  if (home) return written(path, `%h${path.slice(home.length)}`, from, to, 'unsafe');
  return TOP_DIRECTORY.test(path) ? written(path, `/${path}`, from, to, 'unsafe') : [];
}

const TOP_DIRECTORY = /^(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)\//;

/** Resolving `..` by hand is what was most likely meant, but a symbolic link on the way would lead elsewhere. */
function withoutDotDot(path: string, from: number, to: number): ValueFix[] {
  if (!path.startsWith('/')) return [];
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return written(path, `/${parts.join('/')}`, from, to, 'unsafe');
}

/** A path can be replaced only where it stands in the value as it is, without specifiers and escapes. */
function written(path: string, newText: string, from: number, to: number, safety: ValueFix['safety']): ValueFix[] {
  if (to - from !== path.length) return [];
  return [{ title: say`Replace with ${newText}`, safety, from, to, newText }];
}

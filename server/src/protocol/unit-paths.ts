/** The unit types that systemd knows, by the suffix of their file names (src/basic/unit-def.c). */
export const UNIT_TYPES = [
  'service',
  'socket',
  'target',
  'device',
  'mount',
  'automount',
  'swap',
  'timer',
  'path',
  'slice',
  'scope',
] as const;

/** What the names of files end in of which Podman's Quadlet makes units (man podman-systemd.unit). */
export const QUADLET_TYPES = ['container', 'kube', 'pod', 'volume', 'network', 'image', 'build', 'artifact'] as const;

/** The suffixes of files that templating and build tools make units of, behind the names of these. */
export const SOURCE_SUFFIXES = [
  '.in',
  '.cmake',
  '.j2',
  '.jinja',
  '.jinja2',
  '.tmpl',
  '.tpl',
  '.gotmpl',
  '.template',
  '.erb',
  '.epp',
  '.m4',
  '.mustache',
  '.hbs',
  '.ejs',
  '.dist',
  '.sample',
  '.example',
] as const;

/** The names of folders that hold no units of their own: those of version control and packages, and those whose links repeat units. */
export const PASSED_BY = /^(\.git|\.hg|\.svn|node_modules)$|\.(wants|requires|upholds)$/;

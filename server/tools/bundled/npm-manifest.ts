/** What the package of npm takes over from the extension's `package.json`. */
interface Extension {
  readonly version: string;
  readonly license: string;
  readonly repository: { readonly type: string; readonly url: string };
  readonly bugs: { readonly url: string };
  readonly homepage: string;
  readonly engines: { readonly node: string };
}

/** The manual page in each language. npm knows no folders of languages: `man systemd-units.zh-cn` shows the Chinese one. */
const MANUAL = ['systemd-units.1', 'systemd-units.zh-cn.1'];

/** The `package.json` of the package of npm: the command line and the language server, each one bundle without dependencies. */
export function npmManifest({ version, license, repository, bugs, homepage, engines }: Extension): object {
  return {
    name: 'systemd-units',
    version,
    description: 'Checks systemd unit files on the command line, and a language server for them',
    keywords: ['systemd', 'unit file', 'socket activation', 'linter', 'formatter', 'language server', 'lsp'],
    license,
    repository,
    bugs,
    homepage,
    engines: { node: engines.node },
    bin: { 'systemd-units': 'cli.cjs', 'systemd-units-language-server': 'server.cjs' },
    man: MANUAL,
    files: [
      'cli.cjs',
      'server.cjs',
      'server-common.js',
      ...MANUAL,
      'l10n',
      'systemd-units.schema.json',
      'ThirdPartyNotices.txt',
      'bill-of-materials.cdx.json',
    ],
  };
}

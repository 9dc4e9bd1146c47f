import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPage } from './lists.ts';
import type { SiteLanguage, SitePage } from './site-page.ts';
import { fill, WORDS } from './words.ts';

interface Setting {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly keybindings?: readonly { readonly command: string; readonly key: string }[];
  };
}

/** The page of all settings of the extension in a language, from package.json. */
export function settingsPage(root: string, language: SiteLanguage): SitePage {
  const words = WORDS[language];
  const { manifest, text } = readManifest(root, language);
  const settings = Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => {
    const values = setting.enum?.map((word, at) => {
      const about = text(setting.enumDescriptions?.[at] ?? '');
      return `- \`${word}\`${about === '' ? '' : `${words.colon}${about}`}`;
    });
    return [
      `## ${name}`,
      linkedSettings(text(setting.markdownDescription ?? setting.description ?? '')),
      ...(values ? [values.join('\n')] : []),
      fill(words.default, `\`${JSON.stringify(setting.default)}\``),
    ].join('\n\n');
  });
  return listPage(language, {
    path: 'settings.html',
    source: 'settings.md',
    group: 'reference',
    markdown: `# ${words.reference}\n\n${words.settingsText}\n\n${settings.join('\n\n')}\n`,
    summary: words.settingsSummary,
  });
}

/** The page of all commands of the extension in a language, from package.json. */
export function commandsPage(root: string, language: SiteLanguage): SitePage {
  const words = WORDS[language];
  const { manifest, text } = readManifest(root, language);
  const { commands, keybindings = [] } = manifest.contributes;
  const rows = commands.map(({ command, title, category }) => {
    const keys = keybindings.filter((binding) => binding.command === command).map(({ key }) => `\`${key}\``);
    const name = category === undefined ? text(title) : `${category}: ${text(title)}`;
    return `| ${name} | \`${command}\` | ${keys.join(', ')} |`;
  });
  const head = `| ${words.command} | ${words.id} | ${words.keys} |\n| --- | --- | --- |`;
  return listPage(language, {
    path: 'commands.html',
    source: 'commands.md',
    group: 'reference',
    markdown: `# ${words.commandsTitle}\n\n${words.commandsText}\n\n${head}\n${rows.join('\n')}\n`,
    summary: words.commandsSummary,
  });
}

/** The manifest, and what stands in a language for its texts: `%command.x%` is a key of package.nls.json. */
function readManifest(
  root: string,
  language: SiteLanguage,
): { readonly manifest: Manifest; text(key: string): string } {
  const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const english: Readonly<Record<string, string>> = read('package.nls.json');
  const texts = language === 'en' ? english : { ...english, ...read(`package.nls.${language.toLowerCase()}.json`) };
  return { manifest: read('package.json'), text: (key) => key.replace(/^%(.+)%$/, (_, name) => texts[name] ?? name) };
}

/** VS Code writes a link to a setting as `#systemd.version#` in code. */
function linkedSettings(markdown: string): string {
  return markdown.replace(/`#(systemd\.[\w.]+)#`/g, (_, name: string) => `[\`${name}\`](#${name})`);
}

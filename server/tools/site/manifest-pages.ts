import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SitePage } from './site-page.ts';

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

/** The page of all settings of the extension, from package.json. */
export function settingsPage(root: string): SitePage {
  const { manifest, text } = readManifest(root);
  const settings = Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => {
    const words = setting.enum?.map((word, at) => {
      const about = text(setting.enumDescriptions?.[at] ?? '');
      return `- \`${word}\`${about === '' ? '' : `: ${about}`}`;
    });
    return [
      `## ${name}`,
      linkedSettings(text(setting.markdownDescription ?? setting.description ?? '')),
      ...(words ? [words.join('\n')] : []),
      `Default: \`${JSON.stringify(setting.default)}\``,
    ].join('\n\n');
  });
  return {
    path: 'settings.html',
    source: 'settings.md',
    group: 'reference',
    language: 'en',
    markdown: `# Settings\n\nThe settings of the extension for VS Code. Other editors set some of them as [README](README.md#in-other-editors) says.\n\n${settings.join('\n\n')}\n`,
    summary: 'Every setting of the extension, with its values and its default.',
  };
}

/** The page of all commands of the extension, from package.json. */
export function commandsPage(root: string): SitePage {
  const { manifest, text } = readManifest(root);
  const { commands, keybindings = [] } = manifest.contributes;
  const rows = commands.map(({ command, title, category }) => {
    const keys = keybindings.filter((binding) => binding.command === command).map(({ key }) => `\`${key}\``);
    const name = category === undefined ? text(title) : `${category}: ${text(title)}`;
    return `| ${name} | \`${command}\` | ${keys.join(', ')} |`;
  });
  return {
    path: 'commands.html',
    source: 'commands.md',
    group: 'reference',
    language: 'en',
    markdown: `# Commands\n\nThe commands of the extension for VS Code, as the command palette names them.\n\n| command | id | keys |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
    summary: 'Every command of the extension.',
  };
}

/** The manifest, and what stands for its texts: `%command.x%` is a key of package.nls.json. */
function readManifest(root: string): { readonly manifest: Manifest; text(key: string): string } {
  const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const texts: Readonly<Record<string, string>> = read('package.nls.json');
  return { manifest: read('package.json'), text: (key) => key.replace(/^%(.+)%$/, (_, name) => texts[name] ?? name) };
}

/** VS Code writes a link to a setting as `#systemd.version#` in code. */
function linkedSettings(markdown: string): string {
  return markdown.replace(/`#(systemd\.[\w.]+)#`/g, (_, name: string) => `[\`${name}\`](#${name})`);
}

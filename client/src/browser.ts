import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateOn } from './extension.ts';
import type { Platform } from './platform.ts';

/** The browser's extension host, a web worker: the language features, and nothing that would need a machine. */
const platform: Platform = {
  createClient: async (context, options) => {
    // A remote web host refuses a worker made straight from the extension's file, which comes from another origin.
    const file = Uri.joinPath(context.extensionUri, 'dist/server-web.js');
    const script = new Uint8Array(await workspace.fs.readFile(file));
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url, { name: 'systemd language server' });
    return new LanguageClient('systemd', 'systemd', worker, options);
  },
  machine: undefined,
};

export function activate(context: ExtensionContext): void {
  activateOn(context, platform);
}

import { type ExtensionContext, env, Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { textNames } from '../../server/src/protocol/locale.ts';
import { followEditor } from './editor/follow-editor.ts';
import { CLIENT, type Platform } from './editor/platform.ts';
import { activateOn } from './extension.ts';

/** The browser's extension host, a web worker: the language features only, as there is no machine to deploy to. */
const platform: Platform = {
  createClient: async (context, options) => {
    // A remote web host refuses a worker made straight from the extension's file, which comes from another origin.
    const read = async (name: string) =>
      new Uint8Array(await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', name)));
    // The server is what all hosts have in common, and behind it what a worker's has of its own.
    const scripts = await Promise.all([read('server-common.js'), read('server-web.js')]);
    const texts = await textsFor(env.language, read);
    const url = URL.createObjectURL(new Blob([...texts, ...scripts], { type: 'text/javascript' }));
    let worker: Worker | undefined;
    const start = async () => {
      // A restarted worker begins without files, as the client expects.
      worker?.terminate();
      worker = new Worker(url, { name: 'systemd language server' });
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    const client = new LanguageClient(CLIENT, 'systemd', start, options);
    // The worker has no disk: the client reads files for it.
    context.subscriptions.push(followEditor(client));
    return client;
  },
  machine: undefined,
};

export function activate(context: ExtensionContext): void {
  activateOn(context, platform);
}

/** A script with the server's texts in a language, if there are any: those of all others are never read. */
async function textsFor(locale: string, read: (name: string) => Promise<Uint8Array<ArrayBuffer>>) {
  for (const name of textNames(locale)) {
    try {
      return ['self.systemdTexts=', await read(`l10n/${name}.json`), ';'];
    } catch {
      // There is none of this name: the next may do, and English always does.
    }
  }
  return [];
}

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import type { Page } from 'playwright-core';

/** An extension that is served over HTTP, as the web host wants it. */
export interface ServedExtension {
  /** Has a page of VS Code load it into the browser's extension host. To be called before the page goes anywhere. */
  loadInto(page: Page): Promise<void>;
  stop(): Promise<void>;
}

/** Serves the folder of an extension on loopback. */
export async function serveExtension(folder: string): Promise<ServedExtension> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://extension').pathname));
    try {
      const content = readFileSync(join(folder, path));
      response.setHeader('Content-Type', contentType(path));
      response.end(content);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    loadInto: async (page) => void (await page.addInitScript(asDevelopedExtension, port)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function contentType(path: string): string {
  if (/\.c?js$/.test(path)) return 'text/javascript';
  return path.endsWith('.json') ? 'application/json' : 'text/plain';
}

/**
 * Runs in the page: puts the extension into the configuration that the workbench is about to read, as one that is being developed.
 * It is loaded through code-server's own proxy, because the workbench takes scripts from its own origin only.
 */
function asDevelopedExtension(port: number): void {
  const extension = { $mid: 1, scheme: 'http', authority: location.host, path: `/proxy/${port}/` };
  const observer = new MutationObserver(() => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element) return;
    observer.disconnect();
    const configuration = JSON.parse(element.dataset['settings'] ?? '{}') as Record<string, object>;
    configuration['developmentOptions'] = { ...configuration['developmentOptions'], extensions: [extension] };
    element.dataset['settings'] = JSON.stringify(configuration);
  });
  observer.observe(document, { childList: true, subtree: true });
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClient } from './lsp-client.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.cjs');
let folder: string;

/** What a folder of units must not hold, as a Unix system makes it: nothing that is read to its end would end. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'irregular-'));
  writeFileSync(join(folder, 'good.service'), '[Service]\nExecStart=/bin/true\nNope=1\n');
  spawnSync('mkfifo', [join(folder, 'fifo.service')]);
  symlinkSync('fifo.service', join(folder, 'to-fifo.service'));
  symlinkSync('/dev/zero', join(folder, 'zero.service'));
  symlinkSync('/dev/null', join(folder, 'masked.service'));
  symlinkSync('looping.service', join(folder, 'looping.service'));
  writeFileSync(join(folder, 'huge.service'), '');
  truncateSync(join(folder, 'huge.service'), 600 * 1024 * 1024);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('files that must not be read to their end', () => {
  it('do not stop the command line, which names them and judges the others', () => {
    const names = ['good', 'fifo', 'to-fifo', 'zero', 'masked', 'huge'].map((name) => `${name}.service`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', ...names], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(stdout).toContain('good.service:3');
    expect(stderr.match(/^\S+(?=: )/gm)).toEqual(['fifo.service', 'to-fifo.service', 'zero.service', 'huge.service']);
    expect(stderr).toContain('huge.service: the file is larger than 16 MiB');
    expect(status).toBe(2);
  });

  it('do not stop the language server', async () => {
    const client = await startClient({ folders: [pathToFileURL(folder).href] });
    const uri = pathToFileURL(join(folder, 'good.service')).href;
    const diagnostics = new Promise<unknown[]>((resolve) => {
      client.connection.onNotification('textDocument/publishDiagnostics', (params: { diagnostics: unknown[] }) =>
        resolve(params.diagnostics),
      );
    });
    await client.open(uri, '[Service]\nExecStart=/bin/true\nNope=1\n');
    expect(await diagnostics).toHaveLength(1);
    const found = await client.connection.sendRequest('workspace/symbol', { query: 'good' });
    expect(found).toHaveLength(1);
    await client.stop();
  });
});

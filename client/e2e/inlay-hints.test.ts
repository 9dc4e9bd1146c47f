import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { openFile } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode } from './harness/vscode.ts';

// What values come to, shown in the lines of the editor.

const UNITS = {
  'web.socket': `[Unit]
Description=The socket of %p

[Socket]
ListenStream=8080
ListenStream=/run/%p/socket
SocketMode=0660
TriggerLimitIntervalSec=90
Backlog=16

[Install]
WantedBy=sockets.target
`,
  'web.service': '[Service]\nExecStart=/bin/true\nTimeoutStartSec=1h 30min\nUMask=0027\n',
};

describe('inlay hints', async () => {
  const reason = await missing('chromium');
  const step = editorStory('inlay-hints', reason, async (keep) => {
    const vsix = await packagedExtension();
    return { code: keep(await startVsCode({ vsix, workspace: UNITS })) };
  });

  step('say what the text does not, where nobody has chosen', async ({ page, shot }) => {
    await openFile(page, 'web.socket');
    const lines = page.locator('.editor-group-container.active .view-lines');
    await lines.getByText('starts web.service').first().waitFor();
    const text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
    for (const hint of ['rw-rw----', '1min 30s']) expect(text).toContain(hint);
    expect(text).not.toContain('0.0.0.0:8080');
    await shot('0-some');
  });

  step('say what a socket starts, and what its values come to', async ({ code, page, shot }) => {
    mkdirSync(join(code.workspace, '.vscode'), { recursive: true });
    writeFileSync(join(code.workspace, '.vscode/settings.json'), '{"systemd.inlayHints": "all"}');
    const lines = page.locator('.editor-group-container.active .view-lines');
    await lines.getByText('0.0.0.0:8080').first().waitFor();
    const text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
    for (const hint of ['[::]:8080, 0.0.0.0:8080', 'rw-rw----', '1min 30s']) expect(text).toContain(hint);
    await shot('1-socket');
  });

  step('say what the values of a service come to', async ({ page, shot }) => {
    await openFile(page, 'web.service');
    const lines = page.locator('.editor-group-container.active .view-lines');
    await lines.getByText('5400 s').first().waitFor();
    const text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
    expect(text).toContain('files rw-r-----, directories rwxr-x---');
    await shot('2-service');
  });
});

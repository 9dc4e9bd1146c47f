import { basename, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NewService, newService } from '../../server/src/core/new-units/new-service.ts';
import { examples } from '../../server/src/core/new-units/new-services-for-tests.ts';
import { english } from '../../server/src/core/text/message.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { startSystemManager } from './harness/system-manager.ts';
import { stateOf } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { waitFor } from './harness/wait.ts';

// Each new service that can be made works as it is: its program is built with the real tool chain, systemd has nothing to say of its
// units, the first client starts it and is answered, and then it goes, so that only the socket is left.

const STARTERS = { system: startSystemManager, user: startUserManager };

/** What stands behind a proxy: it has no file at `/a`, and says when it listens, so that the first connection does not come too early. */
const APP = `[Service]
Type=notify
WorkingDirectory=/usr
ExecStart=/usr/bin/python3 -c "import http.server, os, socket; \\
  server = http.server.HTTPServer(('127.0.0.1', 8080), http.server.SimpleHTTPRequestHandler); \\
  socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'READY=1', os.environ['NOTIFY_SOCKET']); \\
  server.serve_forever()"
`;

describe.each(['user', 'system'] as const)('beside a %s manager', async (scope) => {
  const reason = await missing('machine', 'compilers', 'socat');
  let manager: Manager;
  let average = 0;

  beforeAll(async () => {
    if (reason) return;
    manager = await STARTERS[scope]();
    average = await averageExposure(manager);
  });
  afterAll(() => manager?.stop());

  // The programs are the same; what the system manager shows is whether each works in its sandbox.
  const here = examples(scope).filter(({ address }) => scope === 'user' || /^127/.test(address));
  const all = here.map((wanted) => ({ wanted, title: titleOf(wanted) }));
  test.for(all)('$title', async ({ wanted: example }, context) => {
    context.skip(reason !== undefined, reason);
    const folder = scope === 'system' ? '/etc/systemd/system' : '/home/tester/.config/systemd/user';
    const wanted: NewService = { ...example, folder, owner: scope === 'user' ? 'tester' : undefined };
    const { files, build } = newService(wanted)!;
    const hasBackend = wanted.program.kind === 'proxy';
    if (hasBackend) manager.install('app.service', APP);
    for (const { path, text } of files) manager.install(posix.relative(folder, path), hurried(english(text)));
    try {
      if (build !== undefined) {
        const built = await manager.run(build, { timeout: 240_000 });
        expect(built).toMatchObject({ code: 0, stderr: '' });
      }
      const units = files.map(({ path }) => path).filter((path) => /\.(?:socket|service)$/.test(path));
      const service = basename(units.find((path) => path.endsWith('.service'))!);
      for (const unit of units) expect(await verified(manager, unit)).toEqual('');
      expect(await exposure(manager, service.replace('@.', '@one.'))).toBeLessThan(average);

      await manager.systemctl('daemon-reload');
      // A program behind a proxy that nothing else starts runs already.
      if (hasBackend && files.length === 2) await manager.systemctl('start', 'app.service');
      expect(await manager.systemctl('start', 'demo.socket')).toMatchObject({ code: 0 });
      // What a proxy alone needs goes with it.
      const needed =
        wanted.program.kind === 'proxy' && wanted.program.backend !== undefined ? [wanted.program.backend] : [];
      for (const _ of ['the first time', 'after it has gone']) {
        expect(await answerOf(manager, wanted)).toMatch(expectedAnswer(wanted));
        await waitFor(`${service} to be gone`, async () => (await running(manager, ...needed)).length === 0);
        expect(await stateOf(manager, 'demo.socket')).toMatchObject({ ActiveState: 'active', SubState: 'listening' });
        if (!service.includes('@')) expect(await stateOf(manager, service)).toMatchObject({ Result: 'success' });
      }
    } finally {
      await manager.systemctl('stop', 'demo.socket', 'demo.service', 'demo@*.service', 'app.service');
      await manager.systemctl('reset-failed');
      for (const { path } of files) await manager.run(['rm', '-f', path]);
    }
  });
});

function titleOf({ program, type, address }: NewService): string {
  const what =
    program.kind === 'proxy'
      ? `proxy, ${program.backend ?? 'a server that runs'}`
      : `${program.language}, ${program.kind}`;
  return `${what}, ${type} ${address}`;
}

/** The same with times that a test can wait for. */
function hurried(text: string): string {
  return text
    .replace('EXIT_IDLE_SECONDS=60', 'EXIT_IDLE_SECONDS=1')
    .replace('--exit-idle-time=5min', '--exit-idle-time=1s');
}

/** What systemd-analyze says of a unit. */
async function verified(manager: Manager, path: string): Promise<string> {
  const flags = manager.scope === 'user' ? ['--user'] : [];
  const said = await manager.run([
    'systemd-analyze',
    ...flags,
    '--man=no',
    'verify',
    '--',
    path.replace('@.', '@one.'),
  ]);
  return said.stderr
    .split('\n')
    .filter((line) => line.includes('demo'))
    .join('\n');
}

/** How exposed a service is by `systemd-analyze security`: from 0 to 10. */
async function exposure(manager: Manager, service: string): Promise<number> {
  const flags = manager.scope === 'user' ? ['--user'] : [];
  const path = `${manager.scope === 'user' ? '/home/tester/.config/systemd/user' : '/etc/systemd/system'}/${service}`;
  const said = await manager.run(['systemd-analyze', ...flags, 'security', '--offline=yes', '--no-pager', path]);
  const [, level] = /Overall exposure level for \S+: ([\d.]+)/.exec(said.stdout) ?? [];
  expect(said.stderr).toBe('');
  return Number(level);
}

/** That of the services that the machine's system manager has loaded. */
async function averageExposure(manager: Manager): Promise<number> {
  const said = await manager.machine.run(['systemd-analyze', 'security', '--json=short', '--no-pager']);
  const levels = (JSON.parse(said.stdout) as { exposure: string }[]).map(({ exposure: level }) => Number(level));
  expect(levels.length).toBeGreaterThan(2);
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

/** The services of the test that are running, or have failed and are kept. */
async function running(manager: Manager, ...more: readonly string[]): Promise<readonly string[]> {
  const listed = await manager.systemctl(
    'list-units',
    '--plain',
    '--no-legend',
    'demo.service',
    'demo@*.service',
    ...more,
  );
  return listed.stdout.split('\n').filter(Boolean);
}

async function answerOf(manager: Manager, { type, address, program }: NewService): Promise<string> {
  const port = /\d+$/.exec(address)?.[0];
  if (type === 'datagram') {
    const host = `UDP4:127.0.0.1:${port}`;
    return (await manager.run(['socat', '-T2', '-t2', '-', host], { input: 'hello' })).stdout;
  }
  const run = manager.scope === 'user' ? `/run/user/1999/demo.sock` : '/run/demo.sock';
  const way = port === undefined ? ['--unix-socket', run, 'http://localhost/a'] : [`http://127.0.0.1:${port}/a`];
  const body =
    program.kind === 'proxy' ? ['--head', '--output', '/dev/null', '--write-out', '%{http_code}'] : ['--data', 'hello'];
  const said = await manager.run([
    'curl',
    '--silent',
    '--show-error',
    '--retry-connrefused',
    '--retry',
    '5',
    ...body,
    ...way,
  ]);
  return said.stdout + said.stderr;
}

function expectedAnswer({ type, program }: NewService): RegExp {
  if (program.kind === 'proxy') return /^404$/;
  if (program.kind === 'handler' && program.language === 'python') {
    return /^Request: POST \/a HTTP\/1\.1\nHeaders:\n(?: .*\n)+Body:\nhello\n$/;
  }
  const rest = type === 'datagram' ? 'Datagram: 5 bytes' : 'Request: POST /a HTTP/1\\.1\nBody: 5 bytes';
  return new RegExp(`^Hello from ${NAMES[program.language]}\\.\n${rest}\n$`);
}

const NAMES = { python: 'Python', node: 'Node.js', go: 'Go', rust: 'Rust', c: 'C', shell: 'the shell' };

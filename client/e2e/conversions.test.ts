import { basename, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conversionAt } from '../../server/src/core/features/convert-service.ts';
import { convertInetd } from '../../server/src/core/new-units/inetd.ts';
import { sceneOf } from '../../server/src/core/testing/scene.ts';
import { applyEdits } from '../../server/src/core/text/edit.ts';
import { english } from '../../server/src/core/text/message.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { startSystemManager } from './harness/system-manager.ts';
import { stateOf, unitsLike } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { waitFor } from './harness/wait.ts';

// What is converted works as it is: systemd has nothing to say of the units, the first client starts the program and is answered, and
// then it goes, so that only the socket is left.

const STARTERS = { system: startSystemManager, user: startUserManager };

interface Converted {
  /** The texts of the files, by their paths. */
  readonly files: Readonly<Record<string, string>>;
  readonly port: number;
  readonly answer: string;
}

const INETD = '7431 stream tcp nowait tester /usr/bin/head head -n 1\n';
const XINETD = `service firstline
{
  type        = UNLISTED
  port        = 7432
  socket_type = stream
  protocol    = tcp
  wait        = no
  user        = tester
  server      = /usr/bin/head
  server_args = -n 1
  cps         = 50 10
  instances   = 20
  nice        = 5
}
`;

/** Listens by itself, unless systemd hands it a socket; then it goes when nobody has come for a second. */
const PROGRAM = `import os, socket, sys
handed = os.environ.get('LISTEN_PID') == str(os.getpid())
if handed:
    listener = socket.socket(fileno=3)
    listener.settimeout(1)
else:
    listener = socket.create_server(('127.0.0.1', int(sys.argv[2])))
while True:
    try:
        connection, _ = listener.accept()
    except TimeoutError:
        sys.exit(0)
    connection.settimeout(None)
    with connection:
        word = connection.recv(100)
        connection.sendall(b'handed over: ' + word if handed else b'alone: ' + word)
`;
const SERVICE = `[Unit]
Description=Listens by itself

[Service]
ExecStart=/usr/bin/python3 /opt/app.py --port 7433

[Install]
WantedBy=default.target
`;

const CONVERSIONS: Readonly<Record<string, (folder: string, scope: Manager['scope']) => Converted>> = {
  'an entry of inetd': (folder, scope) => ({ ...ofInetd(INETD, folder, scope), port: 7431, answer: 'hello\n' }),
  'an entry of xinetd': (folder, scope) => ({ ...ofInetd(XINETD, folder, scope), port: 7432, answer: 'hello\n' }),
  'a service that listens by itself': (folder) => ({
    ...ofService(folder),
    port: 7433,
    answer: 'handed over: hello\n',
  }),
};

describe.each(['user', 'system'] as const)('beside a %s manager', async (scope) => {
  const reason = await missing('machine', 'socat');
  const folder = scope === 'system' ? '/etc/systemd/system' : '/home/tester/.config/systemd/user';
  let manager: Manager;
  beforeAll(async () => {
    if (reason) return;
    manager = await STARTERS[scope]();
    await manager.machine.run(['tee', '/opt/app.py'], { input: PROGRAM });
  });
  afterAll(() => manager?.stop());

  test.for(Object.entries(CONVERSIONS))('%s', async ([, convert], context) => {
    context.skip(reason !== undefined, reason);
    const { files, port, answer } = convert(folder, scope);
    for (const [path, text] of Object.entries(files)) manager.install(posix.relative(folder, path), text);
    const paths = Object.keys(files);
    const socket = basename(paths.find((path) => path.endsWith('.socket'))!);
    const service = basename(paths.find((path) => path.endsWith('.service'))!);
    for (const path of paths) expect(await verified(manager, path, port)).toEqual('');

    await manager.systemctl('daemon-reload');
    expect(await manager.systemctl('start', socket)).toMatchObject({ code: 0 });
    const running = () => unitsLike(manager, service.replace('@.', '@*.'));
    for (const _ of ['the first time', 'after it has gone']) {
      const said = await manager.run(['socat', '-t5', '-T5', '-', `TCP4:127.0.0.1:${port}`], { input: 'hello\n' });
      expect(said).toMatchObject({ stdout: answer, stderr: '' });
      await waitFor(`${service} to be gone`, async () => {
        const lines = await running();
        expect(lines.join('\n')).not.toContain('failed');
        return !lines.some((line) => /\bactive\b/.test(line.replace('inactive', '')));
      });
      expect(await stateOf(manager, socket)).toMatchObject({ ActiveState: 'active', SubState: 'listening' });
    }
    await manager.systemctl('stop', socket);
  });
});

function ofInetd(text: string, folder: string, scope: Manager['scope']): Pick<Converted, 'files'> {
  const [converted] = convertInetd(text, folder, scope);
  if (converted?.kind !== 'units') throw new Error(converted ? english(converted.because) : 'nothing was found');
  return { files: Object.fromEntries(converted.files.map((file) => [file.path, english(file.text)])) };
}

function ofService(folder: string): Pick<Converted, 'files'> {
  const path = `${folder}/app.service`;
  const { snapshot, file, marks } = sceneOf(path, SERVICE.replace('ExecStart', '^ExecStart'));
  const [socket, service] = conversionAt(snapshot, file, { from: marks[0]!, to: marks[0]! })!.changes;
  if (socket?.kind !== 'create' || service?.kind !== 'edit') throw new Error('a file and an edit');
  const edits = service.edits.map(({ range, newText }) => ({ range, newText: english(newText) }));
  return { files: { [path]: applyEdits(file.text, edits), [socket.file]: english(socket.text) } };
}

/** What systemd-analyze says of a unit. */
async function verified(manager: Manager, path: string, port: number): Promise<string> {
  const flags = manager.scope === 'user' ? ['--user'] : [];
  const asked = path.replace('@.', '@one.');
  const { stderr } = await manager.run(['systemd-analyze', ...flags, '--man=no', 'verify', '--', asked]);
  const names = [basename(path), basename(asked), basename(path).replace(/@?\.[a-z]+$/, ''), String(port)];
  return stderr
    .split('\n')
    .filter((line) => names.some((name) => line.includes(name)))
    .join('\n');
}

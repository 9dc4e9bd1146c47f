import type { Manager } from './manager.ts';
import { stateOf } from './systemd-view.ts';
import { waitFor } from './wait.ts';

/** A unit file or drop-in to install: its name below the folder for units, and its text. */
export interface UnitText {
  readonly name: string;
  readonly text: string;
}

/**
 * Installs units, has the manager do with them what they are for, and takes them away again: sockets and what else triggers are
 * started, each stream listener gets a connection, and services that nothing triggers are started together.
 *
 * Programs that the units name and the machine lacks are stood in for by one that answers what it is handed, see {@link PROGRAM}.
 *
 * @returns What went wrong, a sentence each; empty where all of it worked.
 */
export async function tryUnits(manager: Manager, files: readonly UnitText[]): Promise<readonly string[]> {
  await standIn(manager, files);
  for (const { name, text } of files) manager.install(name, text);
  const names = files.map(({ name }) => name).filter((name) => !name.includes('/'));
  const wrong: string[] = [];
  const start = async (...units: readonly string[]) => {
    const { code, stderr } = await manager.systemctl('start', ...units);
    if (code !== 0) wrong.push(`${units.join(' ')}: ${stderr.trim()}`);
  };
  try {
    await manager.systemctl('daemon-reload');
    for (const unit of names.filter((name) => !name.endsWith('.service') && !isTemplate(name))) {
      await start(unit);
      for (const address of await streams(manager, unit)) {
        const said = await connect(manager, address);
        if (said !== '') wrong.push(`${unit} at ${address}: ${said}`);
      }
    }
    const alone: string[] = [];
    for (const name of names.filter((one) => one.endsWith('.service'))) {
      if (!(await isTriggered(manager, name, names))) alone.push(name.replace('@.', '@one.'));
    }
    if (alone.length > 0) await start(...alone);
    await waitFor('the jobs to end', async () => (await manager.systemctl('list-jobs')).stdout.includes('No jobs'));
    const failed = await manager.systemctl('list-units', '--failed', '--plain', '--no-legend');
    for (const line of failed.stdout.split('\n').filter(Boolean)) wrong.push(`${line.split(' ')[0]} has failed.`);
    return wrong;
  } finally {
    await manager.systemctl('stop', ...names.map((unit) => unit.replace('@.', '@*.')));
    for (const { name } of files) await manager.run(['rm', '-r', '-f', `${manager.units}/${name.split('/')[0]}`]);
    await manager.systemctl('daemon-reload');
    await manager.systemctl('reset-failed');
  }
}

/** Whether something else starts a service; a template is started by the socket of its name that accepts. */
async function isTriggered(manager: Manager, service: string, names: readonly string[]): Promise<boolean> {
  if (!isTemplate(service)) return Boolean((await stateOf(manager, service))['TriggeredBy']);
  const socket = service.replace('@.service', '.socket');
  return names.includes(socket) && (await stateOf(manager, socket))['Accept'] === 'yes';
}

function isTemplate(name: string): boolean {
  return name.includes('@.');
}

/** The stream addresses that a socket listens at, as systemd tells them. */
async function streams(manager: Manager, unit: string): Promise<readonly string[]> {
  const listen = (await manager.systemctl('show', '--property=Listen', unit)).stdout;
  return [...listen.matchAll(/^(?:Listen=)?(.+) \(Stream\)$/gm)].map(([, address]) => address!);
}

/** Sends a request to an address and gives what went wrong, empty where a reply or the end of the connection came. */
async function connect(manager: Manager, address: string): Promise<string> {
  return (await manager.run(['python3', '-c', CLIENT, address])).stdout.trim();
}

/** Puts a program wherever a command line of the units wants one that the machine does not have, unless it is called so. Variables are no paths. */
export async function standIn(manager: Manager, files: readonly UnitText[]): Promise<void> {
  const wanted = new Set(
    files.flatMap(({ text }) => [...text.matchAll(/^Exec\w+=[-@:+!]*(\/[^\s$]+)(?!\S)/gm)].map(([, p]) => p!)),
  );
  for (const path of wanted) {
    if (path.endsWith('/not-installed')) continue;
    await manager.machine.run(['python3', '-c', PLACE, path], { input: PROGRAM });
  }
}

/** Writes standard input to a path where nothing is, as a program. */
const PLACE = `
import os, sys
path = sys.argv[1]
if not os.path.lexists(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(sys.stdin.read())
    os.chmod(path, 0o755)
`;

/** Answers the connection that it has as standard input or gets from the sockets that it was handed; without any, it says it is ready and remains. */
const PROGRAM = `#!/usr/bin/python3
import os, select, socket, stat, time
def answer(connection):
    connection.settimeout(5)
    try:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.0 200 OK\\r\\n\\r\\nok\\n")
    finally:
        connection.close()
if "NOTIFY_SOCKET" in os.environ:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.connect(os.environ["NOTIFY_SOCKET"].replace("@", "\\0", 1))
        notify.send(b"READY=1")
handed = [socket.socket(fileno=3 + n) for n in range(int(os.environ.get("LISTEN_FDS", "0")))]
listening = [one for one in handed if one.type == socket.SOCK_STREAM and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)]
if listening:
    for one in select.select(listening, [], [], 5)[0]:
        answer(one.accept()[0])
elif stat.S_ISSOCK(os.fstat(0).st_mode):
    answer(socket.socket(fileno=os.dup(0)))
elif handed:
    answer(handed[0])
else:
    time.sleep(2)
`;

const CLIENT = `
import socket, sys
address = sys.argv[1]
try:
    if address.startswith(("/", "@")):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(5)
        client.connect(address.replace("@", "\\0", 1) if address.startswith("@") else address)
    else:
        host, port = address.rsplit(":", 1)
        host = {"[::]": "::1", "0.0.0.0": "127.0.0.1"}.get(host, host.strip("[]"))
        client = socket.create_connection((host, int(port)), 5)
    client.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
    while client.recv(4096):
        pass
except OSError as error:
    print(type(error).__name__, error)
`;

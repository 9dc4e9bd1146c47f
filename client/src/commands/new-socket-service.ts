import { Uri, window, workspace } from 'vscode';
import {
  type NewFiles,
  type NewService,
  PROGRAM_LANGUAGES,
  type ProgramChoice,
} from '../../../server/src/protocol/new-service.ts';
import type { ManagerKind } from '../../../server/src/protocol/plan.ts';
import { listeningPorts, nextFree } from '../manager/free-port.ts';
import { outputText } from '../manager/outcome.ts';
import {
  type AddressKind,
  isAddress,
  isBackendAddress,
  portsOf,
  proposedAddress,
  socketType,
} from '../new-unit/address.ts';
import { isStem, stemOf } from '../new-unit/unit-stem.ts';
import { addressKinds, type Choice, type Way, ways } from '../new-unit/ways.ts';
import type { App } from './app.ts';
import { offerBuild } from './build-program.ts';
import { convertInetd } from './convert-inetd.ts';
import { makeFiles } from './make-files.ts';
import { firstExisting, managerOf, pickFolder } from './new-files.ts';

/**
 * Makes a service that a socket starts: asks how its program comes to its clients, in which language and at which address, shows all
 * files, and writes them once the person agrees. Existing files are never overwritten.
 *
 * @param argument The folder for the files, where the command is given for one.
 */
export async function newSocketService(app: App, argument: unknown): Promise<void> {
  const { t } = app;
  const way = await choose(t('How does the program get its clients?'), ways(t));
  if (way === undefined) return;
  if (way === 'inetd') return convertInetd(app, argument);
  const program = await pickProgram(app, way);
  if (program === undefined) return;
  const kind = await choose(t('What is listened at?'), addressKinds(way, t));
  if (kind === undefined) return;
  const folder = argument instanceof Uri ? argument : await pickFolder(app);
  if (folder === undefined) return;

  const manager = managerOf(app, folder);
  const begun = {
    folder: folder.toString(),
    manager,
    type: socketType(kind),
    program,
    owner: await ownerOf(app, folder),
  };
  const filesFor = (name: string, address: string) =>
    app.server.request('systemd/newService', { service: { ...begun, name, address } satisfies NewService });
  const name = await askName(app, folder, (stem) => filesFor(stem, proposedAddress(kind, stem, manager, FIRST_PORT)));
  if (name === undefined) return;
  const address = await askAddress(app, kind, name, manager);
  if (address === undefined) return;
  const made = await filesFor(name, address);
  if (made === null) return tellUnnamable(app, folder);

  const files = made.files.map(({ uri, text }) => ({ uri: Uri.parse(uri), text }));
  if (!(await makeFiles(app, folder, files))) return;
  if (made.build !== null) await offerBuild(app, folder, made.build);
}

async function choose<Id extends string>(title: string, choices: readonly Choice<Id>[]): Promise<Id | undefined> {
  const items = choices.map((choice) => ({ label: choice.title, detail: choice.detail, id: choice.id }));
  return (await window.showQuickPick(items, { title }))?.id;
}

async function pickProgram(app: App, way: Exclude<Way, 'inetd'>): Promise<ProgramChoice | undefined> {
  const { t } = app;
  if (way === 'proxy') return askProxied(app);
  const items = PROGRAM_LANGUAGES.filter(({ listens }) => listens || way === 'handler').map(
    ({ id, title, suffix }) => ({
      label: title,
      description: suffix,
      id,
    }),
  );
  const picked = await window.showQuickPick(items, { title: t('In which language?') });
  return picked && { kind: way, language: picked.id };
}

async function askProxied({ t }: App): Promise<ProgramChoice | undefined> {
  const to = await window.showInputBox({
    title: t('Where does the server listen?'),
    prompt: t('HOST:PORT, or the path of a Unix socket'),
    value: '127.0.0.1:8080',
    validateInput: (value) =>
      isBackendAddress(value) ? undefined : t('Type HOST:PORT, or the path of a Unix socket.'),
  });
  if (to === undefined) return undefined;
  const backend = await window.showInputBox({
    title: t('Which service runs the server?'),
    prompt: t('It is started with the proxy and stopped with it. Leave this empty if the server runs anyway.'),
    placeHolder: 'app.service',
    validateInput: (value) =>
      value === '' || (value.endsWith('.service') && isStem(stemOf(value)))
        ? undefined
        : t('Type the name of a service, or nothing.'),
  });
  return backend === undefined ? undefined : { kind: 'proxy', to, backend: backend === '' ? undefined : backend };
}

/** Asks for a name for which none of the files is there. */
async function askName(
  app: App,
  folder: Uri,
  filesFor: (stem: string) => Promise<NewFiles | null>,
): Promise<string | undefined> {
  const { t } = app;
  const typed = await window.showInputBox({
    title: t('New Socket-Activated Service'),
    prompt: t('The name of the units, without their types'),
    placeHolder: 'demo',
    validateInput: async (value) => {
      if (value === '') return undefined;
      const stem = stemOf(value);
      if (!isStem(stem)) return t('Use letters, digits and : - _ . \\ only, without spaces.');
      const made = await filesFor(stem);
      const taken = await firstExisting((made?.files ?? []).map(({ uri }) => Uri.parse(uri)));
      return taken === undefined ? undefined : t('{0} already exists.', nameIn(folder, taken));
    },
  });
  const stem = stemOf(typed ?? '');
  return isStem(stem) ? stem : undefined;
}

async function askAddress(
  app: App,
  kind: AddressKind,
  name: string,
  manager: ManagerKind,
): Promise<string | undefined> {
  const { t } = app;
  const port = kind === 'unix' ? FIRST_PORT : await proposePort(app);
  return window.showInputBox({
    title: t('New Socket-Activated Service'),
    prompt:
      kind === 'unix'
        ? t('The path of the socket, or @ and a name for one that is in no folder')
        : t(
            'The address and port, reached from this machine alone; a port without an address is reached from everywhere',
          ),
    value: proposedAddress(kind, name, manager, port),
    validateInput: (value) =>
      isAddress(kind, value)
        ? undefined
        : kind === 'unix'
          ? t('Type a path that begins with / or %t/, or @ and a name.')
          : t('Type a port, or an IP address and a port: 127.0.0.1:8000.'),
  });
}

/** Where to begin to look for a port that is free. */
const FIRST_PORT = 8000;

/** A port that no socket of the workspace has, and at which nobody listens on the target where that can be asked. */
async function proposePort(app: App): Promise<number> {
  const sockets = await app.server.request('systemd/sockets');
  const ofWorkspace = portsOf(sockets.flatMap(({ listeners }) => listeners.map(({ value }) => value)));
  const target = workspace.isTrusted ? (await app.targets?.current())?.target : undefined;
  const ofTarget = target && (await listeningPorts(target));
  return nextFree(FIRST_PORT - 1, new Set([...ofWorkspace, ...(ofTarget ?? [])])) ?? FIRST_PORT;
}

/** The account that a folder of this machine belongs to; undefined where it cannot be asked. */
async function ownerOf({ targets }: App, folder: Uri): Promise<string | undefined> {
  if (!workspace.isTrusted || folder.scheme !== 'file') return undefined;
  const target = (await targets?.current())?.target;
  if (target?.kind !== 'user' && target?.kind !== 'system') return undefined;
  const asked = await target.run(['stat', '--format=%U', '--', folder.fsPath], { timeout: 5_000 });
  const owner = asked.kind === 'ok' && asked.value.code === 0 ? outputText(asked.value).trim() : '';
  return /^[A-Za-z_][\w.-]*$/.test(owner) && owner !== 'UNKNOWN' ? owner : undefined;
}

function nameIn(folder: Uri, { path }: Uri): string {
  return path.startsWith(`${folder.path}/`) ? path.slice(folder.path.length + 1) : path;
}

function tellUnnamable({ t }: App, folder: Uri): void {
  void window.showErrorMessage(
    t(
      'No unit can name a file in {0}. Choose a folder on a disk, whose path has no quotes or backslashes.',
      folder.fsPath,
    ),
  );
}

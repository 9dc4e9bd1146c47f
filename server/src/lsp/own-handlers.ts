import type { CancellationToken, Connection } from 'vscode-languageserver';
import { plan } from '../core/activation/plan.ts';
import { compareWithSystemd } from '../core/features/comparison.ts';
import { dependencyGraph } from '../core/features/dependency-graph.ts';
import { dropInFor } from '../core/features/drop-in.ts';
import { dropInOfCopy } from '../core/features/drop-in-of-copy.ts';
import { effectiveText } from '../core/features/effective-text.ts';
import { judgedBy } from '../core/features/judged-by.ts';
import { manualAt } from '../core/features/manual.ts';
import { portMap } from '../core/features/port-map.ts';
import { serviceSecurity } from '../core/features/security.ts';
import { socketSummaries } from '../core/features/socket-summaries.ts';
import { unitFiles } from '../core/features/unit-files.ts';
import { pageIn } from '../core/findings/page-in.ts';
import { GRAPH_FORMATS } from '../core/graph/drawing.ts';
import { convertInetd } from '../core/new-units/inetd.ts';
import { newService } from '../core/new-units/new-service.ts';
import { join } from '../core/workspace/paths.ts';
import { managerOf } from '../core/workspace/settings.ts';
import type { Remark } from '../protocol/comparison.ts';
import type { NewService } from '../protocol/new-service.ts';
import type { Method, Params, Requests, Result } from '../protocol/requests.ts';
import type { Guard } from './guard.ts';
import { at, of, type Scene } from './scene.ts';
import {
  anything,
  DOCUMENT,
  either,
  list,
  nullable,
  number,
  object,
  oneOf,
  POSITION,
  type Shape,
  string,
  uri,
} from './shape.ts';
import {
  folderPath,
  fromNewService,
  fromRemark,
  toComparison,
  toConvertedEntry,
  toDropInOfCopy,
  toEffectiveUnit,
  toNewDropIn,
  toNewFiles,
  toPlan,
  toPortMap,
  toServiceSecurity,
  toSocketSummary,
  toUnitFiles,
} from './to-protocol.ts';
import { worldOf } from './world.ts';

/** Registers a handler for each request of the table in protocol/requests.ts. */
export function registerOwnHandlers(connection: Connection, guard: Guard, scene: Scene): void {
  const register = <M extends Method>(method: M): void => {
    const { fallback, answer }: OwnHandler<M> = HANDLERS[method];
    const handle = guard(method, fallback, (params: Params<M>) => answer(scene, params));
    // A request without parameters gives the token alone, and one with a list the elements of it (vscode-jsonrpc).
    connection.onRequest(method, (...given: unknown[]): Promise<unknown> => {
      const params = (given.length > 1 ? given[0] : undefined) as Params<M>;
      return handle(params, given.at(-1) as CancellationToken);
    });
  };
  OWN_METHODS.forEach(register);
}

/** The handler of a request, and the answer if it fails. */
interface OwnHandler<M extends Method> {
  readonly fallback: Result<M>;
  /** What the params must have. */
  readonly params: Shape;
  readonly answer: (scene: Scene, params: Params<M>) => Result<M>;
}

const ABOUT_DOCUMENT = object({ textDocument: DOCUMENT });
const REMARK = object({
  severity: nullable(string),
  source: nullable(string),
  uri: nullable(uri),
  line: nullable(number),
  unit: nullable(string),
  text: string,
} satisfies Record<keyof Remark, Shape>);

const PROGRAM = either(
  object({ kind: oneOf('proxy'), to: string, backend: nullable(string) }),
  object({ kind: oneOf('handler', 'server'), language: string }),
);
const NEW_SERVICE = object({
  name: string,
  folder: uri,
  manager: oneOf('system', 'user'),
  owner: nullable(string),
  type: oneOf('stream', 'datagram'),
  address: string,
  program: PROGRAM,
} satisfies Record<keyof NewService, Shape>);

const HANDLERS: { readonly [M in keyof Requests]: OwnHandler<M> } = {
  'systemd/plan': {
    fallback: null,
    params: object({ textDocument: DOCUMENT, manager: oneOf('system', 'user') }),
    answer: (scene, { textDocument, manager }) =>
      of(scene, textDocument, null, (snapshot, file) => {
        const made = plan(snapshot, file, manager, scene.folders(), worldOf(snapshot, scene.runtime));
        return made ? toPlan(snapshot, made, scene.presentation.language) : null;
      }),
  },
  'systemd/sockets': {
    fallback: [],
    params: anything,
    answer: (scene) =>
      socketSummaries(scene.snapshot(), scene.folders()).map((summary) =>
        toSocketSummary(summary, scene.presentation.language),
      ),
  },
  'systemd/ports': {
    fallback: { rows: [], free: 8080 },
    params: anything,
    answer: (scene) => {
      const folders = scene.folders();
      const map = portMap(scene.snapshot(), (path) => folders.some((folder) => path.startsWith(`${folder}/`)));
      return toPortMap(map, scene.presentation.language);
    },
  },
  'systemd/effectiveUnit': {
    fallback: null,
    params: ABOUT_DOCUMENT,
    answer: (scene, { textDocument }) =>
      of(scene, textDocument, null, (snapshot, file) => {
        const merged = effectiveText(snapshot, file, { withReplaced: true });
        return merged ? toEffectiveUnit(merged) : null;
      }),
  },
  'systemd/security': {
    fallback: null,
    params: ABOUT_DOCUMENT,
    answer: (scene, { textDocument }) =>
      of(scene, textDocument, null, (snapshot, file) => {
        const found = serviceSecurity(snapshot, file);
        return found ? toServiceSecurity(found, scene.presentation.language) : null;
      }),
  },
  'systemd/dropIn': {
    fallback: null,
    params: object({ textDocument: DOCUMENT, directives: list(object({ section: string, key: string })) }),
    answer: (scene, { textDocument, directives }) =>
      of(scene, textDocument, null, (snapshot, file) => {
        const made = dropInFor(snapshot, file, directives, scene.folders());
        return made ? toNewDropIn(made) : null;
      }),
  },
  'systemd/dropInOfCopy': {
    fallback: null,
    params: object({ textDocument: DOCUMENT, packaged: string }),
    answer: (scene, { textDocument, packaged }) =>
      of(scene, textDocument, null, (snapshot, file) => {
        const made = dropInOfCopy(snapshot, file, packaged);
        return made ? toDropInOfCopy(made) : null;
      }),
  },
  'systemd/graph': {
    fallback: null,
    params: object({ textDocument: DOCUMENT, format: oneOf(...GRAPH_FORMATS) }),
    answer: (scene, { textDocument, format }) =>
      of(scene, textDocument, null, (snapshot, file) => dependencyGraph(snapshot, file, format) ?? null),
  },
  'systemd/unitFiles': {
    fallback: null,
    params: ABOUT_DOCUMENT,
    answer: (scene, { textDocument }) =>
      of(scene, textDocument, null, (snapshot, file) => {
        const found = unitFiles(snapshot, file);
        return found ? toUnitFiles(found) : null;
      }),
  },
  'systemd/compare': {
    fallback: null,
    params: object({ textDocument: DOCUMENT, remarks: list(REMARK) }),
    answer: (scene, { textDocument, remarks }) =>
      of(scene, textDocument, null, (snapshot, file) => {
        const compared = compareWithSystemd(snapshot, file, remarks.map(fromRemark));
        return compared ? toComparison(snapshot, compared, scene.presentation.language) : null;
      }),
  },
  'systemd/judgedBy': {
    fallback: null,
    params: ABOUT_DOCUMENT,
    answer: (scene, { textDocument }) => of(scene, textDocument, null, judgedBy),
  },
  'systemd/manual': {
    fallback: null,
    params: object({ textDocument: DOCUMENT, position: POSITION }),
    answer: (scene, params) => at(scene, params, null, manualAt),
  },
  'systemd/newService': {
    fallback: null,
    params: object({ service: NEW_SERVICE }),
    answer: ({ presentation }, { service }) => {
      const made = newService(fromNewService(service));
      return made ? toNewFiles(made, presentation.language) : null;
    },
  },
  'systemd/convertInetd': {
    fallback: [],
    params: object({ inetd: object({ text: string, folder: uri }) }),
    answer: (scene, { inetd }) => {
      const folder = folderPath(inetd.folder);
      const manager = managerOf(join(folder, 'new.socket'), scene.snapshot().settings);
      return convertInetd(inetd.text, folder, manager).map((entry) =>
        toConvertedEntry(entry, scene.presentation.language),
      );
    },
  },
  'systemd/rulePage': {
    fallback: null,
    params: object({ code: string }),
    answer: ({ presentation }, { code }) => pageIn(code, presentation.language) ?? null,
  },
};

/** The requests that the server answers beyond LSP. */
export const OWN_METHODS = Object.keys(HANDLERS) as readonly Method[];

/** What the params of each must have. */
export const OWN_PARAMS: ReadonlyMap<string, Shape> = new Map(
  OWN_METHODS.map((method) => [method, HANDLERS[method].params]),
);

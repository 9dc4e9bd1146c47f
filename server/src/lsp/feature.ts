import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  ProtocolRequestType,
  Range,
  ServerCapabilities,
  TextDocumentIdentifier,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { offsetAt } from '../core/text/line-index.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnitFile } from '../core/workspace/unit-file.ts';
import { featureOf } from './feature-names.ts';
import type { Guard } from './guard.ts';
import type { Presentation } from './presentation.ts';
import { at, of, type Scene } from './scene.ts';
import { DOCUMENT, object, POSITION, type Shape } from './shape.ts';

/** One row of the table of features: a request of LSP, what the server announces for it, and how it is answered. */
export interface Feature {
  readonly method: string;
  /** What its params must have. */
  readonly params: Shape;
  /** What the server announces to a client, so that it asks. */
  capabilities(client: ClientCapabilities): Partial<ServerCapabilities>;
  /** Answers the request on a connection: guarded, and with the row's fallback where the document is no unit file or answering throws. */
  register(connection: Connection, guard: Guard, scene: Scene): void;
}

/** What an answer is made from, besides the params. */
export interface Asked {
  readonly snapshot: Snapshot;
  readonly scene: Scene;
  readonly presentation: Presentation;
}

export interface AskedFile extends Asked {
  readonly file: UnitFile;
  /** The offset of a position of the document. */
  readonly offsetAt: (position: Range['start']) => number;
}

export interface AskedPlace extends AskedFile {
  readonly offset: number;
}

/** Fixed, or as the client's own capabilities have it. */
type Provides = Partial<ServerCapabilities> | ((client: ClientCapabilities) => Partial<ServerCapabilities>);

type Request<P, R> =
  | ProtocolRequestType<P, R, never, unknown, unknown>
  | ProtocolRequestType<P, R, unknown, unknown, unknown>;

/** What answers at once, or once the person was asked. */
type Answer<R> = NoInfer<R> | Promise<NoInfer<R>>;

/** Fields of params, beside those that all of a kind have. */
type Fields = Readonly<Record<string, Shape>>;

/** A request about the workspace, or about no document at all. */
export function aboutWorkspace<P, R>(
  type: Request<P, R>,
  capabilities: Provides,
  fallback: NoInfer<R>,
  answer: (asked: Asked, params: P) => Answer<R>,
  fields: Fields,
): Feature {
  return feature(type, fields, capabilities, fallback, (scene, params) => answer(asked(scene), params));
}

/** A request about a document. */
export function aboutFile<P extends { readonly textDocument: TextDocumentIdentifier }, R>(
  type: Request<P, R>,
  capabilities: Provides,
  fallback: NoInfer<R>,
  answer: (asked: AskedFile, params: P) => NoInfer<R>,
  fields: Fields = {},
): Feature {
  return feature(type, { textDocument: DOCUMENT, ...fields }, capabilities, fallback, (scene, params) =>
    of(scene, params.textDocument, fallback, (_snapshot, file) => answer(askedFile(scene, file), params)),
  );
}

/** A request about a place in a document. */
export function aboutPlace<P extends TextDocumentPositionParams, R>(
  type: Request<P, R>,
  capabilities: Provides,
  fallback: NoInfer<R>,
  answer: (asked: AskedPlace, params: P) => Answer<R>,
  fields: Fields = {},
): Feature {
  return feature(
    type,
    { textDocument: DOCUMENT, position: POSITION, ...fields },
    capabilities,
    fallback,
    (scene, params) =>
      at<R | Promise<R>>(scene, params, fallback, (_snapshot, file, offset) =>
        answer({ ...askedFile(scene, file), offset }, params),
      ),
  );
}

/** Params that name a unit of a hierarchy that was handed out before. */
interface ItemParams {
  readonly item: { readonly uri: string; readonly data?: unknown };
}

/** A request about a unit of a hierarchy; what the row of the hierarchy's beginning announces holds for it too. */
export function aboutItem<P extends ItemParams, R>(
  type: Request<P, R>,
  fallback: NoInfer<R>,
  answer: (asked: AskedFile, name: string | undefined) => NoInfer<R>,
): Feature {
  return feature(type, { item: DOCUMENT }, {}, fallback, (scene, { item }) =>
    of(scene, item, fallback, (_snapshot, file) => {
      const { name } = (item.data ?? {}) as { readonly name?: unknown };
      return answer(askedFile(scene, file), typeof name === 'string' ? name : undefined);
    }),
  );
}

function feature<P, R>(
  type: Request<P, R>,
  fields: Fields,
  capabilities: Provides,
  fallback: R,
  answer: (scene: Scene, params: P) => R | Promise<R>,
): Feature {
  return {
    method: type.method,
    params: object(fields),
    capabilities: (client) => (typeof capabilities === 'function' ? capabilities(client) : capabilities),
    register(connection, guard, scene) {
      const name = featureOf(type.method);
      const guarded = guard(type.method, fallback, (params: P) =>
        name !== undefined && scene.isOff?.(name) ? fallback : answer(scene, params),
      );
      connection.onRequest(
        type.method,
        (params: P, token: CancellationToken): Promise<unknown> => guarded(params, token),
      );
    },
  };
}

function asked(scene: Scene): Asked {
  return { snapshot: scene.snapshot(), scene, presentation: scene.presentation };
}

function askedFile(scene: Scene, file: UnitFile): AskedFile {
  return { ...asked(scene), file, offsetAt: (position) => offsetAt(file.lines, position) };
}

import type { Connection, TextDocumentPositionParams } from 'vscode-languageserver';
import { plan } from '../core/activation/plan.ts';
import { compareWithSystemd, type FilePlace } from '../core/features/comparison.ts';
import { effectiveText } from '../core/features/effective-text.ts';
import { manualAt } from '../core/features/manual.ts';
import { socketSummaries } from '../core/features/socket-summaries.ts';
import { unitFiles } from '../core/features/unit-files.ts';
import { pageText } from '../core/findings/page.ts';
import { editorLines, positionAt } from '../core/text/line-index.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import {
  COMPARE_METHOD,
  type CompareParams,
  type CompareResult,
  type DocumentPlace,
  EFFECTIVE_UNIT_METHOD,
  type EffectiveUnitParams,
  type EffectiveUnitResult,
  MANUAL_METHOD,
  type ManualResult,
  PLAN_METHOD,
  type PlanParams,
  type PlanResult,
  RULE_PAGE_METHOD,
  type RulePageParams,
  type RulePageResult,
  SOCKETS_METHOD,
  type SocketsResult,
  UNIT_FILES_METHOD,
  type UnitFilesParams,
  type UnitFilesResult,
} from '../protocol/requests.ts';
import type { Guard } from './guard.ts';
import { at, of, type Scene } from './scene.ts';
import { toRange } from './to-lsp.ts';
import { uriOf } from './uri.ts';

/** The requests beyond LSP, of protocol/: paths become URIs here, offsets lines. */
export function registerOwnHandlers(connection: Connection, guard: Guard, scene: Scene): void {
  connection.onRequest(
    PLAN_METHOD,
    guard('plan', null as PlanResult, ({ uri, manager }: PlanParams) =>
      of(scene, { uri }, null as PlanResult, (snapshot, file) => {
        const made = plan(snapshot, file, manager, scene.folders());
        return made ? withUris(made) : null;
      }),
    ),
  );
  connection.onRequest(
    RULE_PAGE_METHOD,
    guard('rule page', null as RulePageResult, ({ code }: RulePageParams) => pageText(code) ?? null),
  );
  connection.onRequest(
    SOCKETS_METHOD,
    guard('sockets', [] as SocketsResult, () =>
      socketSummaries(scene.snapshot(), scene.folders()).map(({ file, serviceFile, ...rest }) => ({
        ...rest,
        uri: uriOf(file),
        serviceUri: serviceFile && uriOf(serviceFile),
      })),
    ),
  );
  connection.onRequest(
    EFFECTIVE_UNIT_METHOD,
    guard('effective unit', null as EffectiveUnitResult | null, ({ uri }: EffectiveUnitParams) =>
      of(scene, { uri }, null as EffectiveUnitResult | null, (snapshot, file) => {
        const merged = effectiveText(snapshot, file);
        if (!merged) return null;
        const lines = merged.lines.map(({ text, origin }) => ({
          text,
          uri: origin && uriOf(origin.file.path),
          line: origin && positionAt(origin.file.lines, origin.offset).line,
        }));
        return { unit: merged.unit, lines };
      }),
    ),
  );
  connection.onRequest(
    UNIT_FILES_METHOD,
    guard('unit files', null as UnitFilesResult, ({ uri }: UnitFilesParams) =>
      of(scene, { uri }, null as UnitFilesResult, (snapshot, file) => {
        const found = unitFiles(snapshot, file);
        if (!found) return null;
        return { ...found, fragment: found.fragment && uriOf(found.fragment), dropIns: found.dropIns.map(uriOf) };
      }),
    ),
  );
  connection.onRequest(
    COMPARE_METHOD,
    guard('comparison', null as CompareResult, ({ uri, remarks }: CompareParams) =>
      of(scene, { uri }, null as CompareResult, (snapshot, file) => {
        const compared = compareWithSystemd(snapshot, file, remarks);
        return compared ? withDocuments(snapshot, compared) : null;
      }),
    ),
  );
  connection.onRequest(
    MANUAL_METHOD,
    guard('manual', null as ManualResult, (params: TextDocumentPositionParams) =>
      at(scene, params, null as ManualResult, manualAt),
    ),
  );
}

function withUris(made: NonNullable<ReturnType<typeof plan>>): NonNullable<PlanResult> {
  return {
    ...made,
    files: made.files.map((file) => ({ ...file, source: uriOf(file.source) })),
    handlers: made.handlers.map((handler) => ({ ...handler, file: uriOf(handler.file) })),
    blockers: made.blockers.map((blocker) => ({ ...blocker, file: blocker.file && uriOf(blocker.file) })),
  };
}

function withDocuments(
  snapshot: Snapshot,
  compared: NonNullable<ReturnType<typeof compareWithSystemd>>,
): NonNullable<CompareResult> {
  const placed = ({ file, range }: FilePlace): DocumentPlace => ({
    uri: uriOf(file),
    range: toRange(snapshot.file(file)?.lines ?? editorLines(''), range),
  });
  const claimed = (claim: (typeof compared.onlyHere)[number]) => ({ ...claim, place: placed(claim.place) });
  return {
    ...compared,
    places: compared.places.map((place) => (place === null ? null : placed(place))),
    agreed: compared.agreed.map(({ remarks, claims }) => ({ remarks, claims: claims.map(claimed) })),
    onlyHere: compared.onlyHere.map(claimed),
  };
}

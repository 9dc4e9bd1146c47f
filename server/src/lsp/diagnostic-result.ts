import type { Diagnostic } from 'vscode-languageserver';
import { key } from '../core/workspace/memory.ts';
import { cachedAt } from '../core/workspace/snapshot.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Scene } from './scene.ts';
import { pathOf } from './uri.ts';

/** The diagnostics of a document under an id: the same id stands for the same diagnostics (LSP 3.17, previousResultId). */
export interface DiagnosticResult {
  /** Empty where there are no diagnostics. */
  readonly id: string;
  /** Made when they are asked for: what has an id that the client knows is not sent. */
  items(): Diagnostic[];
}

/** None where the person has diagnostics from another server. */
export function diagnosticResult(
  { snapshot, presentation, isOff }: Scene,
  uri: string,
  log: (text: string) => void,
): DiagnosticResult {
  if (isOff?.('diagnostics')) return { id: '', items: () => [] };
  const now = snapshot();
  let made: Diagnostic[] | undefined;
  const items = (): Diagnostic[] => {
    made ??= diagnosticsOf(now, uri, presentation, log);
    return made;
  };
  const id = cachedAt(now, RESULT_ID, pathOf(uri), () => resultId(items()));
  return { id, items };
}

/** Remembered by path: `takeOutdated` gives the files that have other diagnostics now, or may have. */
export const RESULT_ID = key<string>('result ids', { small: true });

function resultId(items: readonly Diagnostic[]): string {
  return items.length === 0 ? '' : digest(JSON.stringify(items));
}

/** 64 bits of a text, by which it is told from others: FNV-1a, and the same backwards with another start. */
function digest(text: string): string {
  let forth = 0x811c9dc5;
  let back = 0x050c5d1f;
  for (let at = 0; at < text.length; at++) {
    forth = Math.imul(forth ^ text.charCodeAt(at), 0x01000193);
    back = Math.imul(back ^ text.charCodeAt(text.length - 1 - at), 0x01000193);
  }
  return [forth, back].map((half) => (half >>> 0).toString(36)).join('.');
}

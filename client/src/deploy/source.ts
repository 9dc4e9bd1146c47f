import type { Plan, PlannedFile } from '../../../server/src/protocol/plan.ts';
import { type Outcome, ok } from '../manager/outcome.ts';

/**
 * Gives the bytes of a file that a plan names; undefined where it is not there.
 *
 * @param text What the plan has of it, which is as the server last saw it: a moment old perhaps, and without bytes that are no UTF-8.
 */
export type ReadSource = (uri: string, text?: string) => Promise<Uint8Array | undefined>;

/** A planned file with the bytes that are to be installed. */
export interface ReadyFile extends PlannedFile {
  readonly bytes: Uint8Array;
}

/** Gives the text of the plan, to compare with and not to deploy. */
export const asPlanned: ReadSource = async (_, text) =>
  text === undefined ? undefined : new TextEncoder().encode(text);

/** Gives what is on disk. Only a document that was never saved has nothing there but the text in the plan. */
export function asSaved(read: (uri: string) => Promise<Uint8Array | undefined>): ReadSource {
  return (uri, text) => (uri.startsWith('untitled:') ? asPlanned(uri, text) : read(uri));
}

/** Reads all that a plan installs. A file that was deleted since the plan was made is a failure, and nothing of it is installed. */
export async function readFiles(plan: Plan, readSource: ReadSource): Promise<Outcome<readonly ReadyFile[]>> {
  const files: ReadyFile[] = [];
  for (const file of plan.files) {
    const bytes = await readOne(file.source, readSource, file.text);
    if (bytes.kind !== 'ok') return bytes;
    files.push({ ...file, bytes: bytes.value });
  }
  return ok(files);
}

/** Reads one of them. */
export async function readOne(uri: string, readSource: ReadSource, text?: string): Promise<Outcome<Uint8Array>> {
  const bytes = await readSource(uri, text);
  return bytes === undefined ? { kind: 'file', operation: 'read', path: pathOf(uri), code: 'ENOENT' } : ok(bytes);
}

/** How a person knows a file by its URI. */
function pathOf(uri: string): string {
  return decodeURIComponent(uri.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, ''));
}

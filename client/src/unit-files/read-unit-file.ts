import type { DiskFile } from '../../../server/src/protocol/disk-files.ts';
import type { Files } from './files.ts';

/**
 * Reads a file as news for the server; undefined where it is there, but is too large or cannot be read.
 *
 * @param most Bytes.
 */
export async function readUnitFile(files: Files, uri: string, most: number): Promise<DiskFile | undefined> {
  try {
    const seen = await files.look(uri);
    if (seen === undefined) return { uri, content: null, link: false };
    if (seen.size > most) return undefined;
    const bytes = seen.isDevice ? new Uint8Array() : await files.read(uri);
    return { uri, content: bytes ? base64(bytes) : null, link: seen.isLink };
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

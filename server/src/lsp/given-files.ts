import { decodeUnit } from '../core/text/bytes.ts';
import type { Host, HostChange } from '../core/workspace/host.ts';
import { folderOf } from '../core/workspace/paths.ts';
import type { DiskFile, DiskFilesParams } from '../protocol/disk-files.ts';
import { PASSED_BY } from '../protocol/unit-paths.ts';
import { stackOf } from './stack-of.ts';
import { pathOf } from './uri.ts';

/** The disk as a client reports it, for a server without one: changes of its files go into the host's `disk` layer. */
export interface GivenFiles {
  /** The client has announced that it sends files. What depends on them is not judged until they have arrived. */
  expect(): void;
  /** Applies the content of a notification; entries of the wrong form are ignored. */
  take(params: unknown): void;
}

/** @param log Takes what is told of a file that is left out: its address or content is none, or a fault of ours. */
export function createGivenFiles(host: Host, log: (text: string) => void): GivenFiles {
  const originals = new Map<string, string>();
  const links = new Map<string, { readonly text: string; readonly target: string | undefined }>();

  /** Stores the change of one file. Links are changed later, by {@link resolved}, when all their possible targets are known. */
  function news({ uri, content, link }: DiskFile): HostChange[] {
    const path = pathOf(uri);
    const text =
      content === null ? undefined : decodeUnit(Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)));
    originals.delete(path);
    links.delete(path);
    if (text === undefined) return [{ path, layer: 'disk', text: undefined }];
    if (link) links.set(path, { text, target: undefined });
    else originals.set(path, text);
    return link ? [] : [{ path, layer: 'disk', text }];
  }

  /** Resolves links that are new, or whose target is gone. */
  function* resolved(): Iterable<HostChange> {
    for (const [path, { text, target: before }] of links) {
      if (before !== undefined && (before === path || before === '/dev/null' || originals.has(before))) continue;
      const target = text === '' ? '/dev/null' : (original(path, text) ?? path);
      links.set(path, { text, target });
      yield { path, layer: 'disk', text, link: target };
    }
  }

  /** The file with the same text as the link, a neighbour first: reading a link gives the text of its target. */
  function original(path: string, text: string): string | undefined {
    const ending = path.slice(path.lastIndexOf('.'));
    const alike = [...originals.keys()].filter((one) => one.endsWith(ending) && originals.get(one) === text);
    return alike.find((one) => folderOf(one) === folderOf(path)) ?? alike[0];
  }

  function attempt(name: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      log(`${JSON.stringify(name)} is left out: ${stackOf(error)}`);
    }
  }

  return {
    expect() {
      host.survey(() => false);
    },
    take(params) {
      const { files, whole } = (params ?? {}) as Partial<Record<keyof DiskFilesParams, unknown>>;
      for (const file of Array.isArray(files) ? files.filter(isDiskFile) : []) {
        attempt(file.uri, () => host.apply(news(file)));
      }
      for (const change of resolved()) attempt(change.path, () => host.apply([change]));
      if (!Array.isArray(whole)) return;
      const folders: string[] = [];
      for (const uri of whole) if (typeof uri === 'string') attempt(uri, () => folders.push(pathOf(uri)));
      host.survey(covering(folders));
    },
  };
}

function isDiskFile(file: unknown): file is DiskFile {
  const { uri, content } = (file ?? {}) as Partial<Record<keyof DiskFile, unknown>>;
  return typeof uri === 'string' && (content === null || typeof content === 'string');
}

/** Whether a path lies in one of the folders, and in none that a search of them skips. */
function covering(folders: readonly string[]): (path: string) => boolean {
  return (path) =>
    folders.some((folder) => {
      const start = folder.endsWith('/') ? folder : `${folder}/`;
      if (!path.startsWith(start)) return false;
      return !folderOf(path.slice(start.length))
        .split('/')
        .some((name) => PASSED_BY.test(name));
    });
}

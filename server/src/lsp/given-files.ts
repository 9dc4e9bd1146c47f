import { decodeUnit } from '../core/text/bytes.ts';
import type { Host, HostChange } from '../core/workspace/host.ts';
import { folderOf } from '../core/workspace/paths.ts';
import type { DiskFile, DiskFilesParams } from '../protocol/disk-files.ts';
import { PASSED_BY } from '../protocol/unit-paths.ts';
import { pathOf } from './uri.ts';

/** The disk as a client tells of it, for a server that has none: news of its files go into the host's layer of that name. */
export interface GivenFiles {
  /** The client has announced that it sends files. What depends on them is not judged until they have come. */
  expect(): void;
  /** Takes the content of a notification, whatever it is, as far as it has the form of one. */
  take(params: unknown): void;
}

export function createGivenFiles(host: Host): GivenFiles {
  const originals = new Map<string, string>();
  const links = new Map<string, { readonly text: string; readonly target: string | undefined }>();

  /** Files the news of one file. A link's change comes later, with {@link resolved}, when all files are there that it may lead to. */
  function news({ uri, content, link }: DiskFile): HostChange[] {
    const path = pathOf(uri);
    originals.delete(path);
    links.delete(path);
    if (content === null) return [{ path, layer: 'disk', text: undefined }];
    const text = decodeUnit(Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)));
    if (link) links.set(path, { text, target: undefined });
    else originals.set(path, text);
    return link ? [] : [{ path, layer: 'disk', text }];
  }

  /** Finds out where links lead that are new, or whose target is gone. */
  function* resolved(): Iterable<HostChange> {
    for (const [path, { text, target: before }] of links) {
      if (before !== undefined && (before === path || before === '/dev/null' || originals.has(before))) continue;
      const target = text === '' ? '/dev/null' : (original(path, text) ?? path);
      links.set(path, { text, target });
      yield { path, layer: 'disk', text, link: target };
    }
  }

  /** The file that has a link's very text, a neighbour first: what a link reads as is what it leads to. */
  function original(path: string, text: string): string | undefined {
    const ending = path.slice(path.lastIndexOf('.'));
    const alike = [...originals.keys()].filter((one) => one.endsWith(ending) && originals.get(one) === text);
    return alike.find((one) => folderOf(one) === folderOf(path)) ?? alike[0];
  }

  return {
    expect() {
      host.survey(() => false);
    },
    take(params) {
      const { files, whole } = (params ?? {}) as Partial<Record<keyof DiskFilesParams, unknown>>;
      const changes = Array.isArray(files) ? files.filter(isDiskFile).flatMap(news) : [];
      host.apply([...changes, ...resolved()]);
      if (Array.isArray(whole)) host.survey(covering(whole.filter((uri) => typeof uri === 'string').map(pathOf)));
    },
  };
}

function isDiskFile(file: unknown): file is DiskFile {
  const { uri, content } = (file ?? {}) as Partial<Record<keyof DiskFile, unknown>>;
  return typeof uri === 'string' && (content === null || typeof content === 'string');
}

/** Whether a path lies in one of the folders, and in none that a search of them would have passed by. */
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

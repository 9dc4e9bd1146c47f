import { manualUrl } from '../catalogue/documentation.ts';
import { valueSource } from '../syntax/tree.ts';
import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Token, World } from '../values/grammar.ts';
import { tokenText } from '../values/words/word-list.ts';
import { analysisOf, type Entry } from '../workspace/analyse.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A stretch of a file that leads somewhere: to an address on the web, or to a file of the machine by its path. */
export interface Link {
  readonly range: Range;
  readonly target: { readonly url: string } | { readonly path: string };
  readonly tooltip: Message;
}

/** The addresses and manual pages of Documentation=, and the paths of files that are there (LSP textDocument/documentLink). */
export function links(snapshot: Snapshot, file: UnitFile, world: World): readonly Link[] {
  const { version } = snapshot.settings;
  return analysisOf(file, snapshot.settings).entries.flatMap((entry) =>
    entry.parsed.tokens.flatMap((token) => {
      const link = isDocumentation(entry) ? documentation(entry, token, version) : fileNamed(entry, token, world);
      return link ? [link] : [];
    }),
  );
}

function isDocumentation({ at }: Entry): boolean {
  return at.parser === 'config_parse_documentation';
}

function documentation({ node }: Entry, token: Token, version: number): Link | undefined {
  if (token.kind !== 'string') return undefined;
  const text = tokenText(token, node.value);
  const range = valueSource(node, token.from, token.to);
  const page = /^man:([\w.@:+-]+)\((\w+)\)$/.exec(text);
  if (page) return { range, target: { url: manualPage(page[1]!, page[2]!, version) }, tooltip: say`Read on the web` };
  if (/^https?:\/\/\S+$/.test(text)) return { range, target: { url: text }, tooltip: say`Open in the browser` };
  const path = /^file:(?:\/\/)?(\/\S+)$/.exec(text)?.[1];
  return path === undefined ? undefined : { range, target: { path }, tooltip: say`Open the file` };
}

/** systemd's own pages are those of the version; all others are Debian's, which has nearly everything. */
function manualPage(name: string, section: string, version: number): string {
  if (/^(?:systemd|journal|udev|sd[-_]|os-release|machine-id|machine-info|hostname$|locale\.conf)/.test(name))
    return manualUrl(name, version);
  return `https://manpages.debian.org/${encodeURIComponent(name)}.${section}`;
}

/** A file that a value names, alone or at the end of an argument. Programs of the system are left out: they are not text. */
function fileNamed({ node }: Entry, token: Token, world: World): Link | undefined {
  if (token.kind !== 'path' && token.kind !== 'command' && token.kind !== 'argument') return undefined;
  const written = node.value.slice(token.from, token.to);
  const inside = token.kind === 'argument' ? /(?:^|=)(\/[^\s"'\\%$]+)$/.exec(written) : undefined;
  if (token.kind === 'argument' && !inside) return undefined;
  const path = inside ? inside[1]! : tokenText(token, node.value);
  if (!path.startsWith('/') || PROGRAMS.test(path) || world.kind?.(path) !== 'file') return undefined;
  const from = inside ? token.to - path.length : token.from;
  return { range: valueSource(node, from, token.to), target: { path }, tooltip: say`Open the file` };
}

const PROGRAMS = /^\/(?:usr\/)?s?bin\//;

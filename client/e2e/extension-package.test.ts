import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

// What people install as the extension.

const ROOT = join(import.meta.dirname, '../..');
let folder: string;
let files: ReadonlyMap<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsix-'));
  files = unzip(readFileSync(packaged('first', 'UTC')));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Packages what is in dist/, with no option that overrides what the packager demands. */
function packaged(name: string, zone: string): string {
  const file = join(folder, `${name}.vsix`);
  const argv = [join(ROOT, 'client/tools/package.mjs'), file];
  execFileSync(process.execPath, argv, { cwd: ROOT, stdio: 'pipe', env: { ...process.env, TZ: zone } });
  return file;
}

/** The files of a zip, by their names (PKWARE's APPNOTE, 4.3). */
function unzip(zip: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = zip.indexOf('PK\x01\x02'); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [packed, , nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength!);
    const begin = zip.readUInt32LE(at + 42);
    const data = begin + 30 + zip.readUInt16LE(begin + 26) + zip.readUInt16LE(begin + 28);
    found.set(name, inflateRawSync(zip.subarray(data, data + packed!)).toString());
    at += 46 + nameLength! + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}

it('the same sources give the same bytes, wherever they are packaged', () => {
  const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  expect(digest(packaged('second', 'Asia/Tokyo'))).toBe(digest(join(folder, 'first.vsix')));
});

it('it is less than a megabyte', () => {
  expect(statSync(join(folder, 'first.vsix')).size).toBeLessThan(1_000_000);
});

it('every package that is bundled is named with its licence', () => {
  const text = files.get('extension/dist/ThirdPartyNotices.txt')!;
  const bill = JSON.parse(files.get('extension/dist/bill-of-materials.cdx.json')!) as {
    components: { name: string }[];
  };
  const metafiles = JSON.parse(readFileSync(join(ROOT, 'out/metafile.json'), 'utf8')) as { inputs: object }[];
  const inputs = metafiles.flatMap((one) => Object.keys(one.inputs));
  const packages = new Set(inputs.flatMap((one) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(one)?.[1] ?? []));
  expect(packages.size).toBeGreaterThan(10);
  const noticed = new Set([...text.matchAll(/^(\S+) \d\S* \(.+\)$/gm)].map(([, name]) => name));
  expect([...packages].filter((name) => !noticed.has(name))).toEqual([]);
  expect(new Set(bill.components.map(({ name }) => name))).toEqual(packages);
  expect(files.get('extension/LICENSE.txt')).toContain('MIT License');
});

it('all that package.json names is there, and nothing else of what is built', () => {
  const named = [...JSON.stringify(manifest).matchAll(/"\.?\/?((?:dist|client|syntaxes)\/[\w./-]+\.\w+)"/g)];
  expect(named.length).toBeGreaterThan(10);
  const paths = named.map(([, path]) => path!).filter((path) => !/\.(?:ts|mjs|vsix)$/.test(path));
  expect(paths.filter((path) => !files.has(`extension/${path}`))).toEqual([]);
  expect(
    [...files.keys()].filter((name) => /dist\/cli|\.gif$|activation\.png|\.map$|\.ts$|node_modules/.test(name)),
  ).toEqual([]);
});

it('its README has no relative links', () => {
  const links = [...files.get('extension/readme.md')!.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !/^(?:https:|#)/.test(link))).toEqual([]);
});

import { deflateRawSync } from 'node:zlib';

/** What each file of dist/ may come to when it is compressed as a .vsix and a package of npm are, in kilobytes of 1000 bytes. */
const BUDGET: Readonly<Record<string, number>> = {
  'extension.cjs': 75,
  'extension-web.js': 195,
  'helper.cjs': 16,
  'server.cjs': 15,
  'server-web.js': 10,
  'server-common.js': 455,
  'cli.cjs': 305,
};

/** A sentence for each file that is bigger than its budget. */
export function overBudget(read: (name: string) => Uint8Array): string[] {
  return Object.entries(BUDGET).flatMap(([name, kilobytes]) => {
    const size = deflateRawSync(read(name), { level: 9 }).length;
    if (size <= kilobytes * 1000) return [];
    return `dist/${name} is ${Math.ceil(size / 1000)} kB when compressed, and its budget is ${kilobytes} kB: see what it has come to contain, or raise its budget.`;
  });
}

import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './feed.ts';

/** Inputs that have shown a fault once, which the tests feed again. */
const FOLDER = join(import.meta.dirname, 'found');

/** An input that showed a fault, and what was said. */
export type Found = Fault;

export function found(): readonly Found[] {
  return globSync('*.json', { cwd: FOLDER }).map(
    (name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Found,
  );
}

/** Writes an input that shows a fault beside the others. @returns the file's path. */
export function keep(fault: Fault): string {
  const { subject, input } = fault;
  const text = `${JSON.stringify({ subject, input, error: fault.error.split('\n')[0] }, undefined, 2)}\n`;
  const path = join(
    FOLDER,
    `${subject}-${createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 8)}.json`,
  );
  writeFileSync(path, text);
  return path;
}

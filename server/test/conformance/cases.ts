import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The systemd versions that the cases were shown to. */
export const VERSIONS = [247, 252, 254, 257, 262] as const;
export type Version = (typeof VERSIONS)[number];

/** A unit and what `systemd-analyze verify` of each version said about it. */
export interface Case {
  readonly name: string;
  /** What the case is about, `[Socket] Accept` for instance. */
  readonly about: string;
  readonly bytes: Uint8Array;
  readonly verdicts: Readonly<Record<Version, Verdict>>;
}

export interface Verdict {
  /** Messages with a line, which is the last physical line of a continued assignment. */
  readonly lines: readonly LineVerdict[];
  readonly refused: boolean;
}

export interface LineVerdict {
  readonly line: number;
  /** A class of message, named by those who gathered the cases. */
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
}

/**
 * The cases that the project carries, one unit a case, most with one directive under test. Among the second file's are those about which
 * the versions differ.
 */
export function readCases(): Case[] {
  return ['cases.jsonl.gz', 'own-cases.jsonl.gz'].flatMap(readFile);
}

function readFile(name: string): Case[] {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, name))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => readCase(JSON.parse(line) as RawCase));
}

interface RawCase extends Record<string, unknown> {
  readonly name: string;
  readonly desc: string;
  readonly enc: 'utf8' | 'base64';
  readonly content: string;
}

interface RawVerdict {
  readonly diag: readonly (readonly [number, string, string, string])[];
  readonly refused: boolean;
}

function readCase(raw: RawCase): Case {
  const verdict = (version: Version): Verdict => {
    const { diag, refused } = raw[version] as RawVerdict;
    return { refused, lines: diag.map(([line, kind, severity, message]) => ({ line, kind, severity, message })) };
  };
  return {
    name: raw.name,
    about: raw.desc,
    bytes: Buffer.from(raw.content, raw.enc),
    verdicts: { 247: verdict(247), 252: verdict(252), 254: verdict(254), 257: verdict(257), 262: verdict(262) },
  };
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Case, LineVerdict, Verdict } from './cases.ts';

/** The version of the systemd-analyze on this machine, or undefined where there is none. */
export function installedVersion(): number | undefined {
  try {
    const said = execFileSync('systemd-analyze', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(/systemd (\d+)/.exec(said)?.[1]);
  } catch {
    return undefined;
  }
}

/**
 * Shows the cases to this machine's `systemd-analyze verify`, a hundred at a time as it takes no more from one folder, and
 * reads what it says of each line. Needs no manager and no root.
 */
export function askSystemd(cases: readonly Case[]): Map<string, Verdict> {
  const verdicts = new Map<string, { lines: LineVerdict[]; refused: boolean }>();
  for (let at = 0; at < cases.length; at += 100) {
    const some = cases.slice(at, at + 100);
    for (const one of some) verdicts.set(one.name, { lines: [], refused: false });
    const folder = mkdtempSync(join(tmpdir(), 'verify-'));
    try {
      const units = join(folder, 'units');
      mkdirSync(units);
      for (const one of some) writeFileSync(join(units, one.name), one.bytes);
      readMessages(verify(units, some), verdicts);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return verdicts;
}

function verify(folder: string, cases: readonly Case[]): string {
  const files = cases.map((one) => join(folder, one.name));
  const { stderr } = spawnSync(
    'systemd-analyze',
    ['verify', '--man=no', '--generators=no', '--recursive-errors=one', ...files],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      env: { ...process.env, SYSTEMD_UNIT_PATH: '', SYSTEMD_LOG_TARGET: 'console-prefixed', SYSTEMD_LOG_LOCATION: '1' },
    },
  );
  return stderr;
}

const SEVERITIES = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];

function readMessages(stderr: string, verdicts: Map<string, { lines: LineVerdict[]; refused: boolean }>): void {
  for (const line of stderr.split('\n')) {
    const message = /^<(\d+)>(?:[^ ]+:\d+: )?(.*)$/.exec(line);
    if (!message) continue;
    const severity = SEVERITIES[Number(message[1]) & 7]!;
    const text = message[2]!;
    const placed = /^(\/.*?):(\d+): (.*)$/.exec(text);
    if (placed) {
      verdicts
        .get(basename(placed[1]!))
        ?.lines.push({ line: Number(placed[2]), kind: 'live', severity, message: placed[3]! });
      continue;
    }
    const refused =
      /^Unit (\S+) (?:has a bad unit file setting|failed to load properly)|^(\S+): .*(?:Refusing|not loading)\.|^Failed to (?:load|prepare filename) \S*?([^/\s]+):/.exec(
        text,
      );
    const name = refused?.[1] ?? refused?.[2] ?? refused?.[3];
    const verdict = name && verdicts.get(name);
    if (verdict) verdict.refused = true;
  }
}

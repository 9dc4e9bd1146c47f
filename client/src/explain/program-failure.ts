/** A program that systemd could not execute, by what it says about it. */
export interface ProgramFailure {
  readonly path: string;
  /** The kernel's reason: `Permission denied`, `No such file or directory`, `Exec format error`. */
  readonly why: string;
}

export function failedProgram(line: string): ProgramFailure | undefined {
  for (const pattern of PATTERNS) {
    const [, quoted, bare, why] = pattern.exec(line) ?? [];
    if (why !== undefined) return { path: quoted ?? bare ?? '', why };
  }
  return undefined;
}

/** Of a process (252 leaves the path bare, 257 and 262 quote it), of one skipped for its `-`, of verify. */
const PATTERNS = [
  /(?:Failed to execute|Failed to locate executable|Unable to locate executable) (?:'([^']*)'|([^:]+)): (.*)/,
  /Failed at step EXEC spawning (?:'([^']*)'|([^:]+)): (.*)/,
  /Executable (?:'([^']*)'|(\S+)) missing, skipping: (.*)/,
  /Command (?:'([^']*)'|(\S+)) is not executable: (.*)/,
];

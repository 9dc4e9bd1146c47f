/** What was measured against targets, and what missed them. */
export interface Targets {
  /** Holds a figure against the most that it may be; gives what the line says of it: the target, and `MISSED` where it is above. */
  hold(title: string, figure: number, most: number): string;
  readonly missed: readonly string[];
}

export function createTargets(): Targets {
  const missed: string[] = [];
  return {
    missed,
    hold(title, figure, most) {
      // A figure that is none is no figure that is met.
      const isMet = figure <= most;
      if (!isMet) missed.push(`${title}: ${figure.toFixed(2)}, target ${most}`);
      return `${String(most).padStart(12)}${isMet ? '' : '  MISSED'}`;
    },
  };
}

/** The last lines of a run: each target that was missed, or that none was. */
export function summary({ missed }: Targets): string {
  if (missed.length === 0) return 'All targets are met.';
  return [`${missed.length} missed:`, ...missed.map((one) => `  ${one}`)].join('\n');
}

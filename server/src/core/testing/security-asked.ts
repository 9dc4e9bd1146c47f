import { assess, formatExposure } from '../security/assess.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import type { Settings } from '../workspace/settings.ts';

/** What a systemd-analyze said of a service, or what we say, to be compared. */
export interface Said {
  /** As it is shown: `9.6 UNSAFE`. */
  readonly overall: string;
  /** The badness of each thing that was looked at, by its field in JSON; null where it does not matter to the service. */
  readonly badness: Readonly<Record<string, number | null>>;
}

/** What we say of a service. */
export function askedOf(unit: EffectiveUnit, settings: Settings): Said {
  const { exposure, level, results } = assess(unit, settings);
  return {
    overall: `${formatExposure(exposure)} ${level}`,
    badness: Object.fromEntries(results.map(({ assessment, badness }) => [assessment.field, badness ?? null])),
  };
}

/** The same in a line: `9.2 UNSAFE ProtectClock=0`, with the badness where it is not that of a service without settings. */
export function written({ overall, badness }: Said, plain: Said['badness']): string {
  const others = Object.entries(badness)
    .filter(([field, bad]) => bad !== plain[field])
    .map(([field, bad]) => `${field}=${bad}`);
  return [overall, ...others.sort()].join(' ');
}

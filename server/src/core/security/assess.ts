import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import type { Settings } from '../workspace/settings.ts';
import { type Assessment, assessments } from './assessments.ts';
import { securityInfo } from './security-info.ts';

/** What `systemd-analyze security` would say of a service. */
export interface SecurityReport {
  /** From 0 to 100, in tenths: 96 is shown as 9.6. */
  readonly exposure: number;
  readonly level: Level;
  /** In the order of systemd's table. */
  readonly results: readonly Result[];
}

export interface Result {
  readonly assessment: Assessment;
  /** From 0 to the range of the assessment; undefined where it does not matter to the service. */
  readonly badness: number | undefined;
  /** What it adds to the exposure, in tenths and rounded up, as systemd shows it. */
  readonly exposure: number;
}

/** The words for how exposed a service is, in systemd's own spelling. */
export type Level = (typeof LEVELS)[number][1];

const LEVELS = [
  [100, 'DANGEROUS'],
  [90, 'UNSAFE'],
  [75, 'EXPOSED'],
  [50, 'MEDIUM'],
  [10, 'OK'],
  [1, 'SAFE'],
  [0, 'PERFECT'],
] as const;

/**
 * Assesses a service as `systemd-analyze security --offline=yes` of the version does (src/analyze/analyze-security.c, assess), without a policy
 * of the machine's own. The caller sees to it that the unit is a service and would be loaded.
 */
export function assess(unit: EffectiveUnit, { version, architecture }: Settings): SecurityReport {
  const info = securityInfo(unit, version, architecture);
  const judged = assessments(version).map((assessment) => ({
    assessment,
    badness: assessment.lateOnly && !info.defaultDependencies ? undefined : assessment.judge(info),
  }));
  const counting = judged.filter(({ badness }) => badness !== undefined);
  const weights = sum(counting.map(({ assessment }) => assessment.weight));
  const badness = sum(counting.map((one) => Math.ceil((one.badness! * one.assessment.weight) / one.assessment.range)));
  const exposure = Math.ceil((badness * 100) / weights);
  return {
    exposure,
    level: LEVELS.find(([least]) => exposure >= least)![1],
    results: judged.map((one) => ({ ...one, exposure: part(one.assessment, one.badness ?? 0, weights) })),
  };
}

/** How systemd writes an exposure: `9.6`. */
export function formatExposure(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

function part({ weight, range }: Assessment, badness: number, weights: number): number {
  return Math.ceil(Math.ceil((badness * weight * 100) / range) / weights);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

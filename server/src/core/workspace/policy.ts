import type { Severity } from '../diagnostic.ts';

/** Which findings a project or a person wants to see, and how. */
export interface Policy {
  readonly preset: Preset;
  /** By the code of the finding. */
  readonly rules: ReadonlyMap<string, Choice>;
}

/**
 * - `default`: all findings, each with the severity that goes with its effect.
 * - `strict`: all findings, and none below a warning.
 * - `systemd`: what systemd itself says when it loads a unit: that it refuses the unit, ignores a line, or logs a note.
 */
export type Preset = (typeof PRESETS)[number];
export const PRESETS = ['default', 'strict', 'systemd'] as const;

export type Choice = (typeof CHOICES)[number];
export const CHOICES = ['default', 'off', 'error', 'warning', 'information', 'hint'] as const satisfies readonly (
  | Severity
  | 'off'
  | 'default'
)[];

/** A policy as it is written: what it leaves out comes from the one around it. */
export interface PolicyPart {
  readonly preset?: Preset | undefined;
  readonly rules: ReadonlyMap<string, Choice>;
}

/**
 * Lays policies over one another.
 *
 * @param parts The one that wins last.
 * @returns undefined where none says anything.
 */
export function mergedPolicy(parts: readonly PolicyPart[]): Policy | undefined {
  let preset: Preset = 'default';
  const rules = new Map<string, Choice>();
  for (const part of parts) {
    preset = part.preset ?? preset;
    for (const [code, choice] of part.rules) rules.set(code, choice);
  }
  return preset === 'default' && rules.size === 0 ? undefined : { preset, rules };
}

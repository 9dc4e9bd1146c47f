import type { ClientCapabilities } from 'vscode-languageserver';
import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import { CHOICES, type Choice, type PolicyPart, PRESETS } from '../core/workspace/policy.ts';
import type { Origin, Settings } from '../core/workspace/settings.ts';
import { systemPatterns } from '../core/workspace/system-patterns.ts';
import { SOURCE_SUFFIXES } from '../core/workspace/unit-path.ts';
import type { ClientAbilities } from '../protocol/abilities.ts';
import {
  type Settings as ClientSettings,
  DIAGNOSTIC_MODES,
  type DiagnosticMode,
  FEATURE_NAMES,
  type FeatureName,
  HINT_MODES,
  type HintMode,
} from '../protocol/settings.ts';
import type { Runtime } from './runtime.ts';

/** Reads what a client sent as settings. Every field may be missing or of the wrong type, as the client may be any editor. */
export function readSettings(sent: unknown, runtime: Runtime): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Partial<
    Record<keyof ClientSettings, unknown>
  >;
  const target = readTarget(given.target);
  const [version, versionFrom] = readVersion(given.version, target, runtime);
  const [manager, managerFrom] = readManager(given.manager, target);
  const paths = strings(given.unitPath);
  const suffixes = strings(given.sourceSuffixes)?.filter((suffix) => /^\.[^/]+$/.test(suffix)) ?? [];
  const systems = strings(given.systems);
  const origin = { version: versionFrom, manager: managerFrom };
  return {
    version,
    manager,
    loadPath: paths ?? runtime.loadPath(manager),
    origin,
    ...(suffixes.length > 0 && { sourceSuffixes: [...SOURCE_SUFFIXES, ...suffixes] }),
    ...(systems && { systems: systemPatterns(systems) }),
  };
}

/** Reads which findings the person wants. What is no code or no choice counts as not said: whoever typed it is told by the editor. */
export function readPolicy(sent: unknown): PolicyPart {
  const { preset, rules } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  const chosen = new Map<string, Choice>();
  for (const [code, given] of Object.entries(typeof rules === 'object' && rules !== null ? rules : {})) {
    const choice = CHOICES.find((one) => one === given);
    if (choice) chosen.set(code, choice);
  }
  return { preset: PRESETS.find((one) => one === preset), rules: chosen };
}

/** Reads which files have diagnostics. */
export function readDiagnosticMode(sent: unknown): DiagnosticMode {
  const { diagnosticMode } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  return DIAGNOSTIC_MODES.find((one) => one === diagnosticMode) ?? 'auto';
}

/** Reads how many inlay hints are shown. */
export function readHintMode(sent: unknown): HintMode {
  const { inlayHints } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  return HINT_MODES.find((one) => one === inlayHints) ?? 'some';
}

/** Reads which features the person has from another server. What is no name of a feature is passed by. */
export function readFeaturesOff(sent: unknown): ReadonlySet<FeatureName> {
  const { featuresOff } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  const named = new Set(strings(featuresOff));
  return new Set(FEATURE_NAMES.filter((one) => named.has(one)));
}

function strings(given: unknown): readonly string[] | undefined {
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : undefined;
}

/** Reads what a client announces beyond LSP. What is missing or of the wrong type counts as not supported. */
export function readAbilities({ experimental }: Partial<ClientCapabilities>): Required<ClientAbilities> {
  const { systemd } = (experimental ?? {}) as { systemd?: Partial<Record<keyof ClientAbilities, unknown>> | null };
  const commands = Array.isArray(systemd?.commands) ? systemd.commands : [];
  return {
    commands: commands.filter((one) => typeof one === 'string'),
    rulePages: systemd?.rulePages === true,
    unitsChanged: systemd?.unitsChanged === true,
    diskFiles: systemd?.diskFiles === true,
  };
}

function readTarget(given: unknown): ClientSettings['target'] {
  const { manager, version } = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  if (manager !== 'system' && manager !== 'user') return undefined;
  return { manager, version: isVersion(version) ? version : undefined };
}

function readVersion(
  given: unknown,
  target: ClientSettings['target'],
  { installedVersion }: Runtime,
): readonly [number, Origin['version']] {
  const number = typeof given === 'number' ? given : Number.parseInt(String(given), 10);
  if (isVersion(number)) return [number, 'setting'];
  if (given === 'newest') return [NEWEST_VERSION, 'setting'];
  if (given !== 'installed' && target?.version !== undefined) return [target.version, 'target'];
  const installed = installedVersion();
  return installed === undefined ? [NEWEST_VERSION, 'newest'] : [installed, 'installed'];
}

function readManager(
  given: unknown,
  target: ClientSettings['target'],
): readonly [Settings['manager'], Origin['manager']] {
  if (given === 'system' || given === 'user') return [given, 'setting'];
  return target ? [target.manager, 'target'] : ['system', 'default'];
}

function isVersion(given: unknown): given is number {
  return typeof given === 'number' && Number.isInteger(given) && given > 0;
}

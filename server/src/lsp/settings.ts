import type { ClientCapabilities } from 'vscode-languageserver';
import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import type { Settings } from '../core/workspace/settings.ts';
import type { ClientAbilities } from '../protocol/abilities.ts';
import type { Settings as ClientSettings } from '../protocol/settings.ts';
import type { Runtime } from './runtime.ts';

/** Reads what a client sent as settings. Every field may be missing or of the wrong type, as the client may be any editor. */
export function readSettings(sent: unknown, runtime: Runtime): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Partial<
    Record<keyof ClientSettings, unknown>
  >;
  const manager = given.manager === 'user' ? 'user' : 'system';
  const paths = Array.isArray(given.unitPath) ? given.unitPath.filter((one) => typeof one === 'string') : undefined;
  return { version: readVersion(given.version, runtime), manager, loadPath: paths ?? runtime.loadPath(manager) };
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

function readVersion(given: unknown, runtime: Runtime): number {
  if (given === 'installed') return runtime.installedVersion() ?? NEWEST_VERSION;
  const number = typeof given === 'number' ? given : Number.parseInt(String(given), 10);
  return Number.isInteger(number) && number > 0 ? number : NEWEST_VERSION;
}

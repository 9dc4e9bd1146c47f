import type { InitializeParams } from 'vscode-languageserver';
import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import { ENGLISH } from '../core/text/message.ts';
import type { Settings } from '../core/workspace/settings.ts';
import type { Settings as ClientSettings } from '../protocol/requests.ts';
import type { Runtime } from './runtime.ts';
import type { Presentation } from './to-lsp.ts';

/** Reads what a client sent as settings. Every field may be missing or of the wrong kind, as any editor may be at the other end. */
export function readSettings(sent: unknown, runtime: Runtime): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Partial<
    Record<keyof ClientSettings, unknown>
  >;
  const manager = given.manager === 'user' ? 'user' : 'system';
  const paths = Array.isArray(given.unitPath) ? given.unitPath.filter((one) => typeof one === 'string') : undefined;
  return { version: readVersion(given.version, runtime), manager, loadPath: paths ?? runtime.loadPath(manager) };
}

/** How things are shown to a client of which nothing is known. */
export const PLAIN_PRESENTATION: Presentation = {
  language: ENGLISH,
  rulePages: false,
  suggestsAgain: false,
  runsCommands: false,
  snippets: false,
};

/** Reads from what a client says of itself at the start how it wants things shown. */
export function readPresentation({ initializationOptions, capabilities }: InitializeParams): Presentation {
  const sent = initializationOptions as Partial<ClientSettings> | null | undefined;
  return {
    language: ENGLISH,
    rulePages: sent?.rulePages === true,
    suggestsAgain: sent?.suggestsAgain === true,
    runsCommands: sent?.runsCommands === true,
    snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
  };
}

function readVersion(given: unknown, runtime: Runtime): number {
  if (given === 'installed') return runtime.installedVersion() ?? NEWEST_VERSION;
  const number = typeof given === 'number' ? given : Number.parseInt(String(given), 10);
  return Number.isInteger(number) && number > 0 ? number : NEWEST_VERSION;
}

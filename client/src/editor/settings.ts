import { workspace } from 'vscode';
import type { DiagnosticMode, FeatureName, HintMode, Settings } from '../../../server/src/protocol/settings.ts';
import { isHost } from '../manager/ssh/host.ts';
import { TIME_LIMIT } from '../request/probe.ts';

/** The settings as the server takes them, without the target, which no setting names. */
export function readSettings(): Required<Omit<Settings, 'target'>> {
  const section = workspace.getConfiguration('systemd');
  const unitPath = section.get<string[]>('unitPath', []);
  return {
    version: section.get('version', 'auto'),
    manager: section.get('manager', 'auto'),
    unitPath: unitPath.length > 0 ? unitPath : undefined,
    sourceSuffixes: section.get<string[]>('sourceSuffixes', []),
    systems: section.get<string[]>('systems'),
    preset: section.get<string>('preset') || undefined,
    diagnosticMode: section.get<DiagnosticMode>('diagnosticMode', 'auto'),
    inlayHints: section.get<HintMode>('inlayHints', 'some'),
    featuresOff: [...section.get<FeatureName[]>('featuresOff', [])],
    // An object of the settings is a proxy, which cannot be sent to a server in a worker.
    rules: { ...section.get<Record<string, string>>('rules', {}) },
  };
}

/** Whether a service has its exposure above it. */
export function showsSecurityLens(): boolean {
  return workspace.getConfiguration('systemd').get<unknown>('securityLens', true) !== false;
}

/** Whether systemd-analyze is run after a unit was saved. */
export function verifiesOnSave(): boolean {
  return workspace.getConfiguration('systemd').get<unknown>('verifyOnSave', false) === true;
}

/** The machines that the settings name for deployments over ssh. */
export function configuredHosts(): readonly string[] {
  const hosts = workspace.getConfiguration('systemd').get<unknown>('hosts', []);
  return Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string' && isHost(host)) : [];
}

/** Ansible's inventory, as the settings name it, and whether those of the workspace do; undefined where none do. */
export function configuredInventory(): { readonly path: string; readonly byWorkspace: boolean } | undefined {
  const section = workspace.getConfiguration('systemd');
  const path = section.get<unknown>('inventory', '');
  if (typeof path !== 'string' || path === '') return undefined;
  const { workspaceValue, workspaceFolderValue } = section.inspect<unknown>('inventory') ?? {};
  return { path, byWorkspace: path === workspaceFolderValue || path === workspaceValue };
}

/** Where pages that the extension makes are shown. */
export function pagePosition(): 'beside' | 'below' {
  return workspace.getConfiguration('systemd').get<unknown>('pagePosition') === 'below' ? 'below' : 'beside';
}

/** Seconds that a test request may take. */
export function requestTimeLimit(): number {
  const seconds = workspace.getConfiguration('systemd').get<unknown>('requestTimeLimit', TIME_LIMIT);
  return typeof seconds === 'number' && seconds >= 1 ? Math.min(seconds, 3600) : TIME_LIMIT;
}

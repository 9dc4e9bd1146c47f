import { workspace } from 'vscode';
import type { Settings } from '../../server/src/protocol/requests.ts';

/** The settings as the server takes them. */
export function readSettings(): Settings {
  const section = workspace.getConfiguration('systemd');
  const unitPath = section.get<string[]>('unitPath', []);
  return {
    version: section.get('version', 'newest'),
    manager: section.get('manager', 'system'),
    unitPath: unitPath.length > 0 ? unitPath : undefined,
    rulePages: true,
    suggestsAgain: true,
    trusted: workspace.isTrusted,
  };
}

import type { JudgedBy } from '../../../server/src/protocol/judged-by.ts';
import { statements, type Translate } from '../l10n.ts';

/** What a document is checked for, in a few words. */
export function judgedByText({ version, manager }: JudgedBy, t: Translate): string {
  return manager === 'user' ? t('systemd {0}, user manager', version) : t('systemd {0}, system manager', version);
}

/** Where that was taken from, and whether it can be relied on. */
export function judgedByDetail({ versionFrom, managerFrom, oldestVerified }: JudgedBy, t: Translate): string {
  const parts = [versionText(versionFrom, t), managerText(managerFrom, t)];
  if (oldestVerified !== undefined) {
    parts.push(t('verified from {0} on', oldestVerified));
  }
  return statements(parts, t);
}

function versionText(from: JudgedBy['versionFrom'], t: Translate): string {
  switch (from) {
    case 'setting':
      return t('version: settings');
    case 'target':
      return t('version: target');
    case 'installed':
      return t('version: this machine');
    case 'newest':
      return t('version: newest known');
  }
}

function managerText(from: JudgedBy['managerFrom'], t: Translate): string {
  switch (from) {
    case 'folder':
      return t('manager: folder');
    case 'setting':
      return t('manager: settings');
    case 'target':
      return t('manager: target');
    case 'default':
      return t('manager: assumed');
  }
}

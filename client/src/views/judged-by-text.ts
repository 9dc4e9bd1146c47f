import type { JudgedBy } from '../../../server/src/protocol/judged-by.ts';
import type { Translate } from '../l10n.ts';

/** What a document is checked for, in a few words. */
export function judgedByText({ version, manager }: JudgedBy, t: Translate): string {
  return manager === 'user' ? t('systemd {0}, user manager', version) : t('systemd {0}, system manager', version);
}

/** Where that was taken from, and whether it can be relied on. */
export function judgedByDetail({ versionFrom, managerFrom, oldestVerified }: JudgedBy, t: Translate): string {
  const parts = [versionText(versionFrom, t), managerText(managerFrom, t)];
  if (oldestVerified !== undefined) {
    parts.push(t('What is found is verified for systemd {0} and newer only.', oldestVerified));
  }
  return parts.join(' ');
}

function versionText(from: JudgedBy['versionFrom'], t: Translate): string {
  switch (from) {
    case 'setting':
      return t('The version is that of the settings.');
    case 'target':
      return t('The version is that of the chosen target.');
    case 'installed':
      return t('The version is that of this machine.');
    case 'newest':
      return t('The version is the newest known, as no systemd is installed.');
  }
}

function managerText(from: JudgedBy['managerFrom'], t: Translate): string {
  switch (from) {
    case 'folder':
      return t('The manager is told by the folder.');
    case 'setting':
      return t('The manager is that of the settings.');
    case 'target':
      return t('The manager is that of the chosen target.');
    case 'default':
      return t('The manager is assumed: neither the folder nor a chosen target tells it.');
  }
}

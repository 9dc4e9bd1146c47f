import type { Translate } from '../l10n.ts';

/** The tasks of a playbook, by the names that Ansible reports them with. */
export const STEP = {
  look: 'Look at the machine',
  systemd: 'See that systemd runs it',
  expected: 'See that the units are there that are not copied',
  active: 'Look whether the unit is active',
  there: 'Look at what is installed',
  lookEarlier: 'Look for copies that an earlier run has left',
  earlier: 'Say which copies an earlier run has left',
  keep: 'Keep what will be replaced',
  folders: 'Make the folders',
  install: 'Install the files',
  verify: 'Have systemd verify the units',
  reload: 'Reload the manager',
  start: 'Start the unit, or restart it',
  check: 'See that the unit is active',
  reason: 'Ask the journal for the reason',
  wait: 'Wait for the machine to come back',
  restore: 'Put the old files back',
  remove: 'Remove the new files',
  removeFolders: 'Remove the new folders',
  reloadAgain: 'Reload the manager again',
  startAgain: 'Bring the unit back to what it was',
  putBack: 'Say that everything was put back',
  left: 'Say what may be left',
  tidy: 'Remove what was kept',
  copies: 'Say which copies are left',
  goOn: 'Go on unless it was cancelled',
  stillThere: 'Go on unless the connection was lost',
} as const;

/** What a machine without systemd says, in systemd's own words. */
export const NOT_SYSTEMD = 'System has not been booted with systemd';

/** What the last step on a machine says where all was put back. */
export const PUT_BACK = 'Everything was put back as it was.';

/** What it says where not all was. */
export const LEFT = 'Not everything could be put back.';

/** What is said of a file without a kept one. */
export const NEW = 'It was not there before.';

/** What the first step that fails says where it was told to stop. */
export const CANCELLED = 'It was cancelled.';

/** A step in the person's language; what is none of these as it is. */
export function stepText(name: string, t: Translate): string {
  switch (name) {
    case STEP.look:
    case STEP.systemd:
    case STEP.expected:
    case STEP.active:
    case STEP.there:
    case STEP.lookEarlier:
    case STEP.earlier:
    case STEP.goOn:
    case STEP.stillThere:
      return t('checking the machine');
    case STEP.keep:
    case STEP.folders:
    case STEP.install:
      return t('installing the files');
    case STEP.verify:
      return t('verifying the units');
    case STEP.reload:
      return t('reloading the manager');
    case STEP.start:
      return t('starting the unit');
    case STEP.check:
      return t('checking that it is active');
    case STEP.wait:
      return t('waiting for the machine to come back');
    case STEP.reason:
    case STEP.restore:
    case STEP.remove:
    case STEP.removeFolders:
    case STEP.reloadAgain:
    case STEP.startAgain:
    case STEP.left:
    case STEP.putBack:
      return t('putting everything back');
    case STEP.tidy:
    case STEP.copies:
      return t('cleaning up');
    default:
      return name;
  }
}

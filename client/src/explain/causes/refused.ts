import type { Translate } from '../../l10n.ts';
import type { Refusal } from '../../manager/outcome.ts';
import type { Cause } from '../cause.ts';

/** What this extension itself refuses to do. */
export const cause: Cause = {
  code: 'refused',
  rank: 1,
  explain(evidence, t) {
    if (evidence.outcome.kind !== 'refused') return undefined;
    const { what, why } = evidence.outcome;
    return {
      ...wordsFor(why, JSON.stringify(what), t),
      remedies:
        why === 'changed-meanwhile' || why === 'busy' ? [{ title: t('Try Again'), action: { kind: 'retry' } }] : [],
    };
  },
};

function wordsFor(why: Refusal, what: string, t: Translate): { cause: string; next: string } {
  switch (why) {
    case 'bad-unit-name':
      return {
        cause: t('{0} is not a valid name of a unit or drop-in.', what),
        next: t('Rename the file. Letters, digits and : - _ . \\ are allowed, then the type.'),
      };
    case 'bad-host':
      return {
        cause: t('{0} is not a host name.', what),
        next: t('Nothing was run. Write the name as for ssh: web1, admin@web1.example.org or ssh://admin@web1:2222.'),
      };
    case 'leaves-directory':
      return {
        cause: t('{0} would be written outside the folder for units.', what),
        next: t('Nothing was written. Rename the file, or remove the link that leads elsewhere.'),
      };
    case 'ansible-expands':
      return {
        cause: t('The path {0} contains a dollar sign, which Ansible would read as a variable.', what),
        next: t('Nothing was run. Rename it, or deploy to each machine over ssh.'),
      };
    case 'not-a-regular-file':
      return {
        cause: t('{0} already exists and is not a regular file.', what),
        next: t('Nothing was written. Move it away first.'),
      };
    case 'special-mode':
      return {
        cause: t('{0} has a set-user-ID, set-group-ID or sticky bit, which new content must not get.', what),
        next: t('Nothing was written. Remove the bit with chmod first, or move the file away.'),
      };
    case 'changed-meanwhile':
      return {
        cause: t('{0} has changed on the target since the difference was shown.', what),
        next: t('Nothing was written. Review the difference again.'),
      };
    case 'busy':
      return {
        cause: t('{0} is being deployed or undeployed from another window.', what),
        next: t('Nothing was done. Wait for it to end, then try again.'),
      };
    case 'not-agreed':
      return {
        cause: t('{0} is not among what you agreed to, so it was not done with an administrator’s rights.', what),
        next: t('Try again from the beginning, and review what the confirmation shows.'),
      };
    case 'bad-order':
      return {
        cause: t('The helper with an administrator’s rights could not read what it was told: {0}.', what),
        next: t('Nothing was done. Try again.'),
      };
    case 'nul-byte':
      return { cause: t('{0} contains a NUL character.', what), next: t('Nothing was run. Remove the character.') };
  }
}

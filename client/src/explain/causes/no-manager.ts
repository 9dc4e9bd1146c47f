import type { Translate } from '../../l10n.ts';
import { reasonOf } from '../../manager/reason.ts';
import type { Cause } from '../cause.ts';
import type { Evidence } from '../evidence.ts';

export const cause: Cause = {
  code: 'no-manager',
  rank: 1,
  explain(evidence, t) {
    const words = wordsFor(evidence, t);
    if (words === undefined) return undefined;
    return { ...words, remedies: [{ title: t('Select Target'), action: { kind: 'select-target' } }] };
  },
};

function wordsFor({ outcome, lines, place }: Evidence, t: Translate): { cause: string; next: string } | undefined {
  const missing = outcome.kind === 'missing' && outcome.program === 'systemctl' ? 'no-systemctl' : undefined;
  const reason = outcome.kind === 'unavailable' ? outcome.reason : (missing ?? reasonOf(lines.join('\n')));
  switch (reason) {
    case 'not-linux':
      return {
        cause: t('systemd runs on Linux only, and this machine runs something else.'),
        next: t('Open the folder on a Linux machine (Remote - SSH, a container, WSL). Editing works here as it is.'),
      };
    case 'no-systemctl':
      return {
        cause: t('No systemctl on {0}, so there is no systemd to deploy to.', place),
        next: t('Open the folder on a machine that runs systemd. Editing works here as it is.'),
      };
    case 'no-manager':
      return {
        cause: t('systemd did not start {0}, so there is no manager to deploy to.', place),
        next: t('Use the dry run, which needs no manager, or another target.'),
      };
    case 'no-bus':
      return {
        cause: t('No user manager is running on {0}.', place),
        next: t(
          'Log in on the machine itself or over ssh, or have one kept running: loginctl enable-linger. Or use the dry run.',
        ),
      };
    case 'dry-run':
      return {
        cause: t('The dry run installs nothing.'),
        next: t('Select a manager as the target to deploy.'),
      };
    default:
      return undefined;
  }
}

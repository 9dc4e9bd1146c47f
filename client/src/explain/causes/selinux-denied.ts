import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/** SELinux said no: to systemctl itself (src/core/selinux-access.c), or to the process before it ran (229/SELINUX_CONTEXT). */
export const cause: Cause = {
  code: 'selinux-denied',
  rank: 2,
  explain(evidence, t) {
    const denied = said(evidence, /SELinux policy denies access|SELinux.*(?:avc: +denied|denied)/i);
    const blocked = evidence.selinux && said(evidence, /(?:Permission denied|Operation not permitted)$/);
    if (denied === undefined && !blocked) return undefined;
    return {
      cause: t('SELinux does not allow this on {0}.', evidence.place),
      next: t(
        'ausearch -m avc -ts recent tells what was denied. For a file, restorecon often suffices; for a port, semanage port -a.',
      ),
      remedies: [
        { title: t('Show Journal'), action: { kind: 'journal' } },
        { title: t('Try Again'), action: { kind: 'retry' } },
      ],
    };
  },
};

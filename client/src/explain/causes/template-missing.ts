import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/**
 * systemd takes an Accept=yes socket without its template, listens, and finds out on the first connection. 252 cannot
 * queue the service, 257 and 262 cannot load it, and systemd-analyze verify says so beforehand.
 */
export const cause: Cause = {
  code: 'template-missing',
  rank: 1,
  explain(evidence, t) {
    if (!evidence.accept) return undefined;
    // A template that systemd will not have is not loaded either, but then it is there.
    const refused = said(evidence, /has a bad unit file setting|Unit configuration has fatal error/);
    const before = refused
      ? undefined
      : said(evidence, /service [^\s@]+@\S*\.service not loaded, socket cannot be started/);
    const at =
      said(evidence, /Failed to queue service startup job.*(?:missing or not a template|No such file|not found)/) ??
      said(evidence, /Failed to load connection service unit: No such file/);
    if (before === undefined && at === undefined) return undefined;
    const template = evidence.service ?? evidence.unit.replace(/\.socket$/, '@.service');
    return {
      cause:
        at === undefined
          ? t('No template {1}, which {0} with Accept=yes needs.', evidence.unit, template)
          : t(
              'No template {1} for {0}, so systemd dropped the connection and closed the port.',
              evidence.unit,
              template,
            ),
      next: t('Create {0} next to the socket, then activate it again.', template),
      remedies: [
        { title: t('Create Template'), action: { kind: 'edit', directive: 'Accept' } },
        { title: t('Activate Again'), action: { kind: 'activate' } },
      ],
    };
  },
};

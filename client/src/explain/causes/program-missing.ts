import type { Cause } from '../cause.ts';

export const cause: Cause = {
  code: 'program-missing',
  rank: 2,
  explain(evidence, t) {
    if (evidence.outcome.kind !== 'missing') return undefined;
    const { program } = evidence.outcome;
    const next =
      program === 'curl'
        ? t('Install curl there (for instance: apt install curl, dnf install curl) and send the request again.')
        : program === 'python3'
          ? t('Requests that are not HTTP are sent with Python: install python3 there, or send HTTP with curl.')
          : program === 'systemd-socket-activate'
            ? t('It comes with systemd: install the package systemd there, or select a manager as the target.')
            : t('Install it there and try again.');
    return {
      cause: t('{0} is not installed on {1}.', program, evidence.place),
      next,
      remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }],
    };
  },
};

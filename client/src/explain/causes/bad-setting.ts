import type { Translate } from '../../l10n.ts';
import type { Cause } from '../cause.ts';
import { type Evidence, type Remedy, said } from '../evidence.ts';

/** systemd refuses the unit, and names the reason, with file and line if it has them. */
export const cause: Cause = {
  code: 'bad-setting',
  rank: 5,
  explain(evidence, t) {
    const bad =
      said(evidence, /has a bad unit file setting/) ??
      said(evidence, /Unit configuration has fatal error/) ??
      said(evidence, /^\S+\.(?:socket|service|timer|path): .*\bRefusing\./);
    if (bad === undefined && evidence.unitState?.load !== 'bad-setting') return undefined;
    const refusal = said(evidence, /^(?:(\S+\.\w+): )?(.*\S)\s+Refusing\.$/);
    const line = lineIn(evidence);
    const why = refusal?.[2] ?? line?.text;
    // The refused unit may be another one of the deployment; a template is checked as an instance.
    const refused =
      refusal === undefined
        ? line?.path.slice(line.path.lastIndexOf('/') + 1)
        : refusal[1]?.replace(/^([^@]*@)[^.]*\./, '$1.');
    const unit = refused ?? evidence.unit;
    return {
      cause:
        why === undefined ? t('systemd does not accept {0}.', unit) : t('systemd does not accept {0}: {1}', unit, why),
      next: t('Correct the unit, where the problem is underlined, and try again.'),
      remedies: [
        ...(line === undefined ? [] : [lineRemedy(line, t)]),
        { title: t('Try Again'), action: { kind: 'retry' } },
      ],
    };
  },
};

interface Line {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

function lineIn(evidence: Evidence): Line | undefined {
  const match = said(evidence, /^(\/.*?):(\d+): (.*)$/);
  return match === undefined ? undefined : { path: match[1] ?? '', line: Number(match[2]), text: match[3] ?? '' };
}

function lineRemedy({ path, line }: Line, t: Translate): Remedy {
  return { title: t('Go to Line {0}', line), action: { kind: 'open', path, line } };
}

import type { DryRun, Plan } from '../../../server/src/protocol/plan.ts';
import { listed, type Translate } from '../l10n.ts';
import type { Question } from './question.ts';

type DryRunCommand = Extract<DryRun, { kind: 'command' }>;

/** A dry run as it was agreed to: the command line, and what that listens on. */
export interface AgreedDryRun extends Pick<DryRunCommand, 'argv' | 'folder' | 'endsOnce'> {
  readonly listeners: Plan['listeners'];
}

/** The question before a dry run, and what of it an answer agrees to; undefined for a no. */
export interface DryRunQuestion extends Question {
  agreed(answer: string | undefined): AgreedDryRun | undefined;
}

/** Asks before a socket is tried. Where other machines could connect, the first answer lets only this one. */
export function dryRunQuestion(
  { start, listeners }: Pick<Plan, 'start' | 'listeners'>,
  { argv, loopback, folder, endsOnce }: DryRunCommand,
  t: Translate,
): DryRunQuestion {
  const written = { argv, folder, endsOnce, listeners };
  const program = argv[argv.indexOf('--') + 1] ?? '';
  const valuesOf = (some: Plan['listeners']) =>
    listed(
      some.map(({ value }) => value),
      t,
    );
  const what = t(
    'Connections start {0} with your privileges until you stop the dry run. Nothing is installed.',
    program,
  );
  const options = loopback
    ? { first: t('Try on Loopback'), near: { ...written, ...loopback }, anyway: t('Try as Written') }
    : { first: t('Try'), near: written, anyway: undefined };
  const risks = loopback
    ? [
        t('{0}: only this machine can connect, to {1}.', options.first, valuesOf(loopback.listeners)),
        t('{0}: other machines can connect as well, to {1}.', t('Try as Written'), valuesOf(listeners)),
      ]
    : [t('It listens on {0}.', valuesOf(listeners))];
  return {
    modal: true,
    message: t('Try {0} on this machine?', start),
    detail: [what, '', ...risks].join('\n'),
    everything: [what, '', ...risks, '', t('Command:'), options.near.argv.join(' '), '', folder].join('\n'),
    answers: options.anyway === undefined ? [options.first] : [options.first, options.anyway],
    agreed: (answer) => {
      if (answer === options.first) return options.near;
      return answer !== undefined && answer === options.anyway ? written : undefined;
    },
  };
}

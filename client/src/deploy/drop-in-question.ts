import type { DropInOfCopy } from '../../../server/src/protocol/requests.ts';
import type { Translate } from '../l10n.ts';
import type { Question } from './question.ts';

/** A copy of a packaged unit in the workspace, and the drop-in that says the same. */
export interface Replaced {
  /** The copy's path, as it is shown: relative to the workspace. */
  readonly copy: string;
  /** That of the drop-in. */
  readonly dropIn: string;
  readonly made: DropInOfCopy;
}

/** Asks before copies of packaged units in the workspace are replaced by drop-ins. What no drop-in can say is told. */
export function dropInQuestion(replaced: readonly Replaced[], t: Translate): Question {
  const kept = replaced.flatMap(({ made }) => made.kept.map((line) => `• ${made.unit}: ${line}`));
  const detail = [
    ...replaced.map(({ copy, dropIn, made }) =>
      made.text === ''
        ? t('{0} is removed. It makes no change that a drop-in can make.', copy)
        : t('{0} replaces {1}.', dropIn, copy),
    ),
    '',
    t('The packaged unit stays in force, with its updates. Undo brings the files back.'),
    ...(kept.length > 0 ? ['', t('A drop-in cannot take away these lines of the packaged unit:'), ...kept] : []),
  ].join('\n');
  const [first] = replaced;
  const message =
    replaced.length === 1 && first !== undefined
      ? t('Change the packaged {0} with a drop-in instead?', first.made.unit)
      : t('Change {0} packaged units with drop-ins instead?', replaced.length);
  return { modal: true, message, detail, warns: kept.length > 0, answers: [t('Replace by Drop-in')] };
}

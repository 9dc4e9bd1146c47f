import type { Blocker, Plan } from '../../../server/src/protocol/plan.ts';
import { listed, type Translate } from '../l10n.ts';

/**
 * A warning where the files of a plan are in several folders of the workspace: the units of one may not be meant for those of the other.
 * It names the folder of each file. Undefined where all are in one.
 *
 * @param folderOf The name of the folder of the workspace that a document is in; undefined outside of them.
 */
export function acrossFolders(
  { files, start }: Pick<Plan, 'files' | 'start'>,
  folderOf: (uri: string) => string | undefined,
  t: Translate,
): Blocker | undefined {
  const placed = files.map(({ destination, source }) => ({ destination, source, folder: folderOf(source) }));
  if (new Set(placed.map(({ folder }) => folder)).size < 2) return undefined;
  const named = placed.map(({ destination, folder }) =>
    folder === undefined ? destination : t('{0} from {1}', destination, folder),
  );
  const first = placed.find(({ destination }) => destination === start) ?? placed[0];
  return {
    code: 'across-folders',
    stop: false,
    message: t(
      'The files are in different folders of the workspace: {0}. Check that they are meant for one machine.',
      listed(named, t),
    ),
    location: { uri: first?.source ?? '', range: NOWHERE },
  };
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

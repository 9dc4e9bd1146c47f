import type { Fix } from '../../diagnostic.ts';
import { editFix, setValue } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type Item, itemsOfKeys } from '../../workspace/effective-unit.ts';
import { folderOf } from '../../workspace/paths.ts';

/** src/core/path.c: inotify watches a path as it is written; only PathExistsGlob= is given to glob(). */
export const rule: UnitRule = {
  code: 'glob-not-expanded',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['path'],
  needs: ['PathExists', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'],
  *check(unit) {
    for (const item of itemsOfKeys(unit, 'Path', ['PathExists', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'])) {
      const wildcard = firstWildcard(item.text);
      if (wildcard < 0) continue;
      const { key } = item.entry.directive;
      const folder = folderOf(item.text.slice(0, wildcard));
      yield {
        ...valuePlace(item),
        message:
          key === 'PathExists' || folder === ''
            ? say`${key}= expands no wildcards: systemd watches a path with these very characters. Use PathExistsGlob=, or write the path in full.`
            : say`${key}= expands no wildcards: systemd watches a path with these very characters. Name the directory ${folder} instead.`,
        fixes: fixes(item, key, folder),
      };
    }
  },
};

/** Where the first wildcard of a path stands, as glob(7) has them: `*`, `?`, or a `[` with a `]` behind a character; -1 without one. */
function firstWildcard(path: string): number {
  const sign = path.search(/[*?]/);
  const bracket = path.indexOf('[');
  const isSet = bracket >= 0 && path.indexOf(']', bracket + 2) >= 0;
  if (!isSet) return sign;
  return sign < 0 ? bracket : Math.min(sign, bracket);
}

function fixes(item: Item, key: string, folder: string): Fix[] {
  const { file, node } = item.entry;
  if (key === 'PathExists') {
    const edit = { range: node.keyRange, newText: 'PathExistsGlob' };
    return [editFix(say`Use PathExistsGlob=`, 'safe', file, edit)];
  }
  return folder === '' ? [] : [editFix(say`Watch ${folder}`, 'unsafe', file, setValue(item, folder))];
}

import { UNIT_TYPES } from '../../catalogue/unit-type.ts';
import { editFix } from '../../findings/edits.ts';
import type { LineRule } from '../../findings/rule.ts';
import { anyOf, say, sentences } from '../../text/message.ts';
import { parseUnitName } from '../../values/unit-name.ts';
import { installWords } from './install-words.ts';

/** src/shared/install.c, install_info_symlink_wants and install_info_discover. */
export const rule: LineRule = {
  code: 'bad-install-name',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  *check({ file }) {
    for (const { key, text, range } of installWords(file, ['WantedBy', 'RequiredBy', 'UpheldBy', 'Also'])) {
      if (text.includes('%') || parseUnitName(text)) continue;
      const stem = text.replace(/(?<![,;])[,;]+$/, '');
      const meant = parseUnitName(stem) ? stem : guess(stem, key);
      const hint = meant ? say`Did you mean ${meant}?` : say`Write a name that ends in ${ENDINGS}.`;
      yield {
        file,
        range,
        message: sentences(say`"${text}" is not a unit name. systemctl enable fails.`, hint),
        fixes: meant ? [editFix(say`Replace with ${meant}`, 'unsafe', file, { range, newText: meant })] : [],
      };
    }
  },
};

/** A name without an ending: units are wanted by targets, nearly always. */
function guess(stem: string, key: string): string | undefined {
  const name = `${stem}.${key === 'Also' ? 'service' : 'target'}`;
  return /\.[a-z]+$/.test(stem) ? undefined : parseUnitName(name)?.full;
}

const ENDINGS = anyOf(UNIT_TYPES.map((type) => `.${type}`));

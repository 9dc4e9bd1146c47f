import type { LineRule } from '../../findings/rule.ts';
import { parseUnitName, type UnitName, unitNameKind } from '../../values/unit-name.ts';
import { installWords } from './install-words.ts';

/** src/shared/install.c, unit_file_verify_alias; src/basic/unit-file.c, unit_validate_alias_symlink_or_warn. */
export const rule: LineRule = {
  code: 'alias-of-another-kind',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  types: ['service', 'socket', 'target', 'device', 'timer', 'path'],
  *check({ file }) {
    const own = file.kind.name;
    if (!own) return;
    for (const { text, range } of installWords(file, ['Alias'])) {
      // What a specifier stands for, and the old way to name a .wants folder, are not looked into.
      if (text.includes('%') || text.includes('/')) continue;
      const alias = parseUnitName(text);
      const reason = alias
        ? mismatch(own, alias)
        : `"${text}" is no unit name; it needs an ending such as .${own.type}`;
      if (!reason) continue;
      yield {
        file,
        range,
        message: `${own.full} cannot have this alias: ${reason}. Write a name of the same kind. systemctl enable refuses it.`,
      };
    }
  },
};

function mismatch(own: UnitName, alias: UnitName): string | undefined {
  if (alias.type !== own.type) return `${alias.full} is a ${alias.type}, and this is a ${own.type}`;
  const [kind, aliasKind] = [unitNameKind(own), unitNameKind(alias)];
  // The template that an alias names is made an instance with the unit's own instance; an instance may stand for a template.
  if (kind === 'instance' && aliasKind === 'template') return undefined;
  if (kind === 'template' && aliasKind === 'instance') return undefined;
  if (kind === aliasKind) {
    return kind === 'instance' && own.instance !== alias.instance
      ? `its instance "${alias.instance}" is not "${own.instance}"`
      : undefined;
  }
  return `${alias.full} is ${NAMES[aliasKind]}, and this is ${NAMES[kind]}`;
}

const NAMES = { plain: 'a plain unit', template: 'a template', instance: 'an instance' } as const;

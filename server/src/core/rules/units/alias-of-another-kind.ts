import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { LineRule } from '../../findings/rule.ts';
import { type Message, say } from '../../text/message.ts';
import type { Range } from '../../text/range.ts';
import { parseUnitName, type UnitName, unitNameKind } from '../../values/unit-name.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
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
      const message = alias
        ? mismatch(own, alias)
        : say`"${text}" is not a unit name. systemctl enable refuses it. Write a name with a suffix such as .${own.type}.`;
      if (!message) continue;
      yield {
        file,
        range,
        message,
        ...(alias && alias.type !== own.type && { fixes: [sameType(file, range, alias, own.type)] }),
      };
    }
  },
};

function sameType(file: UnitFile, range: Range, alias: UnitName, type: UnitName['type']): Fix {
  const name = `${alias.full.slice(0, -alias.type.length)}${type}`;
  return editFix(say`Replace with ${name}`, 'unsafe', file, { range, newText: name });
}

function mismatch(own: UnitName, alias: UnitName): Message | undefined {
  if (alias.type !== own.type)
    return say`The alias of a .${own.type} unit cannot be a .${alias.type} unit. systemctl enable refuses it. Write a name with the same suffix.`;
  const [kind, aliasKind] = [unitNameKind(own), unitNameKind(alias)];
  // The template that an alias names is made an instance with the unit's own instance; an instance may stand for a template.
  if (kind === 'instance' && aliasKind === 'template') return undefined;
  if (kind === 'template' && aliasKind === 'instance') return undefined;
  if (kind === aliasKind) {
    return kind === 'instance' && own.instance !== alias.instance
      ? say`The alias has the instance name "${alias.instance ?? ''}", and this unit "${own.instance ?? ''}". systemctl enable refuses it. Write the same instance name.`
      : undefined;
  }
  return MISMATCHES[kind];
}

const MISMATCHES = {
  plain: say`The alias of this unit cannot be a template or instance. systemctl enable refuses it. Write a name without "@".`,
  template: say`The alias of a template must be a template or instance. systemctl enable refuses it. Write a name with "@".`,
  instance: say`The alias of an instance must be an instance or template. systemctl enable refuses it. Write a name with "@".`,
} as const;

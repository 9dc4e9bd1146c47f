import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { parseBoolean } from '../../values/keywords/boolean.ts';
import { type EffectiveUnit, type Item, items } from '../../workspace/effective-unit.ts';
import { commands, hasCredentials } from '../../workspace/services.ts';

/** src/core/service.c, service_verify and service_can_reload_extensions. Systems without RefreshOnReload= do not have the entry. */
export const rule: UnitRule = {
  code: 'refresh-without-subject',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    const asked = askedFor(unit);
    if (!asked || asked.wanted.size === 2) return;
    if (asked.wanted.has('extensions')) {
      const reason = obstacle(unit);
      if (reason) {
        yield {
          ...itemPlace(asked.item),
          message: `RefreshOnReload=extensions refreshes versioned extension images and directories, and ${reason}. Remove the line. systemd ignores it.`,
        };
      }
    }
    if (asked.wanted.has('credentials') && !hasCredentials(unit)) {
      yield {
        ...itemPlace(asked.item),
        effect: 'note',
        message:
          'RefreshOnReload=credentials has nothing to refresh: the service has no LoadCredential=, SetCredential= or ImportCredential=. Remove the line. systemd logs a warning and goes on.',
      };
    }
  },
};

/** What the lines come to together: words add up, `~` takes away, a boolean replaces all. */
function askedFor(unit: EffectiveUnit): { readonly wanted: ReadonlySet<string>; readonly item: Item } | undefined {
  let wanted: Set<string> | undefined;
  let item: Item | undefined;
  for (const entry of unit.entries) {
    if (entry.directive.key !== 'RefreshOnReload') continue;
    const { value } = entry.node;
    item = { text: value, entry };
    const truth = parseBoolean(value);
    if (value === '') wanted = undefined;
    else if (truth !== undefined) wanted = new Set(truth ? SUBJECTS : []);
    else {
      const inverted = value.startsWith('~');
      wanted ??= new Set(inverted ? ['extensions'] : []);
      for (const word of value.slice(inverted ? 1 : 0).split(/[ \t]+/)) {
        if (inverted) wanted.delete(word);
        else if (SUBJECTS.includes(word)) wanted.add(word);
      }
    }
  }
  return wanted && item ? { wanted, item } : undefined;
}

const SUBJECTS: readonly string[] = ['extensions', 'credentials'];

function obstacle(unit: EffectiveUnit): string | undefined {
  const sources = [...items(unit, 'Service', 'ExtensionImages'), ...items(unit, 'Service', 'ExtensionDirectories')];
  if (!sources.some((item) => VERSIONED.test(item.text.replace(/^[-+]+/, '').split(':')[0]!))) {
    return 'the service has none: their path ends in ".v", or has a "___" in such a directory';
  }
  if (commands(unit, 'ExecStart').length === 0) return 'the service has no ExecStart= to refresh them for';
  return unit.manager === 'user' ? 'a user manager cannot do that' : undefined;
}

const VERSIONED = /\.v\/*$|\.v\/+[^/]*___[^/]*\/*$/;

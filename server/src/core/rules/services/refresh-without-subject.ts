import { removeFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { type Message, say } from '../../text/message.ts';
import { parseBoolean } from '../../values/keywords/boolean.ts';
import { assignments, type EffectiveUnit, type Item, items } from '../../workspace/effective-unit.ts';
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
      const message = obstacle(unit);
      if (message) yield { ...itemPlace(asked.item), message, fixes: [removeFix(asked.item, 'unsafe')] };
    }
    if (asked.wanted.has('credentials') && !hasCredentials(unit)) {
      yield {
        ...itemPlace(asked.item),
        effect: 'note',
        message: say`RefreshOnReload=credentials: the service has no credentials. systemd logs a warning and goes on. Remove the line, or add LoadCredential=, SetCredential= or ImportCredential=.`,
        fixes: [removeFix(asked.item, 'unsafe')],
      };
    }
  },
};

/** What the lines come to together: words add up, `~` takes away, a boolean replaces all. */
function askedFor(unit: EffectiveUnit): { readonly wanted: ReadonlySet<string>; readonly item: Item } | undefined {
  let wanted: Set<string> | undefined;
  let item: Item | undefined;
  for (const entry of assignments(unit, 'Service', 'RefreshOnReload')) {
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

function obstacle(unit: EffectiveUnit): Message | undefined {
  const sources = [...items(unit, 'Service', 'ExtensionImages'), ...items(unit, 'Service', 'ExtensionDirectories')];
  if (!sources.some((item) => VERSIONED.test(item.text.replace(/^[-+]+/, '').split(':')[0]!))) {
    return say`RefreshOnReload=extensions: the service has no versioned extension image or directory. systemd ignores the line. Remove it, or use a path that ends in ".v" or has a "___" in such a directory.`;
  }
  if (commands(unit, 'ExecStart').length === 0)
    return say`RefreshOnReload=extensions: the service has no ExecStart=. systemd ignores the line. Remove it.`;
  return unit.manager === 'user'
    ? say`RefreshOnReload=extensions does not work in a user manager. systemd ignores the line. Remove it.`
    : undefined;
}

const VERSIONED = /\.v\/*$|\.v\/+(?=[^/]*___)[^/]*\/*$/;

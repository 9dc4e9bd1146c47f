import { UNIT_TYPES, type UnitType } from '../../catalogue/unit-type.ts';
import { anyOf, type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import type { Token, ValueContext, ValueFix, ValueProblem, Wording } from '../grammar.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { expandSpecifiers, LONGEST } from '../specifiers/specifiers.ts';
import { instantiate, parseUnitName, type UnitName, unitNameKind } from '../unit-name.ts';
import type { Word } from '../words/words.ts';
import { specialNamed } from './special-units.ts';
import { escapePath } from './unit-name-escape.ts';

export interface ReferenceRules {
  /** The types that the directive takes; all of them unless said otherwise. */
  readonly types?: readonly UnitType[];
  /** What systemd makes of a template: the instance that belongs to this unit, or nothing. */
  readonly templates: 'instantiated' | 'refused';
  /** The directive takes one name, so that a list cannot be meant. */
  readonly single?: true;
}

export interface UnitReference {
  /** The unit's name as systemd holds it; a template's instance stays open where this unit is a template itself. */
  readonly name: string | undefined;
  readonly problems: readonly ValueProblem[];
  readonly tokens: readonly Token[];
}

/**
 * Reads the name of another unit: expands its specifiers and asks whether systemd could load a unit of that name
 * (src/core/manager.c, manager_load_unit; src/core/unit.c, unit_add_name).
 */
export function readUnitReference(word: Word, at: ValueContext, rules: ReferenceRules): UnitReference {
  const expansion = expandWord(word, at, { table: 'name', longest: LONGEST.unitName });
  const tokens = (name: string): Token[] => [unitToken(word, name), ...expansion.tokens];
  if (expansion.failed) return { name: undefined, problems: expansion.problems, tokens: tokens(word.text) };
  const misplaced = instanceBehindSuffix(word, at);
  if (misplaced) return { name: undefined, problems: [misplaced], tokens: tokens(word.text) };
  const judged = resolveTemplate(expansion.text, at, rules);
  const name = expansion.needsInstance ? openName(word.text, at) : judged;
  const fault = unitNameFault(judged, at, rules);
  if (!fault) return { name, problems: expansion.problems, tokens: tokens(name) };
  const { message, remedy, suggestion, safety = 'unsafe' } = fault;
  const fixes: ValueFix[] = [];
  if (suggestion !== undefined && expansion.text === word.text) {
    fixes.push({ title: say`Write ${suggestion}`, safety, from: word.from, to: word.to, newText: suggestion });
  }
  const problem: ValueProblem = {
    code: word.text === '' ? 'empty-value' : 'bad-unit-name',
    effect: 'ignore',
    from: word.from,
    to: word.to,
    message,
    remedy,
    fixes,
  };
  return { name: undefined, problems: [...expansion.problems, problem], tokens: tokens(name) };
}

/** `foo@.service%i`: a name of no type in every instance of this unit. In a unit without one the specifier comes to nothing. */
function instanceBehindSuffix({ text, from, to }: Word, at: ValueContext): ValueProblem | undefined {
  const [, prefix, type] = /^([^@]+@)\.([a-z]+)%i$/.exec(text) ?? [];
  if (!UNIT_TYPES.some((one) => one === type) || at.unit?.instance === undefined) return undefined;
  const newText = `${prefix}%i.${type}`;
  return {
    code: 'bad-unit-name',
    effect: 'ignore',
    from,
    to,
    message: say`The instance stands behind the suffix in "${text}".`,
    remedy: say`Write ${newText}.`,
    fixes: [{ title: say`Write ${newText}`, safety: 'safe', from, to, newText }],
  };
}

/** The token's text is the name as systemd holds it, so that the unit's file can be found by it. Quotes and escapes make a word longer. */
function unitToken({ text, from, to }: Word, name: string): Token {
  return name === text && to - from === text.length
    ? { kind: 'unit', from, to }
    : { kind: 'unit', from, to, text: name };
}

/** A template is taken for its instance with this unit's own instance, or else with its prefix (src/core/unit.c, resolve_template). */
function resolveTemplate(text: string, at: ValueContext, rules: ReferenceRules): string {
  const name = parseUnitName(text);
  if (rules.templates !== 'instantiated' || !name || unitNameKind(name) !== 'template') return text;
  const own = at.unit;
  if (own?.instance === '') return text;
  return instantiate(name, own?.instance ?? own?.prefix ?? 'unit');
}

/** The name with its instance left open, as a template is named. */
function openName(text: string, at: ValueContext): string {
  const unit = at.unit!;
  const open: UnitName = { ...unit, instance: undefined, full: `${unit.prefix}@.${unit.type}` };
  return expandSpecifiers(text, 'name', { ...at, unit: open }).text;
}

interface Fault extends Wording {
  readonly suggestion?: string;
  readonly safety?: ValueFix['safety'];
}

function unitNameFault(text: string, at: ValueContext, rules: ReferenceRules): Fault | undefined {
  const name = parseUnitName(text);
  if (!name) return malformed(text, at, rules);
  const kind = unitNameKind(name);
  const isOpenTemplate = rules.templates === 'instantiated' && at.unit?.instance === '';
  if (kind === 'template' && !isOpenTemplate) {
    return {
      message: say`${text} is a template, not a unit.`,
      remedy: say`Write an instance after the "@".`,
    };
  }
  if (kind !== 'plain' && !MAY_BE_TEMPLATE.includes(name.type)) {
    return {
      message: say`A .${name.type} unit cannot be a template or an instance: "${text}" contains "@".`,
      remedy: say`Remove it.`,
    };
  }
  if (rules.types && !rules.types.includes(name.type)) {
    return {
      message: say`${text} is a .${name.type} unit, which ${at.key}= does not accept.`,
      remedy: say`Write a unit of type ${anyOf(rules.types)}.`,
    };
  }
  return undefined;
}

/** What is wrong with a name that systemd does not take, most telling first. */
function malformed(text: string, at: ValueContext, rules: ReferenceRules): Fault {
  const bare = text.replace(/^["']+|(?<!["'])["']+$/g, '');
  if (bare !== text) {
    const suggestion = parseUnitName(bare) ? bare : undefined;
    return {
      message: say`Quotes are read as part of the unit name.`,
      remedy: say`Remove them.`,
      ...(suggestion && { suggestion, safety: 'safe' }),
    };
  }
  if (rules.single && /[\s,;]/.test(text))
    return { message: say`${at.key}= accepts only one unit name.`, remedy: say`Write one.` };
  if (/[,;]/.test(text)) {
    const suggestion = text.split(/[,;]+/).filter(Boolean).join(' ');
    const safe = suggestion.split(' ').every(parseUnitName);
    return {
      message: say`"${text}" is read as one unit name.`,
      remedy: say`Separate unit names with spaces.`,
      suggestion,
      safety: safe ? 'safe' : 'unsafe',
    };
  }
  if (text === '') return { message: say`No unit name.`, remedy: say`Write ${example(rules)}.` };
  if (text.length > 255) {
    return {
      message: say`The unit name has ${text.length} characters; at most 255 are allowed.`,
      remedy: say`Shorten it.`,
    };
  }
  if (text.startsWith('/')) return pathFault(text, rules);
  const odd = [...text].find((c) => !/[A-Za-z0-9:\-_.\\@]/.test(c));
  if (odd)
    return {
      message: say`A unit name cannot contain "${odd}".`,
      remedy: say`Use letters, digits and : - _ . \\ @ only.`,
    };
  const dot = text.lastIndexOf('.');
  if (dot === 0 || text.startsWith('@'))
    return {
      message: say`"${text}" has no name before its "@" or suffix.`,
      remedy: say`Write the full name.`,
    };
  const type = dot > 0 ? text.slice(dot + 1) : '';
  const near = type && nearest(type, UNIT_TYPES);
  if (near)
    return {
      message: say`"${type}" is not a unit type.`,
      remedy: say`Did you mean ${near}?`,
      suggestion: `${text.slice(0, dot + 1)}${near}`,
    };
  const whole = specialNamed(text, at.manager);
  const suggestion = whole && accepts(whole, rules) ? whole : `${text}.${rules.types?.[0] ?? 'service'}`;
  return {
    message: say`"${text}" has no unit suffix.`,
    remedy: say`Write ${suggestion}, if that is meant.`,
    suggestion,
  };
}

function pathFault(text: string, rules: ReferenceRules): Fault {
  const type = text.startsWith('/dev/') ? 'device' : 'mount';
  const suggestion = `${escapePath(text)}.${type}`;
  const message = say`"${text}" is a path, not a unit name.`;
  if (!accepts(suggestion, rules)) return { message, remedy: say`Write ${example(rules)}.` };
  return { message, remedy: say`Write ${suggestion}, the unit of that path.`, suggestion };
}

function accepts(name: string, rules: ReferenceRules): boolean {
  const parsed = parseUnitName(name);
  return parsed !== undefined && (!rules.types || rules.types.includes(parsed.type));
}

function example(rules: ReferenceRules): Message {
  return rules.types ? say`the full name of a ${anyOf(rules.types)} unit` : say`full names such as foo.service`;
}

/** The types that may have templates (src/basic/unit-def.c, unit_type_may_template). */
const MAY_BE_TEMPLATE: readonly UnitType[] = ['service', 'socket', 'target', 'timer', 'path'];

/** All but devices, which appear when they appear (src/core/unit.c, unit_add_dependency). */
export const CAN_BE_DELAYED: readonly UnitType[] = UNIT_TYPES.filter((type) => type !== 'device');

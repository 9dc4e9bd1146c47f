import { say } from '../../text/message.ts';
import type { Grammar, Parsed, ValueContext } from '../grammar.ts';
import { dropped, problem, set } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { describeUnit, type UnitOfferRules, unitOffers } from './unit-offers.ts';
import { CAN_BE_DELAYED, type ReferenceRules, readUnitReference } from './unit-reference.ts';

/** Slice=: the slice that a unit is put in (src/core/load-fragment.c, config_parse_unit_slice). */
export const sliceGrammar: Grammar = {
  parsers: ['config_parse_unit_slice'],
  summary: say`the name of a slice unit`,
  parse(value, at) {
    if (at.unitType !== 'slice') return single(value, at, { types: ['slice'], templates: 'refused' });
    const wording = {
      message: say`Slice= does not apply to a slice: its name says which slice it is in.`,
      remedy: say`Remove the line, or rename the unit.`,
    };
    return dropped(problem('unsupported-here', 'ignore', 0, value.length, wording));
  },
  unavailable: (at) => at.unitType === 'slice',
  ...help({ types: ['slice'] }),
};

/** Unit= of timers and paths: what they start (config_parse_trigger_unit). */
export const triggeredUnitGrammar: Grammar = {
  parsers: ['config_parse_trigger_unit'],
  summary: say`the name of the unit to start`,
  parse(value, at) {
    const parsed = single(value, at, { templates: 'instantiated' });
    if (parsed.items[0] === undefined || parsed.items[0] !== at.unit?.full) return parsed;
    const wording = { message: say`A unit cannot trigger itself.`, remedy: say`Write the unit that is to be started.` };
    return dropped(problem('bad-unit-name', 'ignore', 0, value.length, wording), parsed.tokens);
  },
  ...help({ types: CAN_BE_DELAYED }),
};

/** Service= of sockets: the service that gets the sockets (config_parse_socket_service). */
export const socketServiceGrammar: Grammar = {
  parsers: ['config_parse_socket_service'],
  summary: say`the name of a service unit`,
  parse: (value, at) => single(value, at, { types: ['service'], templates: 'refused' }),
  ...help({ types: ['service'] }),
};

/** The whole value is one name: white space and quotes would be part of it. */
function single(value: string, at: ValueContext, rules: ReferenceRules): Parsed {
  const { name, problems, tokens } = readUnitReference(plainWord(value), at, { ...rules, single: true });
  return name === undefined ? { ...dropped(undefined, tokens), problems } : set(name, tokens, problems);
}

function help(rules: UnitOfferRules): Pick<Grammar, 'complete' | 'describe'> {
  return {
    complete(value, offset, at, world) {
      if (at.parser === 'config_parse_unit_slice' && at.unitType === 'slice') return [];
      const specifiers = specifierOffers(value, offset, at, 'name');
      return specifiers.length > 0 ? specifiers : unitOffers(0, value.length, at, world, rules);
    },
    describe: (token, value, at, world) =>
      describeSpecifier(token, value, at, world) ?? describeUnit(token, value, at, world),
  };
}

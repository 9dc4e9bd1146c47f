import { layout, type Message, type Series } from '../text/message.ts';

/** A line of a new unit: as it is, or with words for people in it, see {@link comment} and {@link description}. */
export type UnitLine = string | Message;

/** A section of a new unit: its header and its lines. */
export function section(name: string, ...lines: readonly UnitLine[]): Series {
  return block(`[${name}]`, ...lines);
}

/** Lines that go on with the section before, a blank line below it. */
export function block(...lines: readonly UnitLine[]): Series {
  return layout('\n', [...lines, '']);
}

/** The text of a new unit, with a blank line between its sections. */
export function unitText(...sections: readonly Series[]): Series {
  return layout('\n', sections);
}

/** A comment on a line of its own. */
export function comment(message: Message): Series {
  return layout('', ['# ', message]);
}

/** The line that describes a new unit. A description that a person wrote, and the name of a unit, are arguments. */
export function description(message: Message): Series {
  return layout('', ['Description=', message]);
}

import { ownSection, type UnitType } from '../catalogue/unit-type.ts';

/**
 * Whether a text is another kind of file with the name of a unit file: D-Bus activation files end in `.service` too, and their
 * first section says what they are; some tools have `.target` or `.path` files in XML.
 */
export function isLookAlike(text: string): boolean {
  return /^(?:\[D-BUS Service\]|<\?xml\b|<!DOCTYPE\b)/.test(firstLine(text));
}

/** Whether a text begins with the header of a section that a unit of the type has: what nothing but a unit file or drop-in begins with. */
export function hasSectionOf(type: UnitType, text: string): boolean {
  const name = /^\[([A-Za-z]+)\]\s*$/.exec(firstLine(text))?.[1];
  return name !== undefined && (name === 'Unit' || name === ownSection(type));
}

/** The first line that is neither blank nor a comment. */
function firstLine(text: string): string {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).replace(/^\ufeff?\s+/, '');
    if (line !== '' && line[0] !== '#' && line[0] !== ';') return line;
    from = end < 0 ? text.length : end + 1;
  }
  return '';
}

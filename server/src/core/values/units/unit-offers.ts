import type { UnitType } from '../../catalogue/unit-type.ts';
import { escapeMarkdown, inlineCode } from '../../text/markdown.ts';
import { layout, type Message, say } from '../../text/message.ts';
import { escapeSnippet } from '../../text/snippet.ts';
import type { Offer, Token, ValueContext, World } from '../grammar.ts';
import { instantiate, parseUnitName, templateOf, unitNameKind } from '../unit-name.ts';
import { specialUnit, specialUnits } from './special-units.ts';

export interface UnitOfferRules {
  readonly types?: readonly UnitType[];
  /** Names that are there already. */
  readonly except?: readonly string[];
  /** How a name is written where backslashes do not stand for themselves. */
  readonly written?: (name: string) => string;
}

/** The units of the workspace and the well-known ones that a directive may name. */
export function unitOffers(from: number, to: number, at: ValueContext, world: World, rules: UnitOfferRules): Offer[] {
  const offers = new Map<string, Offer>();
  const written = rules.written ?? ((name) => name);
  const add = (name: string, detail: Message | undefined, rank: number): void => {
    const parsed = parseUnitName(name);
    if (!parsed || offers.has(name) || name === at.unit?.full || rules.except?.includes(name)) return;
    if (rules.types && !rules.types.includes(parsed.type)) return;
    const offer: Offer = {
      label: name,
      from,
      to,
      insert: written(name),
      kind: 'unit',
      rank,
      ...(detail && { detail }),
    };
    if (unitNameKind(parsed) !== 'template') {
      offers.set(name, offer);
      return;
    }
    // A template is no unit: what can be named is an instance of it.
    const instance = `${escapeSnippet(written(`${parsed.prefix}@`))}\${1:instance}.${parsed.type}`;
    offers.set(name, { ...offer, insert: instance, snippet: true });
    if (at.unit?.instance !== '') return;
    const same = instantiate(parsed, '%i');
    offers.set(same, { ...offer, label: same, insert: written(same), rank: rank - 0.5 });
  };
  // A machine has hundreds of units of its own, among which one's own few would be lost.
  for (const { name, description, installed } of world.units()) {
    add(
      name,
      description === undefined ? undefined : say`${description}`,
      !installed ? 0 : specialUnit(name, at.manager) ? 1 : 2,
    );
  }
  for (const unit of specialUnits(at.manager)) add(unit.name, unit.meaning, 1);
  return [...offers.values()];
}

/** What is known of the unit that a token names, in Markdown. */
export function describeUnit(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
  if (token.kind !== 'unit') return undefined;
  const name = token.text ?? value.slice(token.from, token.to);
  const parsed = parseUnitName(name);
  if (!parsed) return undefined;
  const template = parsed.instance === undefined ? undefined : templateOf(parsed);
  const known =
    world.units().find((unit) => unit.name === name) ?? world.units().find((unit) => unit.name === template);
  const meaning =
    known?.description === undefined ? specialUnit(name, at.manager)?.meaning : escapeMarkdown(known.description);
  const title = `**${escapeMarkdown(name)}**`;
  return layout('\n\n', [
    meaning ? say`${title}: ${meaning}` : title,
    parsed.instance ? say`Instance ${inlineCode(parsed.instance)} of ${inlineCode(template ?? '')}.` : undefined,
    known?.file === undefined ? undefined : inlineCode(known.file),
    known || meaning ? undefined : say`Not in this workspace.`,
  ]);
}

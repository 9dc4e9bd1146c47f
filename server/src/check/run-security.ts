import { type ServiceSecurity, securityOf } from '../core/features/security.ts';
import { type Language, type Message, render, say } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import type { SecurityArguments } from './arguments.ts';
import { complaintsTo } from './complaints.ts';
import { unitFinder } from './find-unit.ts';
import { placeOf } from './run-effective.ts';
import type { Scene } from './surroundings.ts';
import { inTwoColumns } from './terminal-columns.ts';

/** `security`: says how exposed services are. Gives the exit status. */
export function runSecurity({ format, units, ...judgedBy }: SecurityArguments, here: Scene): number {
  const complaints = complaintsTo(here);
  const reports: unknown[] = [];
  const find = unitFinder(judgedBy, here, complaints.about);
  for (const word of units) {
    const found = find(word);
    if (!found) continue;
    const security = securityOf(found.snapshot, found.unit);
    if (!security) complaints.about(say`${word}: only a service that systemd would load has an exposure.`);
    else if (format === 'text') here.print(`${reports.push(security) > 1 ? '\n' : ''}${textOf(security, here)}`);
    else reports.push(dataOf(security, found.nameOf, here.language));
  }
  if (format === 'json') here.print(`${JSON.stringify(reports, undefined, 2)}\n`);
  return complaints.count > 0 ? 2 : 0;
}

function textOf({ exposure, harmless, level, rows, unit }: ServiceSecurity, { language, columns }: Scene): string {
  const said = (message: Message) => render(message, language);
  const open = rows.filter(({ state }) => state === 'open');
  const lines = inTwoColumns(
    open.map(({ exposure: part, keepsFrom, line, name }) => [
      `${part}  ${line ?? said(say`${name} (a value of your own)`)}`,
      said(say`keeps it from ${keepsFrom}`),
    ]),
    columns,
  );
  const hint =
    harmless.length === 0
      ? []
      : [
          '',
          `  ${said(say`It would not notice these, as it cannot do what they prevent:`)}`,
          ...harmless.map((one) => `    ${one}`),
        ];
  return `${[`${visible(unit)}: ${exposure} ${level}`, ...lines, ...hint].join('\n')}\n`;
}

function dataOf({ rows, ...security }: ServiceSecurity, nameOf: (path: string) => string, language: Language): unknown {
  return {
    ...security,
    rows: rows.map(({ keepsFrom, written, ...row }) => ({
      ...row,
      keepsFrom: render(keepsFrom, language),
      written: written.map(({ place, text }) => ({ text, ...placeOf(place, nameOf) })),
    })),
  };
}

import { expect, it } from 'vitest';
import { COMMANDS, type CommandName, type OptionName } from '../src/check/options.ts';
import { manPage } from './man-page.ts';

it.each(Object.keys(COMMANDS) as CommandName[])('%s is on it with its options', (name) => {
  const page = manPage('1.2.3').replaceAll('\\-', '-');
  expect(page).toContain(`\n.SH ${name.toUpperCase()}\n`);
  for (const option of COMMANDS[name].options as readonly OptionName[])
    expect(page).toMatch(new RegExp(`^\\.B --${option}\\b`, 'm'));
});

it('it has no line that is read as a request by chance', () => {
  const requests = new Set(['TH', 'SH', 'B', 'BR', 'PP', 'TP', 'br']);
  const odd = manPage('1.2.3')
    .split('\n')
    .filter((line) => /^[.']/.test(line) && !requests.has(/^\.(\w+)/.exec(line)?.[1] ?? ''));
  expect(odd).toEqual([]);
});

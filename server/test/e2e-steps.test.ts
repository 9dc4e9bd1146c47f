import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// How the end-to-end tests act in a page, so that what comes late in a workbench makes none of them fail.

const E2E = join(import.meta.dirname, '../../client/e2e');

/** What is not to stand in a file of the end-to-end tests, and why. */
interface Slip {
  readonly file: string;
  readonly code: string;
  readonly because: string;
}

const RULES: readonly { readonly code: RegExp; readonly but?: RegExp; readonly because: string }[] = [
  {
    code: /\.(?:(?:dbl)?click|hover)\(/g,
    but: /^harness\/mouse\.ts$/,
    because: 'a hover may lie over it; take `click` and `hoverOver`, which come from where nothing hovers',
  },
  {
    code: /\.(?:waitForURL|waitForNavigation|waitForLoadState)\(/g,
    because: 'a page is late with its events; wait for what a person sees in it',
  },
  {
    code: /\.(?:goto|reload)\((?![^;]*waitUntil: 'commit')/g,
    because: 'a page is late with its events; have it begin, and wait for what a person sees in it',
  },
  {
    code: /\.press\('Control\+S'/g,
    but: /^harness\/page\.ts$/,
    because: 'a file that is still being saved asks when it is closed; take `save`, which waits for its end',
  },
];
/** What waits in a page by itself, for as long as the page has patience. */
const WAITS = /\.(?:click|fill|hover|focus|waitFor|inputValue|getAttribute|textContent|innerText|boundingBox)\(/;

function slipsIn(file: string, text: string): Slip[] {
  const slips = RULES.filter(({ but }) => !but?.test(file)).flatMap(({ code, because }) =>
    [...text.matchAll(code)].map(([found]) => ({ file, code: found, because })),
  );
  for (const { index } of text.matchAll(/(?<![.\w]|function )(?:vi\.)?waitFor\(/g)) {
    const loop = callAt(text, index);
    const late = WAITS.exec(loop);
    if (late && !loop.includes('timeout: ')) {
      slips.push({ file, code: late[0], because: 'it waits so long that nothing is tried again; take `insist`' });
    }
  }
  return slips;
}

/** A call with its arguments, from its name to the parenthesis that closes it. */
function callAt(text: string, from: number): string {
  let depth = 0;
  for (let at = text.indexOf('(', from); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(text.indexOf('(', from), at);
  }
  return text.slice(from);
}

it('clicks come from where nothing hovers, and no single wait uses up the time for trying again', () => {
  const files = readdirSync(E2E, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(60);
  expect(files.flatMap((file) => slipsIn(file.replaceAll('\\', '/'), readFileSync(join(E2E, file), 'utf8')))).toEqual(
    [],
  );
});

it.each([
  'await page.locator(".row").first().click();',
  'await row.dblclick();',
  'await row.hover();',
  'await page.waitForURL(/elsewhere/);',
  'await page.goto(address);',
  'await page.reload();',
  "await page.keyboard.press('Control+S');",
  "await waitFor('the text', async () => (await box.inputValue()) !== '');",
  "await vi.waitFor(async () => {\n  await page.keyboard.press('F2');\n  await box.fill('x');\n}, 40_000);",
])('a slip is seen: %s', (text) => {
  expect(slipsIn('planted.test.ts', text)).toHaveLength(1);
});

it.each([
  'await click(page.locator(".row"));',
  "await page.goto(address, { waitUntil: 'commit' });",
  'await row.waitFor();',
  "await waitFor('the port', async () => (await listener(manager, 9999)) === undefined);\nawait box.fill('x');",
  "await waitFor('the words', async () => frame.locator('body').textContent({ timeout: 500 }));",
])('no slip is seen in: %s', (text) => {
  expect(slipsIn('planted.test.ts', text)).toEqual([]);
});

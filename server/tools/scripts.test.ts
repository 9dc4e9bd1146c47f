import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const scripts = Object.entries(manifest.scripts).filter(([name]) => name !== 'ready');

it('there are scripts', () => expect(scripts.length).toBeGreaterThan(10));

/**
 * In a fresh clone there is no package and perhaps an old Node, and a shell remembers where it found a program. So what installs runs in
 * a shell of its own, before anything else.
 */
it.each(scripts)('npm run %s installs what it needs first', (_name, command) => {
  expect(command).toMatch(/^npm run --silent ready && /);
});

it('the installer itself needs nothing', () => {
  expect(manifest.scripts.ready).toBe('node client/tools/install.mjs');
});

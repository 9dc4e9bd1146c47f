// Builds what is shipped into dist/: node hosts as CommonJS, the web worker hosts as one self-contained script each.

import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const production = process.argv.includes('--production');

const shared = {
  bundle: true,
  // What is shipped is what is tested and measured; the source maps make it readable.
  minify: true,
  sourcemap: production ? false : 'linked',
  loader: { '.md': 'text', '.py': 'text' },
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  target: 'es2023',
};

const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };
const browser = { ...shared, platform: 'browser', format: 'cjs', external: ['vscode'] };

const results = await Promise.all([
  build({ ...node, entryPoints: { extension: 'client/src/node.ts' }, outdir: 'dist', outExtension: { '.js': '.cjs' } }),
  build({
    ...node,
    entryPoints: { helper: 'client/src/helper.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  }),
  build({ ...node, entryPoints: { server: 'server/src/node.ts' }, outdir: 'dist', outExtension: { '.js': '.cjs' } }),
  build({
    ...node,
    entryPoints: { cli: 'server/src/cli.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    banner: { js: '#!/usr/bin/env node' },
  }),
  // The web host loads a `.js` as a CommonJS script, and older ones append `.js` to any other name.
  build({ ...browser, entryPoints: { 'extension-web': 'client/src/browser.ts' }, outdir: 'dist' }),
  build({
    ...browser,
    format: 'iife',
    external: [],
    entryPoints: { 'server-web': 'server/src/browser.ts' },
    outdir: 'dist',
  }),
]);

// What editors complete a project file by. It is made of the pages of the rules, as the bundles are.
const { outputFiles } = await build({
  ...node,
  format: 'esm',
  sourcemap: false,
  entryPoints: ['server/tools/project-schema.ts'],
  write: false,
});
const { projectSchema } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
writeFileSync('dist/systemd-units.schema.json', JSON.stringify(projectSchema()));

// The architecture test reads these to hold the browser bundles free of Node.
mkdirSync('out', { recursive: true });
writeFileSync('out/metafile.json', JSON.stringify(results.map((result) => result.metafile)));

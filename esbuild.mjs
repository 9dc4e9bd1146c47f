// Builds what is shipped into dist/: node hosts as CommonJS, the web worker hosts as one self-contained script each.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
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
  // The web host takes a `.js` of a package of type module for a module, which it cannot load.
  build({
    ...browser,
    entryPoints: { 'extension-web': 'client/src/browser.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  }),
  build({
    ...browser,
    format: 'iife',
    external: [],
    entryPoints: { 'server-web': 'server/src/browser.ts' },
    outdir: 'dist',
  }),
]);

// Older web hosts append `.js` to whatever the manifest names.
copyFileSync('dist/extension-web.cjs', 'dist/extension-web.cjs.js');

// The architecture test reads these to hold the browser bundles free of Node.
mkdirSync('out', { recursive: true });
writeFileSync('out/metafile.json', JSON.stringify(results.map((result) => result.metafile)));

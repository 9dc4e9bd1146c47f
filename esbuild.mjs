// Builds what is shipped into dist/: node hosts as CommonJS, the web worker hosts as scripts.

import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import { build } from 'esbuild';

const production = process.argv.includes('--production');

/** The programs for new units are text, in whichever language they are. */
const programs = {
  name: 'programs',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]new-units[\\/]programs[\\/][^\\/]+$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
    }));
  },
};

const shared = {
  bundle: true,
  // What is shipped is what is tested and measured; the source maps make it readable.
  minify: true,
  sourcemap: production ? false : 'linked',
  loader: { '.md': 'text', '.py': 'text' },
  plugins: [programs],
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  target: 'es2023',
};

const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };
const browser = { ...shared, platform: 'browser', format: 'cjs', external: ['vscode'] };

/** All of the server but for its entries, and the modules of the LSP library that are the same on every host: bundled once for both. */
const COMMON = /^server\/src\/lsp\/start-server\.ts$|\/vscode-[\w-]+\/lib\/common\/.*\.js$/;
const isCommon = (path) => COMMON.test(path);
const commonModules = new Set();

/** The modules that the extension for the web consists of. That one must be one file, so what both hosts have in common is in there. */
const ofWeb = await build({
  ...browser,
  // Only its modules are wanted here.
  minify: false,
  sourcemap: false,
  entryPoints: ['client/src/browser.ts'],
  outdir: 'dist',
  write: false,
});
const clientCommon = new Set(Object.keys(ofWeb.metafile.inputs).filter((path) => /\.[jt]s$/.test(path)));
const clientModules = new Set();

/**
 * Has a bundle take common modules from another instead of containing them.
 *
 * @param isCommon Tells them by their paths.
 * @param into Takes the paths of those that the bundle has use for.
 * @param expression Stands for the other bundle, whose `modules` has them by these paths.
 */
const withoutCommon = (isCommon, into, expression) => ({
  name: 'without-common',
  setup(bundle) {
    bundle.onResolve({ filter: /^\./ }, async ({ path: asked, pluginData, ...from }) => {
      if (pluginData === bundle) return undefined;
      const found = await bundle.resolve(asked, { ...from, pluginData: bundle });
      const path = relative('.', found.path).split(sep).join('/');
      return isCommon(path) ? { path, namespace: 'common' } : found;
    });
    bundle.onLoad({ filter: /./, namespace: 'common' }, ({ path }) => {
      into.add(path);
      return { contents: `module.exports = ${expression}.modules[${JSON.stringify(path)}];` };
    });
  },
});

const bundles = await Promise.all([
  build({
    ...node,
    entryPoints: { extension: 'client/src/node.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', './extension-web.js'],
    plugins: [
      programs,
      withoutCommon((path) => clientCommon.has(path), clientModules, 'require("./extension-web.js")'),
    ],
  }),
  build({
    ...node,
    entryPoints: { helper: 'client/src/helper.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  }),
  build({
    ...node,
    entryPoints: { server: 'server/src/node.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['./server-common.js'],
    plugins: [withoutCommon(isCommon, commonModules, 'require("./server-common.js")')],
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...node,
    entryPoints: { cli: 'server/src/cli.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    banner: { js: '#!/usr/bin/env node' },
  }),
  // Both programs in one, of which `npm run package-executable` makes a single executable.
  build({
    ...node,
    sourcemap: false,
    entryPoints: { executable: 'server/src/executable.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  }),
  // A worker has one script: the client puts it behind `server-common.js`.
  build({
    ...browser,
    format: 'iife',
    external: [],
    entryPoints: { 'server-web': 'server/src/browser.ts' },
    outdir: 'dist',
    plugins: [withoutCommon(isCommon, commonModules, 'systemdServer')],
  }),
]);

const common = await build({
  ...browser,
  format: 'iife',
  target: 'es2023',
  external: [],
  globalName: 'systemdServer',
  stdin: { contents: entryOf([...commonModules].sort()), resolveDir: '.', sourcefile: 'server-common.js' },
  outfile: 'dist/server-common.js',
  footer: { js: "if(typeof module==='object')module.exports=systemdServer;" },
});

// The web host loads a `.js` as a CommonJS script, and older ones append `.js` to any other name. Node's extension wants nothing of it but
// `modules`, so that the extension for the web is not evaluated before it is activated.
const web = await build({
  ...browser,
  stdin: {
    contents: `${entryOf([...clientModules].sort())}
export function activate(context) {
  return require('./client/src/browser.ts').activate(context);
}`,
    resolveDir: '.',
    sourcefile: 'extension-web.js',
  },
  outfile: 'dist/extension-web.js',
});
const results = [...bundles, common, web];

/** A module whose `modules` are others by their paths. CommonJS is required, which needs no wrapper, and the rest is imported. */
function entryOf(paths) {
  const isScript = (path) => path.endsWith('.ts');
  const imports = paths.map((path, at) => (isScript(path) ? `import * as m${at} from './${path}';` : ''));
  const entries = paths.map((path, at) => `'${path}': ${isScript(path) ? `m${at}` : `require('./${path}')`}`);
  return `${imports.join('\n')}\nexport const modules = { ${entries.join(', ')} };`;
}

// What else is shipped is made by tools in TypeScript, which the Node that runs this need not be able to read.
const { outputFiles } = await build({
  ...node,
  minify: false,
  sourcemap: false,
  entryPoints: ['server/tools/shipped.ts'],
  write: false,
});
const shippedTools = { exports: {} };
new Function('module', 'exports', 'require', outputFiles[0].text)(
  shippedTools,
  shippedTools.exports,
  createRequire(import.meta.url),
);
const {
  bundledPackages,
  notices,
  billOfMaterials,
  languages,
  manPages,
  npmManifest,
  overBudget,
  projectSchema,
  textsOf,
} = shippedTools.exports;
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

mkdirSync('dist/l10n', { recursive: true });
for (const language of languages('.')) {
  writeFileSync(`dist/l10n/${language}.json`, JSON.stringify(textsOf('.', language)));
}
writeFileSync('dist/systemd-units.schema.json', JSON.stringify(projectSchema()));
describePackages('dist', manifest, results);

// The package of npm: the command line and the language server.
const { name, version } = npmManifest(manifest);
mkdirSync('dist/npm', { recursive: true });
writeFileSync('dist/npm/package.json', `${JSON.stringify(npmManifest(manifest), undefined, 2)}\n`);
describePackages(
  'dist/npm',
  { ...manifest, name, version },
  results.filter(isIn(['server.cjs', 'server-common.js', 'cli.cjs'])),
);
for (const file of ['server.cjs', 'server-common.js', 'cli.cjs', 'systemd-units.schema.json'])
  copyFileSync(`dist/${file}`, `dist/npm/${file}`);
for (const [page, text] of manPages('.', version)) writeFileSync(`dist/npm/${page}`, text);
cpSync('dist/l10n', 'dist/npm/l10n', { recursive: true });
copyFileSync('LICENSE', 'dist/npm/LICENSE');
writeFileSync(
  'dist/npm/README.md',
  readFileSync('server/README.md', 'utf8').replaceAll(
    '(../',
    `(${manifest.repository.url.replace(/\.git$/, '')}/blob/HEAD/`,
  ),
);

/** Writes the licences of what bundles contain, and the bill of materials. */
function describePackages(folder, program, bundles) {
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = bundledPackages(inputs.filter((input) => !input.startsWith('common:')));
  writeFileSync(`${folder}/ThirdPartyNotices.txt`, notices(packages));
  writeFileSync(`${folder}/bill-of-materials.cdx.json`, billOfMaterials(program, packages));
}

function isIn(names) {
  return ({ metafile }) => names.some((name) => `dist/${name}` in metafile.outputs);
}

const tooBig = overBudget((name) => readFileSync(`dist/${name}`));
for (const sentence of tooBig) console.error(sentence);
if (tooBig.length > 0) process.exitCode = 1;

// Tests read these: browser bundles are free of Node, and each package that is bundled is named.
mkdirSync('out', { recursive: true });
writeFileSync('out/metafile.json', JSON.stringify(results.map((result) => result.metafile)));

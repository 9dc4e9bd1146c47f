/** What the build makes besides bundles, for `esbuild.mjs`, which cannot read TypeScript itself. */
export { billOfMaterials } from './bundled/bill-of-materials.ts';
export { overBudget } from './bundled/budget.ts';
export { notices } from './bundled/notices.ts';
export { npmManifest } from './bundled/npm-manifest.ts';
export { bundledPackages } from './bundled/packages.ts';
export { manPages } from './man-page.ts';
export { projectSchema } from './project-schema.ts';
export { languages, textsOf } from './texts.ts';

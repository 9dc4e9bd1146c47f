import type { BundledPackage } from './packages.ts';

/**
 * The software bill of materials: CycloneDX 1.6, as JSON. It has no time and no serial number, so that the same sources give the same bytes.
 *
 * @param program What `package.json` says of this program.
 */
export function billOfMaterials(
  program: { readonly name: string; readonly version: string; readonly license: string },
  packages: readonly BundledPackage[],
): string {
  const own = component('application', { ...program, homepage: undefined });
  const components = packages.map((one) => component('library', one));
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: own },
    components,
    dependencies: [
      { ref: own['bom-ref'], dependsOn: components.map((one) => one['bom-ref']) },
      ...components.map((one) => ({ ref: one['bom-ref'] })),
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function component(
  type: 'application' | 'library',
  { homepage, license, name, version }: Omit<BundledPackage, 'text'>,
) {
  // A scope is the namespace of a package URL, and its "@" is escaped (package-url specification, npm).
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    licenses: [{ license: { id: license } }],
    purl,
    ...(homepage !== undefined && { externalReferences: [{ type: 'website', url: homepage }] }),
  };
}

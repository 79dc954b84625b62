// `npm run sbom`: the bill of materials of each product (CycloneDX 1.6), from what is really bundled.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import electron from 'electron/package.json' with { type: 'json' };
import { root } from '../root.ts';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';
import { type Product, products } from './products.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** Package URL: a scope's `@` is written in percent. */
const purl = (name: string, at: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${at}`;

function component({ name, version: at, licence, integrity }: BundledPackage): object {
  const sha512 = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return {
    type: 'library',
    'bom-ref': purl(name, at),
    name,
    version: at,
    scope: 'required',
    hashes: [{ alg: 'SHA-512', content: sha512 }],
    licenses: [{ expression: licence }],
    purl: purl(name, at),
  };
}

/** The bill without a time and a random number: the same build gives the same bytes. */
export function bomOf(product: Product, packages: readonly BundledPackage[]): object {
  const shell = {
    type: 'framework',
    'bom-ref': purl('electron', electron.version),
    name: 'electron',
    version: electron.version,
    licenses: [{ expression: 'MIT' }],
    purl: purl('electron', electron.version),
  };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': product.executable, name: product.name, version } },
    components: [shell, ...packages.map(component)],
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(root, 'dist', 'sbom');
  mkdirSync(folder, { recursive: true });
  for (const product of products) {
    const packages = bundledPackages(product);
    const file = join(folder, `${product.executable}.cdx.json`);
    writeFileSync(file, `${JSON.stringify(bomOf(product, packages), null, 2)}\n`);
    console.log(`${file}: ${packages.length} packages`);
    for (const { name, version: at, licence } of packages) console.log(`  ${name} ${at} ${licence}`);
  }
}

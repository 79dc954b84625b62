// Every package in a product has a reason, the offline product has few, and the bill of materials says what is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, outFolder } from '../root.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesOf, licenceTexts } from './licences.ts';
import { products } from './products.ts';
import { reasons } from './reasons.ts';
import { bomOf } from './sbom.ts';

/** The aim for the program that sees secrets. */
const fewForOffline = 15;
/** The rows of assets/docs/supply-chain.md: name, version, licence. */
const documented = [
  ...readFileSync(join(root, 'assets', 'docs', 'supply-chain.md'), 'utf8').matchAll(
    /^\| `([^`]+)` +\| (\S+) +\| (\S+) /gm,
  ),
].map(([, name, version, licence]) => ({ name, version, licence }));
/** Licences that ask for no more than that their text travels along; `licences.ts` sees to it. */
const permissive = /^(MIT|ISC|0BSD|Apache-2\.0|BSD-3-Clause|OFL-1\.1)$/;

describe.skipIf(!existsSync(join(outFolder, 'bundled')))('the packages in the products', () => {
  const all = products.map((product) => ({ product, packages: bundledPackages(product) }));

  it('have a reason, and no reason is left over', () => {
    const names = new Set(all.flatMap(({ packages }) => packages.map(({ name }) => name)));
    expect([...names].sort()).toEqual(Object.keys(reasons).sort());
    expect(Object.values(reasons)).not.toContain('');
  });

  it(`are at most ${fewForOffline} in the offline product, and none of them is Azure's`, () => {
    const names = bundledPackages(products.find(({ id }) => id === 'offline')!).map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(fewForOffline);
    expect(names.filter((name) => name.startsWith('@azure'))).toEqual([]);
  });

  it('stand in the document: all of the offline product, and those that we chose of the online one', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    const [offline = [], online = []] = ['offline', 'online'].map((id) =>
      all.filter(({ product }) => product.id === id).flatMap(({ packages }) => packages),
    );
    const known = new Set(offline.map(({ name }) => name));
    const chosen = online.filter(({ name }) => !known.has(name) && Object.hasOwn(manifest.dependencies, name));
    expect(documented).toEqual(
      [...offline, ...chosen].map(({ name, version, licence }) => ({ name, version, licence })),
    );
    const text = readFileSync(join(root, 'assets', 'docs', 'supply-chain.md'), 'utf8');
    expect(text).toContain(`holds ${offline.length} packages`);
    expect(text).toContain(`the rest of the ${online.length} packages`);
  });

  it.each(all)('of $product.name bring a text of their licence each', ({ packages }) => {
    const whole = licencesOf(packages);
    for (const each of packages) {
      const texts = licenceTexts(each);
      expect(texts.join('\n'), each.name).toMatch(/copyright|apache license/i);
      for (const text of texts) expect(whole).toContain(text);
      expect(whole).toContain(`${each.name} ${each.version} (${each.licence})`);
    }
  });

  it('are no schemas on the pages: their library makes code of text, which the policy of the pages forbids', () => {
    const notes = readFileSync(join(outFolder, 'bundled', 'screens.json'), 'utf8');
    const pages = Object.entries(JSON.parse(notes) as Readonly<Record<string, string[]>>);
    expect(pages.flatMap(([, names]) => names)).toContain('node_modules/react');
    expect(pages.filter(([, names]) => names.includes('node_modules/zod'))).toEqual([]);
  });

  it('work on old key files in the key worker alone: no page, no main process and no other process of custody', () => {
    const notes = join(outFolder, 'bundled');
    const files = readdirSync(notes).flatMap((name) =>
      Object.entries(JSON.parse(readFileSync(join(notes, name), 'utf8')) as Readonly<Record<string, string[]>>),
    );
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter(([, keys]) => keys.includes('node_modules/node-forge')).map(([file]) => file)).toEqual([
      'key-worker.cjs',
    ]);
  });

  it('are not taken without a text', () => {
    const folder = join('node_modules', '@nodable', 'entities');
    expect(licenceTexts({ name: 'x', folder, licence: 'MIT' })[0]).toMatch(
      /Copyright \(c\) Amit Gupta.*\n[^]*WITHOUT WARRANTY/,
    );
    expect(() => licenceTexts({ name: 'x', folder, licence: 'Apache-2.0' })).toThrow('no text');
  });

  it.each(all)(
    'of $product.name have licences that allow it, and stand in its bill with their hash',
    ({ product, packages }) => {
      expect(packages.filter(({ licence }) => !permissive.test(licence))).toEqual([]);
      const { components } = bomOf(product, packages) as {
        components: { name: string; hashes?: { content: string }[] }[];
      };
      expect(components.map(({ name }) => name)).toEqual(['electron', ...packages.map(({ name }) => name)]);
      for (const { hashes } of components.slice(1)) expect(hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
    },
  );
});

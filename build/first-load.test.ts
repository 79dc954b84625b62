// The first screen of each app stays small, in the files as they are built; and it is all of it that is counted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstLoadBytes, firstLoadLimit, firstScripts } from './first-load.ts';
import { outFolder } from './out-folder.ts';

const screens = join(outFolder, 'renderer');

describe.each(['offline', 'online'] as const)('the first screen of Lifeboat %s', (page) => {
  it.each(['en', 'de'] as const)('reads at most 160 kB of scripts after gzip, in the language %s', (language) => {
    expect(firstLoadBytes(screens, page, language)).toBeLessThanOrEqual(firstLoadLimit);
  });

  it('reads its own script, the library and one language, and neither the other language nor what comes later', () => {
    const names = firstScripts(screens, page, 'en').map((name) => name.replace(/-.{8}\.js$/, ''));
    expect(names).toEqual(expect.arrayContaining([page, 'shared', 'spoken']));
    expect(names.filter((name) => name === 'spoken')).toHaveLength(1);
    for (const later of ['further', 'DeskScreen', 'IncidentBranch', 'StepScreen', 'CeremonyPage']) {
      expect(names).not.toContain(later);
    }
  });
});

describe('the scripts of the screens', () => {
  it('hold no schemas: their library makes code of text, which the policy of the pages forbids', () => {
    // As the build noted them, whole files and not only what the first screen reads.
    const packages = Object.entries(
      JSON.parse(readFileSync(join(outFolder, 'bundled', 'screens.json'), 'utf8')) as Record<string, string[]>,
    );
    expect(packages.flatMap(([, names]) => names)).toContain('node_modules/react');
    expect(packages.filter(([, names]) => names.includes('node_modules/zod'))).toEqual([]);
  });
});

// Reads what was built for both apps: the scripted people of practice are in their own file, which production never loads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';

const built = (name: string): string => readFileSync(join(root, 'out', 'electron', `${name}.cjs`), 'utf8');
const drillParts = (source: string): readonly string[] => source.match(/electron\/main\/drill\/[\w/-]+\.ts/gu) ?? [];

describe.each(['offline', 'online'])('Lifeboat %s', (app) => {
  const drill = `drill-${app}`;
  const loads = built(app)
    .split('\n')
    .filter((line) => line.includes(`${drill}.cjs`));

  it('has no scripted people in its main process', () => {
    expect(drillParts(built(app))).toEqual([]);
    expect(drillParts(built(drill))).toContain('electron/main/drill/rehearsal/rehearsal.ts');
  });

  it('asks for them inside a call alone, and for what is there', () => {
    expect(loads.length).toBeGreaterThan(0);
    const asked = loads.map((line) =>
      // A line that is indented is in a function; it waits for the file, and takes one name.
      /^\t+const \{ (\w+) \} = await Promise\.resolve\(\)\.then\(\(\) => (?:\/\* @__PURE__ \*\/ __toESM\()?require\("\.\/drill-\w+\.cjs"\)(?:, 1\))?\);$/u.exec(
        line,
      ),
    );
    const offered = [...built(drill).matchAll(/^exports\.(\w+) = /gmu)].map(([, name]) => name);
    expect(asked.map((found) => found?.[1] ?? 'another form').filter((name) => !offered.includes(name))).toEqual([]);
  });

  it('shares its faults with them: what they refuse is refused to the screen', () => {
    expect(built(drill)).toContain(`require("./${app}.cjs")`);
    expect(built(drill)).not.toContain('class Refusal extends');
    expect(built(app)).toMatch(/^exports\.Refusal = Refusal;$/mu);
  });
});

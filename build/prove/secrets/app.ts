// The app in a recovery in practice: its messages, its windows, its files and the memory of all its processes, searched for secrets.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, type RunningApp } from '../../../e2e/hosts/host.ts';
import type { HeardMessage } from '../../../e2e/hosts/double/record.ts';
import { OfflinePages } from '../../../e2e/pages/offline-pages.ts';
import { makeRoom, passphraseOf, type Room } from '../../../e2e/room.ts';
import { recoverInApp } from '../recover-in-app.ts';
import { AppPages } from './app-pages.ts';
import { appMayHold, appProcesses } from './app-processes.ts';
import { patternsOf, type Secret, type SecretKind } from './forms.ts';
import { PatternSearch } from './pattern-search.ts';
import { scanProcess } from './process-memory.ts';
import type { Proof } from './prove.ts';
import { domainSecrets, keyFileSecret, keySecrets, passphraseSecrets } from './scene.ts';

const mebibyte = 2 ** 20;
/** While memory is searched, nothing else moves on. */
const patienceMs = 60_000;

/** Everything secret in a room. */
function secretsOf(room: Room): Secret[] {
  return [
    ...room.custodians.flatMap((custodian, i) => {
      const name = `custodian-${i + 1}`;
      const file = join(room.stick(`C${i + 1}`), `${name}.key`);
      return [...keySecrets(name, custodian.privateKey), keyFileSecret(file, custodian)];
    }),
    ...[1, 2].flatMap((at) => passphraseSecrets(passphraseOf(at))),
    ...domainSecrets(readFileSync(join(room.stick('IN'), 'security-domain.json')), room.custodians),
  ];
}

class AppWatch {
  readonly findings: string[] = [];
  readonly #search: PatternSearch;
  readonly tally = { scans: 0, bytes: 0, processes: new Set<string>(), allowed: new Set<string>() };

  constructor(secrets: readonly Secret[]) {
    this.#search = new PatternSearch(secrets.flatMap(patternsOf));
  }

  /** All processes as they are now. */
  lookAtMemory(at: string): Set<string> {
    const everything = new Set<string>();
    for (const { pid, role } of appProcesses()) {
      const { found, bytes } = scanProcess(pid, this.#search);
      this.tally.scans += 1;
      this.tally.bytes += bytes;
      this.tally.processes.add(role);
      this.report(`${at}: ${role}`, found, appMayHold[role]);
      for (const name of found) everything.add(`${role}: ${name}`);
    }
    return everything;
  }

  lookAtBytes(where: string, bytes: Buffer, allowed: readonly SecretKind[] = []): void {
    this.report(where, this.#search.in(bytes), allowed);
  }

  /** Every file below a folder, whoever wrote it. */
  lookAtFiles(folder: string): number {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name), { throwIfNoEntry: false })?.isFile(),
    );
    for (const name of files) this.lookAtBytes(`file ${name}`, readFileSync(join(folder, name)));
    return files.length;
  }

  report(where: string, found: ReadonlySet<string>, allowed: readonly SecretKind[] = []): void {
    for (const name of found) {
      const kind = allowed.find((each) => name.startsWith(`${each}, `));
      if (kind === undefined) this.findings.push(`${where}: ${name}`);
      else this.tally.allowed.add(`${where.replace(/^.*: /, '')}: ${kind}`);
    }
  }
}

/** Where the browser keeps its profile: a folder that the app made for itself. */
function profileFolder(): string | undefined {
  const browser = appProcesses().find(({ role }) => role === 'browser');
  const command = browser && readFileSync(`/proc/${browser.pid}/cmdline`, 'utf8');
  return /--user-data-dir=([^\0]+)/.exec(command ?? '')?.[1];
}

/** A window that shows a key, a file that holds one, and a page that keeps one in memory must be seen. */
async function control(app: RunningApp, secrets: readonly Secret[], folder: string): Promise<string[]> {
  const secret = secrets.find(({ kind }) => kind === 'private key');
  if (secret === undefined) throw new Error('a room has keys');
  const watch = new AppWatch([secret]);
  const planted = secret.bytes.toString('hex');
  await app.window.evaluate((hex) => {
    const kept = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    Object.assign(globalThis, { kept });
    console.log(hex);
  }, planted);
  mkdirSync(folder);
  writeFileSync(join(folder, 'planted'), secret.bytes.toString('base64'));
  watch.lookAtFiles(folder);
  const inMemory = watch.lookAtMemory('control');
  const expected = [
    ['a file', watch.findings.some((finding) => finding.startsWith('file planted'))],
    ['a page in memory', [...inMemory].some((found) => found.startsWith('renderer: private key'))],
  ] as const;
  return expected.flatMap(([what, isSeen]) => (isSeen ? [] : [`control: ${what} was not seen`]));
}

/** Runs the app on the double, from the first screen to the blob. */
export async function proveApp(scratch: string, say: (line: string) => void): Promise<Proof> {
  const room = makeRoom();
  const secrets = secretsOf(room);
  const watch = new AppWatch(secrets);
  const messages = join(scratch, 'messages.jsonl');
  const app = await launch({ app: 'offline', machine: room.machine, userData: room.userData, messages });
  app.window.context().setDefaultTimeout(patienceMs);
  const windows = new AppPages(app.window.context());
  const findings: string[] = [];
  let files = 0;
  try {
    await recoverInApp(new OfflinePages(app), room, (at) => {
      const before = watch.findings.length;
      watch.lookAtMemory(at);
      say(`${watch.findings.length === before ? 'clean' : 'FOUND'}  app: ${at}`);
    });
    files = lookAtWritten(watch, room, join(scratch, 'written'));
    findings.push(...(await control(app, secrets, join(scratch, 'control'))));
    say(`${findings.length === 0 ? 'seen ' : 'MISSED'}  app: control`);
    await windows.end();
  } finally {
    await app.close();
    room.clear();
  }
  const heard = lookAtMessages(watch, messages);
  // What the control has shown on the console comes last, and is no finding.
  const shown = windows.seen.filter(({ where }) => !where.endsWith('console'));
  for (const { where, text } of shown) {
    watch.lookAtBytes(where, Buffer.from(text), where.startsWith('passphrase: ') ? ['passphrase'] : []);
  }
  const { scans, bytes, processes, allowed } = watch.tally;
  return {
    findings: [...findings, ...watch.findings],
    lines: [
      `App, memory      ${scans} scans, ${Math.round(bytes / mebibyte)} MiB: ${[...processes].sort().join(', ')}`,
      `App, messages    ${heard} between pages and main; ${windows.snapshots} looks at windows and fields, ${windows.seen.length} different`,
      `App, files       ${files}, those of its user data and of the browser's profile`,
      `App, by design   ${[...allowed].sort().join('; ')}`,
    ],
  };
}

/** Files are copied first: a browser that runs writes on. */
function lookAtWritten(watch: AppWatch, room: Room, copy: string): number {
  mkdirSync(copy);
  const profile = profileFolder();
  if (profile === undefined) throw new Error('the browser has no profile');
  const folders = { userData: room.userData, profile, out: room.stick('OUT') };
  for (const [name, folder] of Object.entries(folders)) {
    if (existsSync(folder))
      cpSync(folder, join(copy, name), { recursive: true, filter: (path) => !path.includes('Singleton') });
  }
  return watch.lookAtFiles(copy);
}

/** A passphrase goes from its window to main and nowhere else. */
function lookAtMessages(watch: AppWatch, file: string): number {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  for (const line of lines) {
    const { to, channel, text } = JSON.parse(line) as HeardMessage;
    const mayCarry = to === 'main' && channel === 'passphrase.give';
    watch.lookAtBytes(`message ${channel} to ${to}`, Buffer.from(text), mayCarry ? ['passphrase'] : []);
  }
  return lines.length;
}

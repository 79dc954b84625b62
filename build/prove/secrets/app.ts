// The app in a recovery in practice: its messages, its windows, its files and the memory of all its processes, searched for secrets.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, type RunningApp } from '../../../e2e/hosts/host.ts';
import type { HeardMessage } from '../../../e2e/hosts/double/record.ts';
import { OfflinePages } from '../../../e2e/pages/offline-pages.ts';
import { makeRoom, passphraseOf, type Room } from '../../../e2e/room.ts';
import { recoverInApp } from '../recover-in-app.ts';
import { AppPages, lookEveryMs } from './app-pages.ts';
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

/** Long enough for two looks at the windows. */
const plantedForMs = 2 * lookEveryMs + 500;

/**
 * The positive control: a window that shows a key, has it in a field and writes it to its console, a page that keeps it in memory,
 * and a file that holds it; each must be seen.
 */
async function control(app: RunningApp, secrets: readonly Secret[], folder: string): Promise<string[]> {
  const secret = secrets.find(({ kind }) => kind === 'private key');
  if (secret === undefined) throw new Error('a room has keys');
  const watch = new AppWatch([secret]);
  const windows = new AppPages(app.window.context());
  await app.window.evaluate(plantInPage, secret.bytes.toString('hex'));
  mkdirSync(folder);
  writeFileSync(join(folder, 'planted'), secret.bytes.toString('base64'));
  watch.lookAtFiles(folder);
  const inMemory = watch.lookAtMemory('control');
  await sleep(plantedForMs);
  await windows.end();
  for (const { where, text } of windows.seen) watch.lookAtBytes(where, Buffer.from(text));
  const isFound = (end: string): boolean => watch.findings.some((finding) => finding.includes(end));
  const expected = [
    ['a file', isFound('file planted')],
    ['a text on the screen', isFound(': DOM: private key')],
    ['a field', isFound(': fields: private key')],
    ['a line on the console', isFound(': console: private key')],
    ['a page in memory', [...inMemory].some((found) => found.startsWith('renderer: private key'))],
  ] as const;
  return expected.flatMap(([what, isSeen]) => (isSeen ? [] : [`control: ${what} was not seen`]));
}

/** Runs in the page: what a careless screen would do with a key. */
function plantInPage(hex: string): void {
  interface Element {
    textContent: string;
    value: string;
  }
  // This room is compiled without the types of a page.
  const { document } = globalThis as unknown as {
    readonly document: { createElement(name: string): Element; readonly body: { append(...added: Element[]): void } };
  };
  const kept = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const [text, field] = ['p', 'input'].map((name) => document.createElement(name));
  if (!text || !field) return;
  text.textContent = hex;
  field.value = hex;
  document.body.append(text, field);
  Object.assign(globalThis, { kept });
  console.log(hex);
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
    // What the control shows on purpose is no finding.
    await windows.end();
    findings.push(...(await control(app, secrets, join(scratch, 'control'))));
    say(
      `${findings.length === 0 ? 'seen ' : 'MISSED'}  app: control in a file, on screen, in a field, on the console, in memory`,
    );
  } finally {
    await app.close();
    room.clear();
  }
  const heard = lookAtMessages(watch, messages);
  for (const { where, text } of windows.seen) {
    watch.lookAtBytes(where, Buffer.from(text), where.startsWith('passphrase: ') ? ['passphrase'] : []);
  }
  const { scans, bytes, processes, allowed } = watch.tally;
  // A scan of nobody finds nothing: these had to be there, and the passphrase had to go by.
  for (const role of ['main', 'combiner', 'browser', 'renderer'])
    if (!processes.has(role)) findings.push(`control: no process was taken for ${role}`);
  if (![...allowed].some((each) => each.endsWith('message passphrase.give to main: passphrase')))
    findings.push('control: the passphrase was not seen in the message that carries it');
  return {
    findings: [...findings, ...watch.findings],
    lines: [
      `App, memory      ${scans} scans, ${Math.round(bytes / mebibyte)} MiB: ${[...processes].sort().join(', ')}`,
      `App, messages    ${heard} between pages and main`,
      `App, windows     ${windows.snapshots} looks at text and fields, ${windows.seen.length} of them different; ${windows.consoleLines} lines on consoles`,
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

// One start of the app, from its launcher to its end, with everything of it recorded: what it writes, says, shows and has in memory.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningApp } from '../../hosts/host.ts';
import { host } from '../../hosts/this-host.ts';
import type { HeardMessage } from '../../hosts/double/record.ts';
import { OfflinePages } from '../../pages/offline-pages.ts';
import { makeWorkspace, type Workspace } from '../../offline-workspace.ts';
import { root } from '#build/root.ts';
import { AppPages } from './app-pages.ts';
import { appProcesses } from './app-processes.ts';
import { AppWatch } from './app-watch.ts';
import type { Secret } from './forms.ts';
import { isAlive } from './process-memory.ts';
import { readTrace, tracerArguments } from './trace.ts';

/** While memory is searched, nothing else moves on. */
const patienceMs = 120_000;
const goneWithinMs = 20_000;

export class AppSession {
  readonly workspace: Workspace;
  readonly watch: AppWatch;
  readonly app: RunningApp;
  readonly pages: OfflinePages;
  readonly windows: AppPages;
  readonly #folder: string;
  #copied: readonly string[] = [];
  heard = 0;

  private constructor(folder: string, workspace: Workspace, watch: AppWatch, app: RunningApp) {
    this.#folder = folder;
    this.workspace = workspace;
    this.watch = watch;
    this.app = app;
    app.window.context().setDefaultTimeout(patienceMs);
    this.pages = new OfflinePages(app);
    this.windows = new AppPages(app.window.context());
  }

  /**
   * @param folder a new one, for everything of this start
   * @param furnish lays things in the workspace, and says what nobody may find
   */
  static async start(folder: string, furnish: (workspace: Workspace) => readonly Secret[]): Promise<AppSession> {
    mkdirSync(folder);
    const workspace = makeWorkspace();
    const watch = new AppWatch(furnish(workspace));
    const app = await host.launch({
      app: 'offline',
      machine: workspace.machine,
      userData: workspace.userData,
      messages: join(folder, 'messages.jsonl'),
      through: launcherIn(folder),
    });
    return new AppSession(folder, workspace, watch, app);
  }

  /** Where its processes work, and where the kernel would leave a core file. */
  get place(): string {
    return join(this.#folder, 'work');
  }

  /** The memory of processes that crash leaves them in no way. */
  async crash(role: string, at: string): Promise<void> {
    await this.#end(role, 'SIGSEGV', at);
    const left = readdirSync(this.place);
    if (left.length > 0) this.watch.findings.push(`${at}: a crash of ${role} left ${left.join(', ')}`);
  }

  /** The end of main alone: every other process must end by itself. */
  async killMain(at: string): Promise<void> {
    await this.#copyFiles();
    const others = appProcesses();
    await this.#end('main', 'SIGKILL', at);
    await this.#isTrue(() => !others.some(({ pid }) => isAlive(pid)));
    for (const { pid, role } of others)
      if (isAlive(pid)) this.watch.findings.push(`${at}: main was killed, and ${role} goes on`);
    await this.#isTrue(() => !this.app.isRunning());
  }

  /** Closes the app, and looks at all that it has written, said and shown. */
  async end(): Promise<void> {
    if (this.app.isRunning()) await this.#copyFiles();
    await this.windows.end();
    await this.app.close();
    this.watch.lookAtFiles(join(this.#folder, 'copies'));
    await this.#lookAtTrace();
    this.#lookAtMessages();
    for (const { where, text } of this.windows.seen) {
      this.watch.lookAtBytes(where, Buffer.from(text), where === 'confirmation: fields' ? ['passphrase'] : []);
    }
  }

  /** In any case, at the end. */
  async clear(): Promise<void> {
    await this.app.close();
    this.workspace.clear();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #end(role: string, signal: NodeJS.Signals, at: string): Promise<void> {
    const found = appProcesses().filter((each) => each.role === role);
    if (found.length === 0) throw new Error(`${at}: there is no ${role}`);
    for (const { pid } of found) process.kill(pid, signal);
    if (!(await this.#isTrue(() => !found.some(({ pid }) => isAlive(pid)))))
      this.watch.findings.push(`${at}: ${role} was sent ${signal}, and goes on`);
  }

  async #isTrue(condition: () => boolean): Promise<boolean> {
    for (let waited = 0; waited < goneWithinMs; waited += 100) {
      if (condition()) return true;
      await sleep(100);
    }
    return false;
  }

  /** Files are copied first: a browser that runs writes on, and removes them at its end. */
  async #copyFiles(): Promise<void> {
    // What a page has stored is on its way to the disk for some seconds.
    await sleep(storedWithinMs);
    // The browser's profile is among the temporary files.
    const temporary = join(this.#folder, 'temporary');
    const folders = {
      'user data': this.workspace.userData,
      temporary,
      out: this.workspace.stick('OUT'),
      work: this.place,
    };
    for (const [name, folder] of Object.entries(folders)) {
      if (!existsSync(folder)) continue;
      const filter = (path: string): boolean => !path.includes('Singleton');
      cpSync(folder, join(this.#folder, 'copies', name), { recursive: true, filter });
    }
    this.#copied = Object.values(folders);
  }

  async #lookAtTrace(): Promise<void> {
    const { written, unseen } = await readTrace(join(this.#folder, 'trace'));
    if (written.length === 0) this.watch.findings.push('control: the trace of writing is empty');
    for (const { to, bytes } of written) {
      // The recorder of this proof, which is looked at line by line.
      if (to.endsWith('/messages.jsonl')) continue;
      this.watch.tally.files += 1;
      this.watch.lookAtBytes(`written to ${to}`, bytes);
    }
    // Shared memory is looked at as memory, and files that were written by way of it as files.
    const isLookedAt = (path: string): boolean =>
      path.startsWith('/memfd:') ||
      /\/[.]org[.]chromium[.]/.test(path) ||
      this.#copied.some((folder) => path.startsWith(folder));
    for (const { call, path } of unseen)
      if (!isLookedAt(path)) this.watch.findings.push(`written where the trace cannot see: ${call} ${path}`);
  }

  /** A passphrase goes from the confirmation view to main and nowhere else. */
  #lookAtMessages(): void {
    const lines = readFileSync(join(this.#folder, 'messages.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    for (const line of lines) {
      const { to, channel, text } = JSON.parse(line) as HeardMessage;
      const mayCarry = to === 'main' && channel === 'confirmation.answer';
      this.watch.lookAtBytes(`message ${channel} to ${to}`, Buffer.from(text), mayCarry ? ['passphrase'] : []);
    }
    this.heard = lines.length;
  }
}

const storedWithinMs = 6000;

/** The launcher of the product, before a program that is traced. Without its own namespace, because the proof joins from outside. */
function launcherIn(folder: string): { program: string; cwd: string; env: NodeJS.ProcessEnv } {
  const [product, tools, cwd, temporary] = ['product', 'tools', 'work', 'temporary'].map((name) => join(folder, name));
  for (const each of [product, tools, cwd, temporary]) mkdirSync(each!);
  const program = join(product!, 'lifeboat-offline');
  // It looks only where the system keeps its programs: `unshare` below takes a place there.
  const launcher = readFileSync(join(root, 'assets', 'linux', 'lifeboat-offline'), 'utf8');
  const text = launcher.replace(/^PATH=/mu, `PATH='${tools!}':`);
  if (text === launcher) throw new Error('the launcher names no place of the system’s programs');
  writeFileSync(program, text, { mode: 0o755 });
  const traced = ['strace', ...tracerArguments(join(folder, 'trace')), process.execPath];
  writeFileSync(`${program}-bin`, `#!/bin/sh\nexec ${traced.map((word) => `'${word}'`).join(' ')} "$@"\n`, {
    mode: 0o755,
  });
  writeFileSync(join(tools!, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const env = { ...process.env, TMPDIR: temporary! };
  return { program, cwd: cwd!, env };
}

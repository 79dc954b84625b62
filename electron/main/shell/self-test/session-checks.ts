// The walls below a page's own policy: the sandbox of its process, the handler of app://, and the session's refusal of every other address.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, session } from 'electron';
import { appOrigin, appScheme, serveBuiltFiles } from '../app-protocol.ts';
import { builtFiles } from '../built.ts';
import { deadProxy, lockSession } from '../lock-session.ts';
import { builtFolder } from '../built-folder.ts';
import { paperWindowOptions, sessionPartition } from '../window-options.ts';
import { type Check, failed, notAsked, passed, without } from './check.ts';
import { unreachable } from './page-checks.ts';

export const sandbox: Check = {
  id: 'sandbox',
  needsElectron: true,
  async ask({ window: { webContents: contents } }) {
    const pid = contents.getOSProcessId();
    if (process.platform !== 'linux') {
      const metric = app.getAppMetrics().find((one) => one.pid === pid);
      if (metric?.sandboxed === undefined) return notAsked('not-told');
      return metric.sandboxed ? passed() : failed('the page’s process is not sandboxed');
    }
    // proc(5): 2 is the filter of system calls that Chromium sets inside its sandbox. Containers set filters around whole programs:
    // the page's process has more of them than the program itself.
    const [ofPage, ofProgram] = await Promise.all([seccompOf(pid), seccompOf(process.pid)]);
    const detail = `seccomp ${ofPage.mode}, filters ${ofPage.filters} (program: ${ofProgram.filters})`;
    if (ofPage.mode !== '2') return failed(detail);
    if (ofProgram.mode === '0') return passed(detail);
    if (Number.isNaN(ofPage.filters)) return notAsked('not-told', detail);
    return ofPage.filters > ofProgram.filters ? passed(detail) : failed(detail);
  },
};

/** The filters of system calls around a process; kernels before Linux 5.9 do not tell their number (NaN). */
async function seccompOf(pid: number): Promise<{ readonly mode: string; readonly filters: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const line = (name: string): string | undefined => new RegExp(`^${name}:\\s+(\\d+)$`, 'm').exec(status)?.[1];
  return { mode: line('Seccomp') ?? 'not told', filters: Number(line('Seccomp_filters') ?? Number.NaN) };
}

/** A window that runs no script and has no bridge, in a session of the caller's choice; destroyed afterwards. */
async function inWindow<T>(partition: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const options = paperWindowOptions('Lifeboat');
  const window = new BrowserWindow({ ...options, webPreferences: { ...options.webPreferences, partition } });
  try {
    return await work(window);
  } finally {
    window.destroy();
  }
}

/** How loading an address ended: the browser's name for the failure, the status, or that it was shown. */
async function loading(window: BrowserWindow, url: string): Promise<string> {
  let status = 0;
  window.webContents.on('did-navigate', (_event, _url, httpResponseCode) => {
    status = httpResponseCode;
  });
  try {
    await window.loadURL(url);
    return status >= 400 ? String(status) : 'shown';
  } catch (error) {
    if (status >= 400) return String(status);
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/** What a page that was refused with a status ends with: the status, or the browser's own page about it, because ours is empty. */
const refusals = ['403', 'ERR_HTTP_RESPONSE_CODE_FAILURE'];

export const changedFileRefused: Check = {
  id: 'changed-file-refused',
  needsElectron: true,
  async ask({ page }) {
    const partition = 'lifeboat-self-test-changed';
    const own = session.fromPartition(partition);
    lockSession(own);
    let isChanged = false;
    const read = async (path: string): Promise<Uint8Array> => {
      const bytes = await readFile(join(builtFolder(), 'renderer', path));
      return isChanged ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes;
    };
    own.protocol.handle(
      appScheme,
      serveBuiltFiles(builtFiles, read, () => undefined),
    );
    try {
      const url = `${appOrigin}/${page}`;
      const asBuilt = await inWindow(partition, (window) => loading(window, url));
      isChanged = true;
      const changed = await inWindow(partition, (window) => loading(window, url));
      const wrong = asBuilt === 'shown' ? [] : [`as built: ${asBuilt}`];
      return without(
        refusals.includes(changed) ? wrong : [...wrong, `with one byte more: ${changed}`],
        `${page}: ${changed}`,
      );
    } finally {
      own.protocol.unhandle(appScheme);
    }
  },
};

export const sessionReach: Check = {
  id: 'session-reach',
  needsElectron: true,
  async ask({ window, folder }) {
    const file = join(folder, 'a file of this run.txt');
    await writeFile(file, 'no page may show this');
    // The window of a screen would refuse by its policy; this one has none, so that the session itself is asked.
    const own = window.webContents.session;
    const wrong: string[] = [];
    for (const [name, url] of Object.entries({ ...unreachable, file: pathToFileURL(file).href })) {
      const how = await inWindow(sessionPartition, (bare) => loading(bare, url));
      if (how !== 'ERR_BLOCKED_BY_CLIENT') wrong.push(`${name}: ${how}`);
    }
    const proxy = await own.resolveProxy(unreachable.loopback);
    if (proxy.toLowerCase() !== deadProxy.replace('://', ' ')) wrong.push(`loopback goes by ${proxy}`);
    return without(wrong);
  },
};

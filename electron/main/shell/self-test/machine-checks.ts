// What rests on the files of this machine: the program as it was packed, paper, media, the journal's lock, crash dumps.
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { app } from 'electron';
import { Refusal } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { VolumeRegister } from '#services/offline/volume-register.ts';
import { writeNewFile } from '#platform/files.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import { linuxRows } from '#platform/machine-sheet/sheet.ts';
import { systemFiles } from '#platform/system-files.ts';
import { media } from '#platform/volumes/mounts.ts';
import { electronVersion } from '../built.ts';
import { fuses, fuseSentinel } from '../fuses.ts';
import { startRefusal } from '../start-refusal.ts';
import { type Check, failed, notAsked, without } from './check.ts';

export const programFiles: Check = {
  id: 'program-files',
  needsElectron: true,
  async ask() {
    if (!app.isPackaged) return notAsked('not-packaged');
    const archive = join(process.resourcesPath, 'app.asar');
    const beside = await readdir(process.resourcesPath);
    return without(
      [
        ...(app.getAppPath() === archive ? [] : [`started from ${app.getAppPath()}`]),
        // Electron would start any of these in place of the archive, or read them beside it.
        ...['app', 'default_app.asar', 'app.asar.unpacked'].filter((name) => beside.includes(name)),
        ...(process.versions.electron === electronVersion ? [] : [`Electron ${process.versions.electron}`]),
      ],
      `app.asar, Electron ${electronVersion}`,
    );
  },
};

/** Where the wire of fuses lies: on macOS the program is a small file beside its framework. */
const fusedFile = (): string =>
  process.platform === 'darwin'
    ? join(dirname(process.execPath), '..', 'Frameworks', 'Electron Framework.framework', 'Electron Framework')
    : process.execPath;

/** Every wire of a file: a program for two processors has two. */
export async function fuseWires(file: string, count: number): Promise<string[]> {
  const length = fuseSentinel.length + 2 + count;
  const found: string[] = [];
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([kept, chunk as Buffer]);
    let at = bytes.indexOf(fuseSentinel);
    for (; at !== -1 && at + length <= bytes.length; at = bytes.indexOf(fuseSentinel, at + 1)) {
      // After the sentinel: the version of the wire, its length, then one character for each fuse.
      found.push(bytes.toString('latin1', at + fuseSentinel.length + 2, at + length));
    }
    kept = bytes.subarray(at === -1 ? Math.max(0, bytes.length - length + 1) : at);
  }
  return found;
}

export const fusesAsBuilt: Check = {
  id: 'fuses',
  needsElectron: true,
  async ask() {
    if (!app.isPackaged) return notAsked('not-packaged');
    const wanted = fuses.map(({ isOn }) => (isOn ? '1' : '0')).join('');
    const wires = await fuseWires(fusedFile(), fuses.length);
    if (wires.length === 0) return failed('no wire of fuses in the program');
    const wrong = fuses.filter((_, at) => wires.some((wire) => wire[at] !== wanted[at])).map(({ name }) => name);
    return without(wrong, wanted);
  },
};

/** Switches that open the program, or take one of its walls away. */
export const weakeningSwitches = [
  'no-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'single-process',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'js-flags',
  'log-net-log',
] as const;

export const switchesRefused: Check = {
  id: 'switches',
  needsElectron: false,
  ask() {
    const set = weakeningSwitches.filter((name) => app.commandLine.hasSwitch(name));
    // A command line of this check's own: the real one is that of the processes that are started meanwhile.
    const packed = { isPackaged: true, commandLine: { hasSwitch: () => false, removeSwitch: () => undefined } };
    const accepted = weakeningSwitches.filter(
      (name) => startRefusal(packed, ['lifeboat', `--${name}=x`]) === undefined,
    );
    return Promise.resolve(
      without(
        [...set.map((name) => `set: ${name}`), ...accepted.map((name) => `accepted: ${name}`)],
        `${weakeningSwitches.length} switches`,
      ),
    );
  },
};

const paperTitle = 'Lifeboat self-test';
const twoPages = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${paperTitle}</title>
<style>@page { size: A4; } section { break-after: page; } section:last-child { break-after: auto; }</style></head>
<body><main><section><h1>One</h1></section><section><h1>Two</h1></section></main></body></html>`;

export const paperReadBack: Check = {
  id: 'paper',
  needsElectron: true,
  async ask({ press, folder }) {
    const path = join(folder, 'self-test.pdf');
    await writeNewFile(path, await press.pdf(twoPages));
    const text = await readFile(path, 'latin1');
    const pages = text.match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0;
    return without(
      [
        ...(text.startsWith('%PDF-') && text.trimEnd().endsWith('%%EOF') ? [] : ['not a whole PDF']),
        ...(pages === 2 ? [] : [`${pages} pages of 2`]),
        ...(text.includes(`(${paperTitle})`) ? [] : ['without its title']),
        // ISO 216 A4 is 595.28 by 841.89 points; Chromium counts in whole pixels of 1/96 inch.
        ...(/\/MediaBox \[0 0 59[456][.\d]* 84[12][.\d]*\]/u.test(text) ? [] : ['not of the size A4']),
      ],
      `${pages} pages, ${text.length} bytes`,
    );
  },
};

/** Names that programs are known to cut, to take for a folder, or to write in another way. */
const difficultNames = ['a', 'custodian 1.key', 'archive.asar', 'Prüfung.json', join('folder', 'inside.pem')];

export const mediaByName: Check = {
  id: 'media',
  needsElectron: true,
  async ask({ folder }) {
    const stick = join(folder, 'lifeboat self-test stick');
    await mkdir(join(stick, 'folder'), { recursive: true });
    for (const name of difficultNames) await writeFile(join(stick, name), 'x');
    const register = new VolumeRegister(media);
    await register.refresh();
    const inserted = register.view.length;
    register.addFolder(stick);
    const wrong: string[] = [];
    for (const { id, name: volume } of register.view) {
      // Only a stick with a role is listed; one at a time has this one.
      register.assign(id, 'in');
      const { files } = await register.list(id);
      for (const { token, name } of files) {
        const own = visibleText(basename(register.file(token, 'in').path));
        if (!name.endsWith(own)) wrong.push(`${volume}: ${own} is listed as ${name}`);
      }
      register.assign(id, 'none');
      if (volume !== basename(stick)) continue;
      const listed = files.map(({ name }) => name.normalize('NFC')).sort();
      if (listed.join('|') !== [...difficultNames].sort().join('|')) wrong.push(`listed: ${listed.join(', ')}`);
    }
    return without(wrong, `${inserted} media, and a folder of this run`);
  },
};

export const journalLock: Check = {
  id: 'journal-lock',
  needsElectron: false,
  async ask({ folder }) {
    const own = join(folder, 'journal');
    await mkdir(own);
    const path = join(own, 'journal.jsonl');
    const clock = (): string => new Date().toISOString();
    const journal = await JournalFile.open(path, clock);
    const second = await JournalFile.open(path, clock).then(
      async (other) => {
        await other.close();
        return 'opened twice';
      },
      (error: unknown) => (error instanceof Refusal ? error.fault.code : String(error)),
    );
    await journal.close();
    const left = (await readdir(own)).filter((name) => name !== basename(path));
    return without([...(second === 'JOURNAL_IN_USE' ? [] : [second]), ...left.map((name) => `left behind: ${name}`)]);
  },
};

export const processMemory: Check = {
  id: 'process-memory',
  needsElectron: true,
  async ask() {
    if (process.platform !== 'linux') return notAsked('not-told');
    const row = (await linuxRows(systemFiles)).find(({ about }) => about === 'process-memory');
    const scope = row !== undefined && 'text' in row.value ? row.value.text : 'missing';
    const name = 'kernel.yama.ptrace_scope';
    return without(row?.doubt === false ? [] : [`${name} is ${scope}, and should be 1 or more`], `${name} is ${scope}`);
  },
};

export const crashDumps: Check = {
  id: 'crash-dumps',
  needsElectron: true,
  async ask() {
    const wrong = app.commandLine.hasSwitch('disable-breakpad') ? [] : ['the crash reporter is not switched off'];
    if (process.platform !== 'linux') return wrong.length > 0 ? failed(wrong.join('; ')) : notAsked('not-told');
    const row = (await linuxRows(systemFiles)).find(({ about }) => about === 'crash-dumps');
    const pattern = row !== undefined && 'text' in row.value ? row.value.text : 'not told';
    return without(
      [...wrong, ...(row?.doubt === false ? [] : [`a crashed process is written to ${pattern}`])],
      pattern,
    );
  },
};

// The positive control of the app's part: what a careless app would do with a key, each way of which must be seen.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lookEveryMs } from './app-pages.ts';
import type { AppSession } from './app-session.ts';
import { AppWatch } from './app-watch.ts';
import type { Secret } from './forms.ts';

/** Long enough for two looks at the windows. */
const plantedForMs = 2 * lookEveryMs + 500;

export interface Control {
  readonly missed: readonly string[];
  /** What this machine does not let anybody ask. */
  readonly unproven: readonly string[];
}

/**
 * A window that shows a key, has it in a field, writes it to its console, keeps it in memory and stores it; and a program that crashes with
 * it. The session's own findings are those of the control, and not of the product.
 */
export async function controlApp(session: AppSession, secret: Secret): Promise<Control> {
  const { app, watch } = session;
  await app.window.evaluate(plantInPage, secret.bytes.toString('hex'));
  const inMemory = watch.lookAtMemory('control');
  await sleep(plantedForMs);
  await session.end();
  const isFound = (what: RegExp): boolean => watch.findings.some((finding) => what.test(finding));
  const expected = [
    ['a file', isFound(/^file temporary\/.*: private key/)],
    ['a file as the kernel was given it', isFound(/^written to .*: private key/)],
    ['a text on the screen', isFound(/: DOM: private key/)],
    ['a field', isFound(/: fields: private key/)],
    ['a line on the console', isFound(/: console: private key/)],
    ['a page in memory', [...inMemory].some((found) => found.startsWith('renderer: private key'))],
  ] as const;
  return { missed: expected.flatMap(([what, isSeen]) => (isSeen ? [] : [what])), unproven: [] };
}

/** A program without the launcher's limit, which crashes with a key in memory. @param folder a new one, where it works */
export function controlCrash(folder: string, secret: Secret): Control {
  // A pattern with a bar hands the memory to a program, one with a slash to its own folder (core(5)).
  const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
  if (/[|/]/.test(pattern)) return { missed: [], unproven: [`core files, which this system gives to "${pattern}"`] };
  const planted = join(folder, 'planted');
  writeFileSync(planted, secret.bytes);
  const crash = 'globalThis.kept = require("fs").readFileSync("planted"); process.kill(process.pid, "SIGSEGV");';
  spawnSync('prlimit', ['--core=unlimited', process.execPath, '-e', crash], { cwd: folder, stdio: 'ignore' });
  const watch = new AppWatch([secret]);
  const cores = readdirSync(folder).filter((name) => name !== 'planted');
  for (const core of cores) watch.lookAtFile('core', join(folder, core));
  return { missed: watch.findings.length > 0 ? [] : ['a core file'], unproven: [] };
}

/** Runs in the page: what a careless screen would do with a key. */
function plantInPage(hex: string): void {
  interface Element {
    textContent: string;
    value: string;
  }
  // This module is compiled without the types of a page.
  const { document, localStorage } = globalThis as unknown as {
    readonly document: { createElement(name: string): Element; readonly body: { append(...added: Element[]): void } };
    readonly localStorage: { setItem(name: string, value: string): void };
  };
  const kept = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const [text, field] = ['p', 'input'].map((name) => document.createElement(name));
  if (!text || !field) return;
  text.textContent = hex;
  field.value = hex;
  document.body.append(text, field);
  Object.assign(globalThis, { kept });
  localStorage.setItem('kept', hex);
  console.log(hex);
}

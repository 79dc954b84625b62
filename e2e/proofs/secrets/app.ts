// The app on the double, started by its launcher and traced: good and bad days of a recovery, and the making of keys; everything that it
// has in memory, writes, says and shows is searched for secrets.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Proofs } from '../../bench/measured/figures.ts';
import { testIdentity } from '../../support/custodians.ts';
import { controlApp, controlCrash } from './app-control.ts';
import { type AppScene, appScenes } from './app-scenes.ts';
import { AppSession } from './app-session.ts';
import type { Proof } from './prove.ts';
import { keySecrets } from './scene.ts';

type Figures = Proofs['test:memory']['app'];

export interface AppProof extends Proof {
  readonly figures: Figures;
  /** Parts that this machine does not permit. */
  readonly unproven: readonly string[];
}

const mebibyte = 2 ** 20;

interface Played {
  readonly findings: readonly string[];
  readonly figures: Figures;
  readonly processes: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string>;
}

async function play(scene: AppScene, scratch: string, say: (line: string) => void): Promise<Played> {
  const session = await AppSession.start(join(scratch, scene.name), scene.furnish);
  const { watch, windows } = session;
  try {
    await scene.play(session, (at) => {
      const before = watch.findings.length;
      watch.lookAtMemory(at);
      say(`${watch.findings.length === before ? 'clean' : 'FOUND'}  app, ${scene.name}: ${at}`);
    });
    await session.end();
  } finally {
    await session.clear();
  }
  const { scans, bytes, files, processes, allowed } = watch.tally;
  return {
    findings: watch.findings.map((finding) => `${scene.name}: ${finding}`),
    figures: {
      scans,
      mebibytes: Math.round(bytes / mebibyte),
      messages: session.heard,
      looks: windows.snapshots,
      files,
    },
    processes,
    allowed,
  };
}

async function control(scratch: string, say: (line: string) => void): Promise<Pick<AppProof, 'findings' | 'unproven'>> {
  const [secret] = keySecrets('control', testIdentity('stranger').privateKey);
  if (secret === undefined) throw new Error('a key has parts');
  const folder = join(scratch, 'crash');
  mkdirSync(folder);
  const session = await AppSession.start(join(scratch, 'control'), () => [secret]);
  try {
    const parts = [await controlApp(session, secret), controlCrash(folder, secret)];
    const missed = parts.flatMap((part) => part.missed);
    say(
      `${missed.length === 0 ? 'seen ' : 'MISSED'}  app: control in files, on screen, in a field, on the console, in memory, in a core file`,
    );
    const unproven = parts.flatMap((part) => part.unproven);
    return { findings: missed.map((what) => `control: ${what} was not seen`), unproven };
  } finally {
    await session.clear();
    rmSync(folder, { recursive: true });
  }
}

/**
 * A scan that sees nothing in a process finds nothing there. Each of these had something at one of the looks that it may hold: the shares, and
 * the passphrase that is typed.
 */
const hadToBeSeen = ['main: passphrase', 'combiner: share', 'browser: passphrase', 'renderer: passphrase'] as const;

/** Plays every scene of the app, or those of these names. */
export async function proveApp(
  scratch: string,
  say: (line: string) => void,
  scenes: readonly AppScene[] = appScenes,
): Promise<AppProof> {
  const seen = await control(scratch, say);
  const played: Played[] = [];
  for (const scene of scenes) played.push(await play(scene, scratch, say));
  const sum = (of: keyof Figures): number => played.reduce((total, { figures }) => total + figures[of], 0);
  const figures: Figures = {
    scans: sum('scans'),
    mebibytes: sum('mebibytes'),
    messages: sum('messages'),
    looks: sum('looks'),
    files: sum('files'),
  };
  const processes = new Set(played.flatMap((each) => [...each.processes]));
  const allowed = new Set(played.flatMap((each) => [...each.allowed]));
  const isWhole = scenes.length === appScenes.length;
  const unseen = hadToBeSeen.filter((each) => isWhole && !allowed.has(each));
  const isPassphraseSeen = [...allowed].some((each) =>
    each.endsWith('message confirmation.answer to main: passphrase'),
  );
  return {
    findings: [
      ...seen.findings,
      ...unseen.map((each) => `control: not seen where it must have been: ${each}`),
      ...(isPassphraseSeen ? [] : ['control: the passphrase was not seen in the message that carries it']),
      ...played.flatMap(({ findings }) => findings),
    ],
    unproven: seen.unproven,
    figures,
    lines: [
      `App, memory      ${figures.scans} scans, ${figures.mebibytes} MiB: ${[...processes].sort().join(', ')}`,
      `App, messages    ${figures.messages} between pages and main`,
      `App, windows     ${figures.looks} looks at text and fields, and every line on a console`,
      `App, files       ${figures.files}: what is there, and what the kernel was given to write`,
      `App, by design   ${[...allowed].sort().join('; ')}`,
    ],
  };
}

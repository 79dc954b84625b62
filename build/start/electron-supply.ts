// Where Electron comes from for `npm start`: it is there, it is fetched, or the practice preview stands in, and says why.
import { electronBinary, electronPackage } from '#e2e/hosts/electron-binary.ts';
import type { FetchRefusal } from './fetch-refusal.ts';
import { impatient, type InstallerLimits, patient, runInstaller } from './run-installer.ts';

export type ElectronSupply =
  | { readonly kind: 'electron'; readonly binary: string }
  | { readonly kind: 'preview'; readonly reason: string };

export interface SupplyWishes {
  readonly preview: boolean;
  /** Ask again, although it failed today. */
  readonly fetch: boolean;
}

/** What the decision rests on. */
export interface SupplyMeans {
  readonly env: NodeJS.ProcessEnv;
  readonly find: () => string | undefined;
  /** @returns why it failed; undefined once Electron is installed */
  readonly install: (limits: InstallerLimits) => Promise<string | undefined>;
  readonly refusal: Pick<FetchRefusal, 'read' | 'keep' | 'forget'>;
  readonly nowMs: () => number;
  readonly log: (text: string) => void;
}

/** Decides what opens. Fetches Electron at most once. */
export async function supplyElectron(wishes: SupplyWishes, means: SupplyMeans): Promise<ElectronSupply> {
  if (wishes.preview) return { kind: 'preview', reason: 'It was asked for (--preview).' };
  const found = means.find();
  if (found !== undefined) return { kind: 'electron', binary: found };
  const supplied = means.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (supplied !== undefined) {
    return { kind: 'preview', reason: `ELECTRON_OVERRIDE_DIST_PATH is ${supplied}, and no Electron lies there.` };
  }
  const refused = wishes.fetch ? undefined : means.refusal.read(means.nowMs());
  if (refused !== undefined) {
    return { kind: 'preview', reason: `Electron could not be fetched today: ${refused}. ${howToAskAgain}` };
  }
  means.log('Fetching Electron, once, about 120 MB; its package checks it …');
  const failed = await means.install(wishes.fetch ? patient : impatient);
  const installed = failed === undefined ? means.find() : undefined;
  if (installed !== undefined) {
    means.refusal.forget();
    return { kind: 'electron', binary: installed };
  }
  const reason = failed ?? 'the installer ended well, but left no binary';
  means.refusal.keep(reason, means.nowMs());
  return { kind: 'preview', reason: `Electron could not be fetched: ${reason}. ${howToAskAgain}` };
}

const howToAskAgain = 'The next try is in a day, or now with npm start -- --fetch.';
const reportEveryBytes = 10_000_000;

/** The means of this machine, for a project in `root`. */
export function meansOf(root: string, refusal: FetchRefusal, log: (text: string) => void): SupplyMeans {
  let reported = 0;
  return {
    env: process.env,
    find: () => electronBinary(root),
    install: (limits) =>
      runInstaller({
        folder: electronPackage(root),
        env: process.env,
        limits,
        progress: (bytes) => {
          if (bytes < reported + reportEveryBytes) return;
          reported = bytes;
          log(`  ${Math.round(bytes / 1_000_000)} MB`);
        },
      }),
    refusal,
    nowMs: () => Date.now(),
    log,
  };
}

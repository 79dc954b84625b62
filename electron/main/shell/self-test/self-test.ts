// The self-test: every check of an app, run on its own hidden window, in its own folder, on the machine in front of us.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { app } from 'electron';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import type { SelfTestLine, SelfTestReport } from '#shared/self-test/self-test.ts';
import type { DocumentPrinter } from '#services/app/app-services.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { appVersion } from '../built.ts';
import { openWindow } from '../open-window.ts';
import { type Check, notAsked } from './check.ts';
import { secretsAbsent } from './custody-presence.ts';
import * as machine from './machine-checks.ts';
import * as pages from './page-checks.ts';
import { lineOf, runChecks } from './run-checks.ts';
import * as session from './session-checks.ts';

/** What an app gives for its self-test. */
export interface SelfTestParts {
  readonly build: 'offline' | 'online';
  /** The HTML file of its first screen. */
  readonly page: string;
  /** Name of its built preload script. */
  readonly preload: string;
  readonly press: DocumentPrinter;
  /** Starts custody processes, and what is asked of them; only the offline app has them. */
  readonly custody?: { readonly processes: ProcessHost; readonly checks: readonly Check[] };
}

/** The checks of an app; `quit` is asked as the program ends. */
const checksOf = ({ build, custody }: SelfTestParts): readonly Check[] => [
  machine.programFiles,
  machine.fusesAsBuilt,
  machine.switchesRefused,
  session.sandbox,
  pages.contextIsolation,
  pages.noNode,
  pages.screensServed,
  session.changedFileRefused,
  pages.pageReach,
  session.sessionReach,
  pages.permissionsRefused,
  ...(custody?.checks ?? [secretsAbsent]),
  machine.paperReadBack,
  ...(build === 'offline' ? [machine.mediaByName] : []),
  machine.journalLock,
  machine.crashDumps,
  machine.processMemory,
];

/** The Electron underneath; nothing else carries a Chromium in its process. */
export function electronUnderneath(versions: Partial<NodeJS.ProcessVersions> = process.versions): string | undefined {
  const { electron, chrome } = versions;
  return electron !== undefined && chrome !== undefined && /^\d/.test(electron) ? electron : undefined;
}

/** Everything of a report but its lines. */
export const reportHead = (build: string): Omit<SelfTestReport, 'lines'> => ({
  at: new Date().toISOString(),
  app: { version: appVersion, build } satisfies AppVersion,
  electron: electronUnderneath() ?? null,
  isPackaged: app.isPackaged,
  platform: process.platform,
});

/** The last check: what is left when the program has ended is asked by `--self-test` alone. */
export const quitCheck = { id: 'quit', needsElectron: true } as const satisfies Pick<Check, 'id' | 'needsElectron'>;

/** How the temporary folders of one process begin. */
export const selfTestPrefix = (pid: number): string => `lifeboat-self-test-${pid}-`;

/** Runs every check but `quit`. Its window and its folder are gone afterwards. */
export async function selfTest(own: SelfTestParts, onLine?: (line: SelfTestLine) => void): Promise<SelfTestLine[]> {
  const { page, preload, press, custody } = own;
  const folder = await mkdtemp(join(tmpdir(), selfTestPrefix(process.pid)));
  const window = await openWindow({ title: 'Lifeboat', page, preload, width: 1024, height: 768, isHidden: true });
  try {
    return await runChecks(
      checksOf(own),
      {
        window,
        page,
        press,
        custody: custody?.processes,
        folder,
      },
      {
        isElectron: electronUnderneath() !== undefined,
        elapsedMs: () => performance.now(),
        ...(onLine !== undefined && { onLine }),
      },
    );
  } finally {
    window.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The self-test beside an open window: everything but what can only be seen as the program ends. */
export async function wholeSelfTest(own: SelfTestParts): Promise<SelfTestReport> {
  const head = reportHead(own.build);
  return { ...head, lines: [...(await selfTest(own)), lineOf(quitCheck, notAsked('at-quit'), true)] };
}

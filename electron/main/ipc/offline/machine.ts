// Calls about this machine: the sheet of what the program saw of it, and its self-test on it.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { MachineRow, MachineSheet, SelfTestResult } from '#shared/contract/offline/machine-view.ts';
import type { PrintOptions } from '#core/documents/document.ts';
import { machineSheetDocument } from '#core/documents/machine-sheet.ts';
import type { SelfTestReport } from '#shared/self-test/self-test.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { writeInto } from '#services/app/chosen-files.ts';
import type { AppServices } from '#services/app/app-services.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { printHere } from '#services/app/print-here.ts';

/** What the calls about the machine need beside the ceremony. */
export interface MachineSources {
  readonly readSheet: () => Promise<readonly MachineRow[]>;
  /** Runs every check that can be run beside an open window. */
  readonly selfTest: () => Promise<SelfTestReport>;
}

export function machineCalls(
  appState: OfflineAppState,
  services: AppServices,
  { readSheet, selfTest }: MachineSources,
): OfflineHandlers['machine'] {
  const { press, printStyle, version, pickFolder, now } = services;
  let running: Promise<SelfTestResult> | undefined;
  const test = async (): Promise<SelfTestResult> => appState.keepSelfTest(await selfTest());
  const sheet = async (): Promise<MachineSheet> => ({ rows: [...(await readSheet())], selfTest: appState.selfTest });
  const html = async (how: Pick<PrintOptions, 'paper' | 'language'>): Promise<string> =>
    machineSheetDocument(await sheet(), { ...how, css: printStyle, appVersion: version });
  return {
    sheet,
    // A second call while it runs waits for the same run.
    selfTest: () =>
      (running ??= test().finally(() => {
        running = undefined;
      })),
    async saveSheet(how) {
      const folder = await pickFolder('forPdf');
      if (folder === undefined) return null;
      // Seconds belong to the name: a sheet that was saved before is not written over, and not in the way.
      const time = now()
        .toISOString()
        .replace(/[-:]|\.\d+/g, '');
      return writeInto(
        folder,
        `machine-sheet-${time}-${how.language}-${how.paper}.pdf`,
        await press.pdf(await html(how)),
      );
    },
    async printSheet(how) {
      const what = ({ machine }: Catalogue['screens']): string => machine.title;
      await printHere(services, { practice: null, what, from: [], html: await html(how), paper: how.paper });
      return null;
    },
  };
}

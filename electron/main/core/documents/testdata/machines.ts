// Machines as the sheet of facts shows them: one tested on Electron, one in the preview.
import type { MachineSheet } from '#shared/contract/offline/machine-view.ts';
import { type SelfTestLine, selfTestChecks } from '#shared/self-test/self-test.ts';

const checks = selfTestChecks.filter((check) => check !== 'custody-absent');
const details: Readonly<Partial<Record<(typeof checks)[number], string>>> = {
  'program-files': 'app.asar, Electron 45.4.1',
  fuses: '001011111',
  sandbox: 'seccomp 2, filters 1 (program: 0)',
  'custody-environment': 'LANG, TZ',
  'custody-keys': 'pbes2, scrypt, pkcs12, rc2',
  paper: '2 pages, 8057 bytes',
};

function lineOnElectron(check: (typeof checks)[number]): SelfTestLine {
  if (check === 'quit') return { check, outcome: 'not-asked', reason: 'at-quit', detail: null, rehearsed: null };
  const detail = details[check] ?? null;
  if (check !== 'crash-dumps') return { check, outcome: 'passed', detail };
  // As long as a pattern of a real system is.
  const pattern = '|/usr/share/apport/apport -p%p -s%s -c%c -d%d -P%P -u%u -g%g -F%F -- %E';
  return { check, outcome: 'failed', detail: `a crashed process is written to ${pattern}` };
}

const report = {
  at: '2026-01-02T03:04:05.678Z',
  app: { version: '0.1.0', build: 'offline' },
  isPackaged: true,
  platform: 'linux',
} as const;

/** A laptop whose system still writes crash dumps. */
export const testedMachine: MachineSheet = {
  rows: [
    { about: 'program-version', value: { text: '0.1.0' }, doubt: false },
    { about: 'system', value: { text: 'Debian GNU/Linux 13 (trixie)' }, doubt: false },
    { about: 'ways-out', value: { word: 'none' }, doubt: false },
    { about: 'firmware', value: { word: 'not-told' }, doubt: false },
    { about: 'swap', value: { text: '/dev/nvme0n1p3' }, doubt: true },
    { about: 'crash-dumps', value: { text: '|/usr/share/apport/apport -p%p -s%s -c%c' }, doubt: true },
    { about: 'process-memory', value: { text: '0' }, doubt: true },
    { about: 'usb', value: { text: '<b>Stick</b> of nobody' }, doubt: false },
  ],
  selfTest: { report: { ...report, electron: '45.4.1', lines: checks.map(lineOnElectron) }, isInJournal: true },
};

/** The same laptop in the preview: nothing that rests on Electron could be asked. */
export const previewedMachine: MachineSheet = {
  ...testedMachine,
  selfTest: {
    report: {
      ...report,
      electron: null,
      isPackaged: false,
      lines: checks.map((check) => ({
        check,
        outcome: 'not-asked',
        reason: 'not-electron',
        detail: null,
        rehearsed: 'passed',
      })),
    },
    isInJournal: false,
  },
};

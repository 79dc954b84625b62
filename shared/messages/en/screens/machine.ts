// English: the machine sheet.
import type { MachineRow } from '../../../contract/offline/machine-view.ts';

export const machine = {
  open: 'Machine sheet',
  selfTest: 'Check this laptop',
  title: 'What the program saw of this machine',
  honesty:
    'A program cannot prove its own honesty. The release card names this main file, and apart from it the file that was installed: compute the hash of that one on another machine, and compare both.',
  close: 'Close',
  table: 'Machine sheet',
  what: 'What',
  seen: 'Seen',
  lookHere: 'Look here',
  doubt: 'look',
  rows: {
    'program-version': 'Program: version',
    'program-file': 'Program: SHA-256 of its main file',
    system: 'System: name',
    'system-build': 'System: build',
    clock: 'System: clock (UTC)',
    'ways-out': 'Network: ways out',
    'open-interface': 'Network: open interface',
    'open-route': 'Network: open route',
    'open-radio': 'Network: radio switched on',
    'open-unreadable': 'Network: not readable',
    namespace: 'Network: cut off by the launcher',
    interfaces: 'Network: interfaces',
    model: 'Machine: maker and model',
    firmware: 'Machine: firmware',
    virtual: 'Machine: signs of a virtual machine',
    swap: 'Memory: swap',
    'crash-dumps': 'Memory: crash dumps go to',
    'process-memory': 'Memory: protection between programs (Yama, 1 or more)',
    disks: 'Devices: disks and sticks',
    usb: 'Devices: USB',
  } satisfies Readonly<Record<MachineRow['about'], string>>,
  words: { 'not-told': 'not told by the system', none: 'none found', yes: 'yes' },
};

// The printers of the machine that the double pretends: one on a cable, one somewhere else.
import type * as Electron from 'electron';

type Options = Electron.PrinterInfo['options'];
// Electron's type names no option of a printer; which there are depends on the system's spooler.
const options = (deviceUri?: string): Options => (deviceUri === undefined ? {} : { 'device-uri': deviceUri });

export const printers: Electron.PrinterInfo[] = [
  {
    name: 'desk',
    displayName: 'Printer on the desk',
    description: '',
    options: options('usb://Practice/Desk?serial=1'),
  },
  { name: 'hall', displayName: 'Printer in the hall', description: '', options: options('ipp://hall.local/ipp/print') },
  // As on Windows, or where the spooler does not tell.
  { name: 'untold', displayName: 'Printer without an address', description: '', options: options() },
];

/** The sizes of paper that `print` knows by name. */
export const paperSizes: readonly string[] = ['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'Legal', 'Letter', 'Tabloid'];

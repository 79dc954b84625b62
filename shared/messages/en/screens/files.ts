// English: choosing a file on a stick, and the gate of two people.
import { number } from '../formats.ts';

export const files = {
  noStick: 'Its stick is not here. Insert it, and give it its role:',
  none: (where: string) => `There is no file on ${where}.`,
  noSuch: (where: string) => `Nothing on ${where} fits. Is it the right stick? “Show every file” lists what is there.`,
  on: (legend: string, where: string) => `${legend} (on ${where})`,
  quoted: (name: string) => `“${name}”`,
  bytes: (bytes: number) => `${number(bytes)} bytes`,
  kilobytes: (kilobytes: number) => `${number(kilobytes)} kB`,
  onlySome: 'Only the first 200 files are shown. A stick of a ceremony holds a few.',
  again: 'Refresh',
  every: 'Show every file',
  administrator: 'Initials of the ceremony administrator',
  witness: 'Initials of the witness',
  pressAndHold: 'press and hold',
  twoPeople: 'Two different people enter their initials; then press and hold, with the mouse or the space bar.',
};

// Names that every system keeps. Sticks travel: what one system writes, another must open. Microsoft: "Naming Files, Paths, and Namespaces".
import { basename, resolve } from 'node:path';
import { type FaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

type NameProblem = FaultOf<'FILE_NAME_UNPORTABLE'>['problem'];

/** Devices of Windows, with any ending and with blanks before it; a superscript digit counts as the digit. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/iu;
/** A colon begins a stream, in which Windows hides what is written. A lone surrogate is kept by Windows alone. */
const character = /[\u0000-\u001f<>:"/\\|?*]|\p{Cs}/u;
/** Windows drops them. */
const end = /[. ]$/u;
/** The most UTF-16 units of a name on NTFS, exFAT and FAT, and the most bytes of its UTF-8 on Linux. */
const longest = 255;

/** Why some system does not keep a name as it is; undefined where every one does. */
export function nameProblem(name: string): NameProblem | undefined {
  if (character.test(name)) return 'character';
  if (device.test(name)) return 'device';
  if (end.test(name)) return 'end';
  return name.length > longest || Buffer.byteLength(name) > longest ? 'length' : undefined;
}

/**
 * Asked before anything is built for a file or folder that is to be made.
 * @throws FILE_NAME_UNPORTABLE
 */
export function assertPortableName(path: string): void {
  // `.` and `..` are other words for a folder with a name.
  const name = basename(resolve(path));
  const problem = nameProblem(name);
  if (problem !== undefined) refuse({ code: 'FILE_NAME_UNPORTABLE', name: visibleText(name), problem });
}

// Media on Windows: drives that have a letter and can be listed. A network drive that is gone answers after minutes, and holds one of the four
// threads on which Node reads files for as long: it is asked once at a time, and one of those threads always stays free.
import { type Probe, probe } from '../probe.ts';
import type { Medium } from './medium.ts';

/** How long a drive is waited for. */
const limitMs = 2000;
/** So many drives may be without an answer: of four threads, one is left for journals and keys. No further drive is looked for then. */
const mostHanging = 3;
/** D to Z: A and B are drives for floppy discs, C is the system's. */
const letters = Array.from({ length: 23 }, (_none, index) => `${String.fromCharCode(68 + index)}:`);

interface Drive {
  readonly letter: string;
  readonly ask: Probe<boolean>;
  isThere: boolean;
}

export class WindowsDrives {
  readonly #drives: readonly Drive[];

  /** @param list lists a folder; its answer does not matter */
  constructor(list: (path: string) => Promise<unknown>) {
    this.#drives = letters.map((letter) => {
      const isListed = async (): Promise<boolean> =>
        list(`${letter}\\`).then(
          () => true,
          () => false,
        );
      // A drive that does not answer is what it was when it last did.
      const drive: Drive = { letter, isThere: false, ask: probe(isListed, limitMs, () => drive.isThere) };
      return drive;
    });
  }

  /** The drives that are there. @param system the system's own, as `SystemDrive` names it */
  async media(system = 'C:'): Promise<readonly Medium[]> {
    for (const drive of this.#drives) {
      // One at a time: 23 at once would hold all threads, and a drive that is not there says so at once.
      if (!drive.ask.isHanging() && this.#hanging() < mostHanging) drive.isThere = await drive.ask();
    }
    return this.#drives
      .filter(({ letter, isThere }) => isThere && letter !== system.toUpperCase())
      .map(({ letter }) => ({ path: `${letter}\\`, name: letter, readOnly: false }));
  }

  #hanging(): number {
    return this.#drives.filter(({ ask }) => ask.isHanging()).length;
  }
}

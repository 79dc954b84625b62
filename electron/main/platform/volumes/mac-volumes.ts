// Media on macOS: what is in /Volumes. Network shares are there, too, and one that is gone may never answer.
import { constants } from 'node:fs';
import type { disk } from '../disk.ts';
import { type Probe, probe } from '../probe.ts';
import type { Medium } from './medium.ts';

const folder = '/Volumes';
/** How long a volume is waited for. */
const limitMs = 2000;

/**
 * What a volume is. Disk images and shares of a network are not told from sticks: Node has no call that names the kind or the device of a volume,
 * and macOS numbers the devices of sticks in more than one way. People see each name, and give roles to the sticks alone.
 * `unknown`: it does not answer, or the person has not let the program look at it.
 */
type Kind = 'writable' | 'read-only' | 'unknown';

type Disk = Pick<typeof disk, 'readdir' | 'access'>;

export class MacVolumes {
  readonly #disk: Disk;
  readonly #probes = new Map<string, Probe<Kind>>();

  constructor(own: Disk) {
    this.#disk = own;
  }

  /** The volumes that answer, but for the system's own, which is a link in that folder. */
  async media(): Promise<readonly Medium[]> {
    const entries = await this.#disk.readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    for (const known of this.#probes.keys()) if (!names.includes(known)) this.#probes.delete(known);
    const kinds = await Promise.all(names.map((name) => this.#probeOf(name)()));
    return names.flatMap((name, i) => {
      const kind = kinds[i];
      return kind === 'unknown' ? [] : [{ path: `${folder}/${name}`, name, readOnly: kind === 'read-only' }];
    });
  }

  #probeOf(name: string): Probe<Kind> {
    let known: Kind = 'unknown';
    const ask = async (): Promise<Kind> => (known = await this.#kindOf(`${folder}/${name}`));
    // A volume that stops to answer is what it was.
    const found = this.#probes.get(name) ?? probe(ask, limitMs, () => known);
    this.#probes.set(name, found);
    return found;
  }

  async #kindOf(path: string): Promise<Kind> {
    return this.#disk.access(path, constants.W_OK).then(
      () => 'writable',
      (error: unknown) =>
        error instanceof Error && 'code' in error && error.code === 'EROFS' ? 'read-only' : 'writable',
    );
  }
}

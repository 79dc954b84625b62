// A stick of this machine: an image that is formatted as sticks are, mounted through FUSE, and pulled by killing its driver.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whyOf } from '#shared/faults/fault.ts';

export type StickFormat = 'FAT' | 'exFAT';

const imageBytes = 16 * 2 ** 20;
/** Far longer than a quiet machine takes. */
const patienceMs = 60_000;

/** The programs that format and mount, and the packages of Debian that bring what is needed. */
const formats = {
  FAT: {
    format: ['mkfs.vfat'],
    driver: 'fusefat',
    needs: { 'mkfs.vfat': 'dosfstools', fusefat: 'fusefat', fusermount: 'fuse3' },
  },
  exFAT: {
    format: ['mkfs.exfat'],
    driver: 'mount.exfat-fuse',
    needs: { 'mkfs.exfat': 'exfatprogs', 'mount.exfat-fuse': 'exfat-fuse', losetup: 'mount' },
  },
} as const;

/** Why sticks of a format cannot be played on this machine; undefined where they can. */
export function whyNot(format: StickFormat): string | undefined {
  if (process.platform !== 'linux') return 'FUSE is of Linux';
  if (process.getuid?.() !== 0) return 'mounting needs root';
  if (!existsSync('/dev/fuse')) return 'there is no /dev/fuse';
  const missing = Object.entries(formats[format].needs).filter(([program]) => !isThere(program));
  if (missing.length === 0) return undefined;
  const programs = missing.map(([program, debian]) => `${program} (Debian package ${debian})`);
  return `missing ${programs.join(', ')}`;
}

function isThere(program: string): boolean {
  return ['/usr/bin', '/usr/sbin', '/bin', '/sbin'].some((folder) => existsSync(join(folder, program)));
}

export class Stick {
  readonly folder: string;
  readonly #format: StickFormat;
  readonly #image: string;
  #device: string | undefined;

  /** Formats a new one below a folder; it is not mounted yet. */
  constructor(format: StickFormat, scratch: string) {
    this.#format = format;
    this.folder = join(scratch, 'mounted');
    this.#image = join(scratch, 'image');
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.#image, '');
    truncateSync(this.#image, imageBytes);
    const [program] = formats[format].format;
    execFileSync(program, [this.#image], { stdio: 'ignore' });
  }

  insert(): void {
    const from =
      this.#format === 'FAT' ? this.#image : (this.#device = losetup('--find', '--show', this.#image).trim());
    const options = this.#format === 'FAT' ? ['-o', 'rw+'] : [];
    spawn(formats[this.#format].driver, [...options, from, this.folder], { stdio: 'ignore', detached: true }).unref();
    waitUntil(() => this.#isMounted(), 'it was not mounted');
  }

  /** Takes it out as careful people do. */
  takeOut(): void {
    this.#unmount();
    waitUntil(() => this.#drivers().length === 0, 'its driver did not end');
    this.#free();
  }

  /** Pulls it: the driver is gone at once, with whatever it had not written. What comes to the folder is refused from then on. */
  pull(): void {
    if (!this.#isMounted()) throw new Error('the stick is not in');
    // A driver goes on in a child process, so the one that is found may not be the one that answers.
    waitUntil(() => {
      for (const pid of this.#drivers()) kill(pid);
      return !this.#answers();
    }, 'its driver did not end');
  }

  /** After it was pulled: what the system still thinks is mounted. */
  clear(): void {
    if (this.#isMounted()) this.#unmount();
    this.#free();
  }

  #unmount(): void {
    execFileSync('umount', ['--lazy', this.folder], { stdio: 'ignore' });
    waitUntil(() => !this.#isMounted(), 'it was not unmounted');
  }

  #free(): void {
    if (this.#device !== undefined) losetup('--detach', this.#device);
    this.#device = undefined;
  }

  #isMounted(): boolean {
    // The kernel writes a space as its octal number.
    return readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${this.folder.replaceAll(' ', '\\040')} `);
  }

  /** Whether a driver answers for the folder. How much is free is nothing that the kernel remembers, so that it must ask. */
  #answers(): boolean {
    try {
      statfsSync(this.folder);
      return true;
    } catch (error) {
      // Another error is of the question that was on its way: it is asked again.
      return whyOf(error) !== 'ENOTCONN';
    }
  }

  /** The driver's processes: they were started for this folder and for no other. */
  #drivers(): readonly number[] {
    return readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(`\0${this.folder}\0`))
      .map(Number);
  }
}

/** Kills it, unless it has ended meanwhile. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (whyOf(error) !== 'ESRCH') throw error;
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const losetup = (...args: readonly string[]): string => execFileSync('losetup', args, { encoding: 'utf8' });

/** The driver is another process: this one may stand still for it. */
function waitUntil(isSo: () => boolean, why: string): void {
  const end = Date.now() + patienceMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`the stick: ${why}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
}

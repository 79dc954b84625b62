// What a medium is, on every system.
import * as hostPath from 'node:path';

/** A mounted medium. */
export interface Medium {
  /** Absolute path of its top folder. */
  readonly path: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** What the system reports about the device that it is on; absent where it tells nothing. */
  readonly device?: Device | undefined;
}

/** A device, whichever of its partitions a medium is. */
export interface Device {
  /** A number that the kernel gives each device when it is put in. */
  readonly sequence?: string;
  /** What the maker wrote into it: model and serial number. */
  readonly serial?: string;
}

/**
 * How two media compare. `same`: two partitions of one stick, or a stick that was inserted again. `unknown`: only a serial number tells two
 * sticks apart, because the kernel numbers a stick again each time.
 */
export function compareDevices(one: Device | undefined, other: Device | undefined): 'same' | 'different' | 'unknown' {
  if (one?.sequence !== undefined && one.sequence === other?.sequence) return 'same';
  if (one?.serial === undefined || other?.serial === undefined) return 'unknown';
  return one.serial === other.serial ? 'same' : 'different';
}

/** Whether what is in one place is known to be another medium than before, or to have been out in between. */
export const wasTakenOut = (before: Device | undefined, now: Device | undefined): boolean =>
  compareDevices(before, now) === 'different' ||
  (before?.sequence !== undefined && now?.sequence !== undefined && before.sequence !== now.sequence);

/** The medium on which a path lies: of nested ones the innermost. */
export function mediumOf(path: string, media: readonly Medium[]): Medium | undefined {
  const around = media.filter((medium) => {
    const below = hostPath.relative(medium.path, path);
    // Another drive of Windows has no relative path.
    return !/^\.\.(?:[/\\]|$)/.test(below) && !hostPath.isAbsolute(below);
  });
  return around.sort((a, b) => b.path.length - a.path.length)[0];
}

export type Media = () => Promise<readonly Medium[]>;

// What a medium is, on every system.

/** A mounted medium. */
export interface Medium {
  /** Absolute path of its top folder. */
  readonly path: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** What the system tells of the device that it lies on; absent where it tells nothing. */
  readonly device?: Device;
}

/** A device, whichever of its partitions a medium is. */
export interface Device {
  /** A number that the kernel gives each device when it is put in. */
  readonly sequence?: string;
  /** What the maker wrote into it: model and serial number. */
  readonly serial?: string;
}

/** Whether two media are known to be one device: two partitions of a stick, or a stick that was put in again. */
export const isSameDevice = (one: Device | undefined, other: Device | undefined): boolean =>
  (one?.sequence !== undefined && one.sequence === other?.sequence) ||
  (one?.serial !== undefined && one.serial === other?.serial);
export type Media = () => Promise<readonly Medium[]>;

// What a walk through the app in its namespace tells.

/** The one interface besides loopback in the namespace: it takes packets, and leads nowhere. */
export const wayOut = 'outside';

export interface AppWalk {
  readonly screens: number;
  /** That left by the way out during the walk; and those of a program that was told to knock, afterwards. */
  readonly packets: number;
  readonly control: number;
  /** Kinds of sockets of the internet: protocol, own and other address. */
  readonly sockets: readonly string[];
}

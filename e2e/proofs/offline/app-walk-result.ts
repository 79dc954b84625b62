// What a walk through the app in its namespace tells.

/** The one interface besides loopback in the namespace: it takes packets, and leads nowhere. */
export const wayOut = 'outside';

export interface AppWalk {
  readonly screens: number;
  /** Addresses that a screen asked for and that are not its own files. */
  readonly escaped: readonly string[];
  /** Names that anybody asked for, the browser itself included; and whether that of the control was among them, afterwards. */
  readonly names: readonly string[];
  readonly isNameSeen: boolean;
  /** Packets that left by the way out during the walk. */
  readonly packets: number;
  /** Those of a page without a policy, afterwards, in the same browser; and whether its address was seen among what escaped. */
  readonly controlOfBrowser: number;
  readonly isControlSeen: boolean;
  /** Those of a program that was told to knock, at last. */
  readonly control: number;
  /** Kinds of sockets of the internet: protocol, own and other address. */
  readonly sockets: readonly string[];
}

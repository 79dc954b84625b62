// What the double saw of the app, as it crosses from its process to a spec.

/** What the double saw, for a test to assert. */
export interface DoubleRecord {
  /** Requests that no registered protocol has answered; all were refused. */
  readonly refusedRequests: string[];
  readonly openDialogs: object[];
  /** What was sent to printers: the options of each print. */
  readonly printed: object[];
  /** Messages of the system that were shown. */
  readonly notifications: { readonly title: string; readonly body: string; readonly isSilent: boolean }[];
  /** Each change of a window's flashing, and of its bar in the taskbar. */
  readonly flashes: boolean[];
  readonly bars: number[];
}

/** One message between a page and main. */
export interface HeardMessage {
  readonly to: 'main' | 'page';
  readonly channel: string;
  /** The values, as `wire.ts` writes them. */
  readonly text: string;
}

// What specs ask of the host that runs the built apps, whichever it is.
import type { Page } from '@playwright/test';
import type { Product } from '#build/package/products.ts';
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import type { DoubleRecord } from './double/record.ts';
import type { Played } from './double/electron.ts';
import type { HostChoice } from './host-choice.ts';

export interface LaunchOptions {
  readonly app: Product['id'];
  /** Keeps what the app stored, to start it again on the same machine. Without it the app has a profile that ends with it. */
  readonly userData?: string;
  /** In place of `userData`: where the programs of one person keep their profiles, each in a folder of its name. */
  readonly appData?: string;
  /** A folder that the app takes for the machine it runs on (`pretendedMachine`). */
  readonly machine?: string;
  /** The app ends with a test: its pages are not compiled thoroughly. Who measures or proves leaves them as people have them. */
  readonly isShortLived?: boolean;
  /** A file for every message between pages and main. */
  readonly messages?: string;
  /** What starts the double in place of Node, with Node's arguments. */
  readonly through?: { readonly program: string; readonly cwd: string; readonly env: NodeJS.ProcessEnv };
  /** Runs as the practice preview does: without Electron's version in the process. */
  readonly preview?: boolean;
  /** Runs as a packaged program, not as one that is started from the source. */
  readonly packaged?: boolean;
}

/** What not every host can do, in words that end "this host cannot …". A launch option of the same name needs the ability. */
export const abilities = {
  appData: 'place the profiles of all programs',
  messages: 'record messages between pages and main',
  through: 'be started by another program',
  preview: 'play the practice preview',
  packaged: 'play a packaged program',
  play: 'play what the system does to the app',
  signals: 'see how an app calls people back',
  printers: 'name the printers of the machine',
} as const;
export type Ability = keyof typeof abilities;

/** A running app. */
export interface RunningApp {
  readonly window: Page;
  readonly userData: string;
  isRunning(): boolean;
  /** The next window that opens; call it before the action that opens one. */
  nextWindow(): Promise<Page>;
  /** The view in which main asks people, once it has drawn what it asks. */
  confirmation(): Promise<Page>;
  /** Answers a folder dialog; null turns it away. Several answers are given in their order, one for each dialog. */
  answerFolder(folder: string | null): Promise<void>;
  /** Requests that were refused, and so would have left the machine. */
  refusedRequests(): Promise<readonly string[]>;
  /** Kills a process that holds secrets, from outside; false where none of that name runs. */
  killWorker(name: SecretsProcessName): Promise<boolean>;
  /** How it called people back; needs the ability. */
  signals(): Promise<Pick<DoubleRecord, 'notifications' | 'flashes' | 'bars'>>;
  /** Plays what the system, or a defect, does to the app; needs the ability. */
  play(what: Played): Promise<void>;
  /** Ends the main process at once, as a power cut would, and waits until it has ended. */
  kill(): Promise<void>;
  /** Ends the app as a person does; nothing where it has ended. */
  close(): Promise<void>;
}

/** How a program is run as a command line. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

export interface Host {
  readonly kind: HostChoice['kind'];
  /** Which one it is, and why. */
  readonly description: string;
  can(ability: Ability): boolean;
  launch(options: LaunchOptions): Promise<RunningApp>;
  /** The app as a command line, without a window. */
  command(app: Product['id'], ...args: readonly string[]): Command;
}

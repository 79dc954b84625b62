// What a check of the self-test is, and what it is given.
import type { BrowserWindow } from 'electron';
import type { NotAskedReason, SelfTestCheck } from '#shared/self-test/self-test.ts';
import type { DocumentPrinter } from '#services/app/app-services.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';

/** What a check came to. The detail is what was seen: names, codes and numbers, the same in every language. */
export type Answer =
  | { readonly outcome: 'passed'; readonly detail?: string }
  | { readonly outcome: 'failed'; readonly detail: string }
  | { readonly outcome: 'not-asked'; readonly reason: NotAskedReason; readonly detail?: string };

export const passed = (detail?: string): Answer => ({ outcome: 'passed', ...(detail !== undefined && { detail }) });
export const failed = (detail: string): Answer => ({ outcome: 'failed', detail });
export const notAsked = (reason: NotAskedReason, detail?: string): Answer => ({
  outcome: 'not-asked',
  reason,
  ...(detail !== undefined && { detail }),
});
/** Passed where nothing is wrong. */
export const without = (wrong: readonly string[], detail?: string): Answer =>
  wrong.length === 0 ? passed(detail) : failed(wrong.join('; '));

/** What checks are run on: the real window, sessions and processes of the app. */
export interface SelfTestContext {
  /** A hidden window with the app's first screen. */
  readonly window: BrowserWindow;
  /** The name of that screen's file. */
  readonly page: string;
  readonly press: DocumentPrinter;
  /** Starts custody processes; the online app has none. */
  readonly custody: ProcessHost | undefined;
  /** An empty folder of this run's own; it is removed at the end. */
  readonly folder: string;
}

export interface Check {
  readonly id: SelfTestCheck;
  /** What is proven here rests on Electron: on anything else, an answer is no proof. */
  readonly needsElectron: boolean;
  readonly ask: (context: SelfTestContext) => Promise<Answer>;
}

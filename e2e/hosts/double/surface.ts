// What the contents of a window are shown on: a page of a browser. The double's windows know no more of it than this.
import type { Answer, SpeakingFrame } from './ipc.ts';
import type { PageAnswer, PageRequest } from './sessions.ts';

/** How Chromium failed to load an address. */
export interface LoadError {
  readonly errorCode: number;
  readonly errorDescription: string;
}

export interface Surface {
  /**
   * Loads an address, and waits until everything that belongs to it has loaded.
   * @param place tells sessions apart that show the same origin: 0 for the first
   */
  load(url: string, place: number): Promise<LoadError | undefined>;
  /** Hands a message to what listens in the page; a page that is just closing or navigating misses it. */
  deliver(channel: string, text: string): void;
  pdf(options: Readonly<Record<string, unknown>>): Promise<Buffer>;
  /** Runs a script in the page's own world; what it throws or rejects with is the error. */
  run(script: string): Promise<unknown>;
  /** A command of the DevTools protocol, in a session that lasts as long as the page. */
  command(method: string, params: object): Promise<unknown>;
  /** Shows the page larger: it has that much less room. */
  zoom(factor: number): Promise<void>;
  /** Gives the page another size, where a person does not resize it. */
  resize(size: { readonly width: number; readonly height: number }): void;
  /** A person sees this page, and no other of the same window. */
  front(): void;
  close(): void;
  /** Ends the page's process, as where memory is short. */
  crash(): void;
}

/** What a surface says to the window it belongs to. */
export interface SurfaceClient {
  request(request: PageRequest): Promise<PageAnswer>;
  invoke(frame: SpeakingFrame, channel: string, json: string): Promise<Answer>;
  message(frame: SpeakingFrame, channel: string, json: string): void;
  /** The page wants a window for this address. */
  windowOpen(url: string): void;
  /** A frame within the page. */
  framed(): void;
  /** The page opens Chromium's own dialog for a file. @returns what the person chooses there; null turns it away */
  chooseFile(): Promise<string | null>;
  /** The page is gone: it closed itself, or a person closed it. */
  closed(): void;
  crashed(): void;
}

export interface SurfaceShape {
  readonly width: number;
  readonly height: number;
  /** The text of the preload script. */
  readonly preload: string | undefined;
}

export type OpenSurface = (client: SurfaceClient, shape: SurfaceShape) => Promise<Surface>;

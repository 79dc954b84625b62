// The built screens over a fake of main: the bridge is made from the contract, the state is given, and every call can be answered.
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { surfaceOf } from '#shared/contract/define.ts';
import { offlineContract } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Language } from '#shared/messages/languages.ts';
import { confirmationContract, type ConfirmationSheet } from '#shared/contract/confirmation.ts';
import { onlineContract } from '#shared/contract/online/contract.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { chromiumPath, shortLived } from '../hosts/chromium-path.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { servePages } from './page-server.ts';
import type { MadeUp } from './pseudo.ts';
import { laptop } from './shape.ts';

const contracts = { offline: offlineContract, online: onlineContract, confirmation: confirmationContract } as const;
/** Which app's page is opened. */
export type FakeAppName = keyof typeof contracts;

/** The moment of every online state, so that ages and timers show the same each time. */
export const fakeNow = new Date('2026-10-14T10:40:00Z');

export interface FakeMain {
  /** Of main's own view: null, its sheet is in `sheet`. */
  readonly view: View | OnlineView | null;
  readonly sheet?: Readonly<Record<Language, ConfirmationSheet>>;
  /** Answers to calls by channel, where the view is not the answer. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Calls that are refused from the first on, by channel. */
  readonly refusals?: Readonly<Record<string, Fault>>;
}

export const files = [
  { token: 'p'.repeat(22), kind: 'plan', name: 'plan.dsse.json', bytes: 9214 },
  { token: 'i'.repeat(22), kind: 'identity', name: 'offline.identity.json', bytes: 802 },
  { token: 'a'.repeat(22), kind: 'security-domain', name: 'security-domain.json', bytes: 15_214 },
  {
    token: 'b'.repeat(22),
    kind: 'exchange-key',
    name: 'lifeboat-MHSM-DR-2026-10-14-01-0001-exchange-key.bundle.json',
    bytes: 37_421,
  },
  {
    token: 'o'.repeat(22),
    kind: 'outcome',
    name: 'lifeboat-MHSM-DR-2026-10-14-01-0003-outcome.bundle.json',
    bytes: 2421,
  },
  { token: 'd'.repeat(22), kind: 'other', name: 'notes \\u{202e}txt.exe', bytes: 12 },
];

/** What is asked of any other address: refused, or let through by a spec that counts what leaves. */
export type Foreign = 'refused' | 'let through';

export async function launchChromium(foreign: Foreign = 'refused'): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      shortLived,
      ...(foreign === 'refused' ? ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] : []),
    ],
  });
}

export interface FakeContext {
  readonly context: BrowserContext;
  /** Where the pages are: scheme, host and port. */
  readonly origin: string;
  /** Fills with the addresses of everything else that was asked for. */
  readonly escaped: string[];
}

export interface FakeOptions extends BrowserContextOptions {
  /** What the pages speak in place of a language of people. */
  readonly madeUp?: MadeUp;
}

const speakers = new WeakMap<BrowserContext, MadeUp>();
/** What the pages of a context speak; undefined where that is a language of people. */
export const madeUpLanguageOf = (context: BrowserContext): MadeUp | undefined => speakers.get(context);

/** A context in which the built pages are served with the real policy. */
export async function fakeContext(browser: Browser, { madeUp, ...options }: FakeOptions = {}): Promise<FakeContext> {
  const context = await browser.newContext({ viewport: laptop, ...options });
  if (madeUp !== undefined) speakers.set(context, madeUp);
  const { origin, close } = await servePages(madeUp);
  context.on('close', close);
  const escaped: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) escaped.push(request.url());
  });
  return { context, origin, escaped };
}

export interface FakePage {
  readonly page: Page;
  /** What the page has said on its console as an error since the last state was shown. */
  readonly complaints: string[];
  /** Loads the app's screens again, on another state. */
  readonly show: (main: FakeMain) => Promise<void>;
}

/** A page on which one state after the other can be shown: much faster than a page for each. */
export async function fakePage({ context, origin }: FakeContext, app: FakeAppName): Promise<FakePage> {
  const page = await context.newPage();
  await page.clock.setFixedTime(fakeNow);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const surface = surfaceOf(contracts[app]);
  const show = async (main: FakeMain): Promise<void> => {
    complaints.length = 0;
    const bridge = await page.addInitScript(fakeBridge, { surface, main, files });
    await page.goto(`${origin}/${app}.html`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await bridge.dispose();
  };
  return { page, complaints, show };
}

/** Opens an app's screens on a state. What the page says on its console as an error is collected. */
export async function openFake(
  fake: FakeContext,
  main: FakeMain,
  app: FakeAppName = 'offline',
): Promise<Omit<FakePage, 'show'>> {
  const { show, ...opened } = await fakePage(fake, app);
  await show(main);
  return opened;
}

/** What every call that changes something answers from now on. */
export async function refuseNext(page: Page, fault: Fault): Promise<void> {
  await page.evaluate((next) => {
    (globalThis as { nextFault?: object }).nextFault = next;
  }, fault);
}

/** Main has come to another state by itself: the page follows, and is not loaded again. */
export async function tellView(page: Page, view: FakeMain['view']): Promise<void> {
  await page.evaluate((next) => {
    // The bridge of the fake has put them into the page, which no type of a page knows.
    (globalThis as unknown as { hearers: Record<string, (value: unknown) => void> }).hearers['session.changed']?.(next);
  }, view);
}

export interface RecordedCall {
  readonly channel: string;
  readonly input: unknown;
}

/** Every call that the page has made, in order. */
export const callsOf = (page: Page): Promise<readonly RecordedCall[]> =>
  // The bridge of the fake has put them into the page, which no type of a page knows.
  page.evaluate(() => (globalThis as unknown as { calls: readonly RecordedCall[] }).calls);

interface Given {
  readonly surface: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly main: FakeMain;
  readonly files: readonly object[];
}

/** Runs in the page. */
function fakeBridge({ surface, main, files: listed }: Given): void {
  const answers: Readonly<Record<string, unknown>> = {
    'session.view': main.view,
    'volumes.files': { files: listed, more: false },
    'machine.sheet': {
      rows: [
        { about: 'program-version', value: { text: main.view?.version }, doubt: false },
        { about: 'program-file', value: { text: 'e3b0c442'.repeat(8) }, doubt: false },
        { about: 'virtual', value: { word: 'yes' }, doubt: true },
        { about: 'swap', value: { word: 'none' }, doubt: false },
      ],
    },
    ...main.answers,
    'confirmation.sheet': main.sheet?.[navigator.language.startsWith('de') ? 'de' : 'en'],
  };
  const usual = ({ system }: { system: string }): object => ({
    settings: { language: system, theme: 'system', textSize: 100, sound: false },
    isKeptLost: false,
  });
  const answer = (channel: string, input: unknown): unknown => {
    const fault = main.refusals?.[channel];
    if (fault !== undefined) return { ok: false, fault };
    const value = channel === 'settings.begin' ? usual(input as { system: string }) : answers[channel];
    if (value !== undefined) return { ok: true, value };
    const { nextFault } = globalThis as { nextFault?: object };
    return nextFault === undefined ? { ok: true, value: main.view } : { ok: false, fault: nextFault };
  };
  const calls: { channel: string; input: unknown }[] = [];
  Object.defineProperty(globalThis, 'calls', { value: calls });
  const hearers: Record<string, (value: unknown) => void> = {};
  Object.defineProperty(globalThis, 'hearers', { value: hearers });
  const bridge = Object.fromEntries(
    Object.entries(surface).map(([group, members]) => [
      group,
      Object.fromEntries(
        Object.entries(members).map(([name, kind]) => [
          name,
          kind === 'event'
            ? (hear: (value: unknown) => void) => {
                hearers[`${group}.${name}`] = hear;
                return () => undefined;
              }
            : (input: unknown) => {
                calls.push({ channel: `${group}.${name}`, input });
                return Promise.resolve(answer(`${group}.${name}`, input));
              },
        ]),
      ),
    ]),
  );
  Object.defineProperty(globalThis, 'lifeboat', { value: bridge });
}

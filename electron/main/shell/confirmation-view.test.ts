// The confirmation view on the double: what it shows and when, and whose answers it takes.
import { beforeEach, expect, it, vi } from 'vitest';
import type * as Electron from 'electron';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { inputChannel } from '#e2e/hosts/double/page-side.ts';
import { decodeValue, encodeValue } from '#e2e/hosts/double/wire.ts';
import { laterTurn, openedWindow, readyDouble, type TestDouble } from '#e2e/hosts/double/test-double.ts';
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import { refuse, type Result } from '#shared/faults/fault.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { field, press, type Question } from '#services/app/confirmation.ts';
import { confirmationView, type ConfirmationView } from './confirmation-view.ts';

const host = vi.hoisted(() => ({ double: undefined as TestDouble | undefined }));
vi.mock('electron', () => {
  const part = (name: 'app' | 'ipcMain' | 'session' | 'WebContentsView') => ({
    get: () => host.double?.electron[name],
  });
  const parts = { app: part('app'), ipcMain: part('ipcMain'), session: part('session') };
  return Object.defineProperties({}, { ...parts, WebContentsView: part('WebContentsView') }) satisfies object;
});
vi.mock('./built.ts', () => ({ builtFiles: {}, appVersion: '0.1.0' }));

// The preload script is not built for this test; the double says so, as Electron does.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue(undefined));

// Loaded beforehand: it takes longer than a question may take to appear.
await loadCatalogue('en');
const settings = { theme: 'dark', textSize: 125, catalogue: () => loadCatalogue('en') } as never;
const question: Question<string> = {
  practice: true,
  draw: () => ({ title: 'Is it so?', lead: [], facts: [], fields: [], acts: [press('Yes')] }),
  take: ({ typed: { word = '' } }) =>
    word === 'yes' ? 'it is so' : refuse({ code: word === '' ? 'WORDS_LOCKED' : 'TWO_PEOPLE_NEEDED' }),
  again: ['TWO_PEOPLE_NEEDED'],
};

/** A test that waits for what does not come ends by its own time limit. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await laterTurn();
}

async function opened() {
  const double = readyDouble();
  host.double = double;
  let typing = 0;
  const view: ConfirmationView = confirmationView(settings, () => (typing += 1));
  const attach = await view.prepare(() => undefined);
  const window = await openedWindow(double);
  attach(window);
  await laterTurn();
  const [page, own] = double.pages;
  const [child] = window.contentView.children as [Electron.WebContentsView];
  const say = async (from: typeof page, call: string, input: unknown): Promise<Result<unknown>> => {
    const frame = { url: 'app://confirmation/confirmation.html', isTop: true };
    const answer = await from!.client.invoke(frame, `confirmation.${call}`, encodeValue([input]));
    return decodeValue(answer.value) as Result<unknown>;
  };
  let seen = 0;
  const sheet = (): ConfirmationSheet | null =>
    own!.delivered.map(([, text]) => (decodeValue(text) as [ConfirmationSheet | null])[0]).at(-1) ?? null;
  const drawn = async (): Promise<ConfirmationSheet> => {
    await until(() => (sheet()?.id ?? 0) > seen);
    seen = sheet()!.id;
    return sheet()!;
  };
  return { double, view, window, page, own, child, sheet, drawn, say, typing: () => typing };
}

it('ends what people do elsewhere without an answer here', async () => {
  const { view, child, drawn } = await opened();
  const done = Promise.withResolvers<string>();
  const asked = view.confirm({
    ...question,
    draw: () => ({ ...question.draw({} as never), acts: [] }),
    until: () => done.promise,
  });
  expect((await drawn()).acts).toEqual([]);
  done.resolve('done there');
  expect(await asked).toBe('done there');
  expect(child.getVisible()).toBe(false);
});

it('covers the page while it asks, and nothing of the sheet is left afterwards', async () => {
  const { view, child, window, own, sheet, drawn, say } = await opened();
  expect(child.getVisible()).toBe(false);
  const asked = view.confirm(question);
  const { id, band, theme } = await drawn();
  expect({ band, theme }).toEqual({
    band: { isPractice: true, mode: 'PRACTICE', asks: 'Lifeboat asks' },
    theme: 'dark',
  });
  expect([child.getVisible(), child.getBounds()]).toEqual([true, window.getContentBounds()]);
  expect(child.webContents.getZoomFactor()).toBe(1.25);
  expect(await say(own, 'answer', { sheet: id, act: 'yes', secret: null, typed: { word: 'yes' } })).toMatchObject({
    ok: true,
  });
  expect(await asked).toBe('it is so');
  expect(child.getVisible()).toBe(false);
  await laterTurn();
  expect(sheet()).toBe(null);
});

it('takes no word from other contents, whatever address they give themselves', async () => {
  const { view, page, drawn, say } = await opened();
  const asked = view.confirm(question);
  const { id } = await drawn();
  for (const call of ['sheet', 'answer', 'cancel']) {
    const input =
      call === 'answer'
        ? { sheet: id, act: 'yes', secret: null, typed: { word: 'yes' } }
        : call === 'cancel'
          ? { sheet: id }
          : null;
    expect(await say(page, call, input)).toMatchObject({ ok: false, fault: { code: 'CALL_SENDER_FOREIGN' } });
  }
  view.dismiss();
  expect(await faultOfPromise(asked)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
});

it('asks again on a new sheet what may be typed again, and takes no answer to the one before', async () => {
  const { view, own, drawn, sheet, say } = await opened();
  const asked = view.confirm(question);
  const first = await drawn();
  await say(own, 'answer', { sheet: first.id, act: 'yes', secret: null, typed: { word: 'no' } });
  await until(() => sheet()?.problem.at(-1) === 'TWO_PEOPLE_NEEDED');
  const yes = { word: 'yes' };
  expect(await say(own, 'answer', { sheet: first.id, act: 'yes', secret: null, typed: yes })).toMatchObject({
    fault: { code: 'CONFIRMATION_NOT_GIVEN' },
  });
  await say(own, 'answer', { sheet: sheet()!.id, act: 'yes', secret: null, typed: yes });
  expect(await asked).toBe('it is so');
});

it('ends with what cannot be mended by typing, with who turns back, and with the next question', async () => {
  const { view, own, drawn, sheet, say } = await opened();
  const refused = view.confirm(question);
  await say(own, 'answer', { sheet: (await drawn()).id, act: 'yes', secret: null, typed: {} });
  expect(await faultOfPromise(refused)).toEqual({ code: 'WORDS_LOCKED' });
  await until(() => sheet() === null);
  const turnedBack = view.confirm(question);
  await say(own, 'cancel', { sheet: (await drawn()).id });
  expect(await faultOfPromise(turnedBack)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  const before = view.confirm(question);
  const after = view.confirm(question);
  expect(await faultOfPromise(before)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  view.dismiss();
  expect(await faultOfPromise(after)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
});

it('hears that somebody types, and is loaded again for the next question where its process went', async () => {
  const { double, view, child, own, drawn, typing } = await opened();
  own!.client.message({ url: '', isTop: true }, inputChannel, encodeValue(['rawKeyDown']));
  expect(typing()).toBe(1);
  const asked = view.confirm(question);
  await drawn();
  child.webContents.forcefullyCrashRenderer();
  expect(await faultOfPromise(asked)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  const before = double.pages.length;
  const again = view.confirm(question);
  await until(() => double.pages.length > before && double.pages.at(-1)!.places.length > 0);
  view.dismiss();
  await faultOfPromise(again);
});

it('turns people away where the process of the page below went: its page is loaded again, and asks again', async () => {
  const { view, window, drawn } = await opened();
  const asked = view.confirm(question);
  await drawn();
  window.webContents.forcefullyCrashRenderer();
  expect(await faultOfPromise(asked)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
});

it('closes its contents with the window, and whoever is asked is turned away', async () => {
  const { view, window, child, drawn } = await opened();
  const { webContents } = child;
  const asked = view.confirm(question);
  await drawn();
  window.destroy();
  expect(await faultOfPromise(asked)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  await laterTurn();
  expect(webContents.isDestroyed()).toBe(true);
});

const secretAsked: Question<Buffer> = {
  practice: true,
  again: [],
  draw: () => ({
    ...question.draw({} as never),
    fields: [field('secret', 'It', { form: { kind: 'secret', isNew: false } })],
  }),
  take: ({ secret }) => secret,
};
const typedBytes = (): Uint8Array => Uint8Array.from(Buffer.from('four random words'));

it('gives a secret as bytes, and none of a sheet that is over', async () => {
  const { view, own, drawn, say } = await opened();
  const asked = view.confirm(secretAsked);
  const { id } = await drawn();
  const answer = { sheet: id, act: 'yes', typed: {}, secret: typedBytes() };
  expect(await say(own, 'answer', answer)).toMatchObject({ ok: true });
  expect((await asked).toString()).toBe('four random words');
  expect(await say(own, 'answer', answer)).toMatchObject({ fault: { code: 'CONFIRMATION_NOT_GIVEN' } });
});

it('wipes a secret that nobody waits for any more', async () => {
  const { view, own, drawn, say } = await opened();
  const held = Promise.withResolvers<undefined>();
  let taken: Buffer | undefined;
  const asked = view.confirm<Buffer>({
    ...secretAsked,
    take: async ({ secret }) => {
      taken = secret;
      await held.promise;
      return secret;
    },
  });
  const answered = say(own, 'answer', { sheet: (await drawn()).id, act: 'yes', typed: {}, secret: typedBytes() });
  await until(() => taken !== undefined);
  view.dismiss();
  expect(await faultOfPromise(asked)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  held.resolve(undefined);
  await answered;
  expect(taken?.every((byte) => byte === 0)).toBe(true);
});

it('asks further questions above one that ends by itself, and ends them with it', async () => {
  const { view, own, drawn, sheet, say } = await opened();
  const work = Promise.withResolvers<string>();
  let nested: Promise<string> | undefined;
  const wait: Question<string> = {
    ...question,
    draw: () => ({ ...question.draw({} as never), title: 'Wait', acts: [] }),
    until: async () => {
      expect(await view.confirm(question)).toBe('it is so');
      nested = view.confirm(question);
      nested.catch(() => undefined);
      return work.promise;
    },
  };
  const outer = view.confirm(wait);
  await until(() => sheet()?.title === 'Is it so?');
  const { id } = await drawn();
  await say(own, 'answer', { sheet: id, act: 'yes', secret: null, typed: { word: 'yes' } });
  await until(() => nested !== undefined && sheet()?.title === 'Is it so?' && sheet()!.id > id);
  work.resolve('done');
  expect(await outer).toBe('done');
  expect(await faultOfPromise(nested!)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  await until(() => sheet() === null);
});

it('says in place how much time is left', async () => {
  const double = readyDouble();
  host.double = double;
  let left: number | null = null;
  const view = confirmationView(
    settings,
    () => undefined,
    () => left,
  );
  (await view.prepare(() => undefined))(await openedWindow(double));
  const own = double.pages[1]!;
  const last = (): ConfirmationSheet | null =>
    own.delivered.map(([, text]) => (decodeValue(text) as [ConfirmationSheet | null])[0]).at(-1) ?? null;
  const asked = view.confirm(question);
  await until(() => last() !== null);
  const { id } = last()!;
  left = 42;
  view.hurry();
  await until(() => last()?.hurry !== null);
  expect(last()).toMatchObject({ id, hurry: expect.stringContaining('42 seconds') as string });
  view.dismiss();
  await faultOfPromise(asked);
});

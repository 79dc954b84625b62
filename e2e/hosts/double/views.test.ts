// Views above the page of a window, as Electron has them.
import { expect, it } from 'vitest';
import { inputChannel } from './page-side.ts';
import { laterTurn, openedWindow, readyDouble, securePreferences, testDouble, type TestDouble } from './test-double.ts';
import { encodeValue } from './wire.ts';

const aView = ({ electron }: TestDouble) => new electron.WebContentsView({ webPreferences: securePreferences });
const small = { x: 0, y: 0, width: 100, height: 100 };

it('view/too-early: there is none before the app is ready, or without new', () => {
  const { WebContentsView } = testDouble().electron;
  expect(() => new WebContentsView()).toThrow('before app is ready');
  expect(() => (WebContentsView as unknown as () => unknown)()).toThrow(TypeError);
});

it('view/insecure: one without sandbox, isolation or web security is refused', () => {
  const { electron } = readyDouble();
  expect(() => new electron.WebContentsView({ webPreferences: { ...securePreferences, sandbox: false } })).toThrow(
    'insecure',
  );
});

it('view/contents: has contents of its own, which the app hears of; once they are closed it has none, and is no child any more', async () => {
  const double = readyDouble();
  const heard: unknown[] = [];
  double.electron.app.on('web-contents-created', (_event, contents) => heard.push(contents.id));
  const window = await openedWindow(double);
  const view = aView(double);
  const { webContents } = view;
  expect(heard).toEqual([window.webContents.id, webContents.id]);
  window.contentView.addChildView(view);
  webContents.close();
  await laterTurn();
  expect([webContents.isDestroyed(), view.webContents, view.getVisible()]).toEqual([true, undefined, false]);
  expect(window.contentView.children).toEqual([]);
  expect(window.isDestroyed()).toBe(false);
  expect(() => window.contentView.addChildView(view)).toThrow("Can't add a destroyed child view to a parent view");
});

it('view/outlives-window: a window that closes ends none of the contents of its views', async () => {
  const double = readyDouble();
  const window = await openedWindow(double);
  const view = aView(double);
  window.contentView.addChildView(view);
  window.destroy();
  await laterTurn();
  expect([window.isDestroyed(), view.webContents.isDestroyed()]).toEqual([true, false]);
});

it('view/order: the one that was added last is the highest; to add it again lifts it, and to remove a stranger is nothing', async () => {
  const double = readyDouble();
  const window = await openedWindow(double);
  const [first, second, stranger] = [aView(double), aView(double), aView(double)];
  const places = (): number[] => window.contentView.children.map((child) => [first, second].indexOf(child as never));
  window.contentView.addChildView(first);
  window.contentView.addChildView(second);
  expect(places()).toEqual([0, 1]);
  window.contentView.addChildView(first);
  window.contentView.removeChildView(stranger);
  expect(places()).toEqual([1, 0]);
  window.contentView.removeChildView(first);
  expect(places()).toEqual([1]);
  expect(() => window.contentView.addChildView(window.contentView)).toThrow('as its own child');
});

it('view/above: lies above the page of its window, where it is visible and as large as it was laid', async () => {
  const double = readyDouble();
  const window = await openedWindow(double);
  const view = aView(double);
  const [page, above] = double.pages;
  view.setVisible(false);
  window.contentView.addChildView(view);
  view.setBounds(window.getContentBounds());
  await laterTurn();
  expect(above?.sizes).toEqual([{ x: 0, y: 0, width: 800, height: 600 }]);
  expect(above?.fronts).toBe(0);
  view.setVisible(true);
  await laterTurn();
  expect(above?.fronts).toBe(1);
  const before = page?.fronts ?? 0;
  view.setBounds(small);
  await laterTurn();
  expect([page?.fronts, view.getBounds()]).toEqual([before + 1, small]);
});

it('view/input: main hears of what somebody presses in its contents, and of nothing that a page makes up', async () => {
  const double = readyDouble();
  const window = await openedWindow(double);
  const heard: string[] = [];
  window.webContents.on('input-event', (_event, { type }) => heard.push(type));
  double.pages[0]?.client.message({ url: '', isTop: true }, inputChannel, encodeValue(['rawKeyDown']));
  expect(heard).toEqual(['rawKeyDown']);
});

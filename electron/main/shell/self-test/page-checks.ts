// What a page of ours can do, asked in a real page: nothing of Node, nothing outside its own files, no permission.
import type { WebContents } from 'electron';
import { appOrigin } from '../app-protocol.ts';
import { type Check, failed, passed, without } from './check.ts';

/** Runs a script in the page's own world, as code of the page would run. What it returns was made in a page: its type is only claimed. */
const inPage = async <Value>(contents: WebContents, script: string): Promise<Value> =>
  (await contents.executeJavaScript(script, true)) as Value;

export const screensServed: Check = {
  id: 'screens-served',
  needsElectron: true,
  async ask({ window: { webContents: contents }, page }) {
    const url = contents.getURL();
    if (url !== `${appOrigin}/${page}`) return failed(url);
    const drawn = await inPage<{ heading: boolean; secure: boolean; styles: number }>(
      contents,
      `(async () => {
        for (let tries = 0; tries < 100 && !document.querySelector('h1'); tries += 1) await new Promise((done) => setTimeout(done, 50));
        return { heading: document.querySelector('h1') !== null, secure: isSecureContext, styles: document.styleSheets.length };
      })()`,
    );
    const wrong = [...(drawn.heading ? [] : ['no heading']), ...(drawn.secure ? [] : ['no secure context'])];
    return without(drawn.styles > 0 ? wrong : [...wrong, 'no style']);
  },
};

export const noNode: Check = {
  id: 'no-node',
  needsElectron: true,
  async ask({ window: { webContents: contents } }) {
    const names = ['require', 'module', 'exports', 'process', 'Buffer', 'global', 'setImmediate', '__dirname'];
    const found = await inPage<readonly string[]>(
      contents,
      `${JSON.stringify(names)}.filter((name) => typeof globalThis[name] !== 'undefined')`,
    );
    return without(found);
  },
};

export const contextIsolation: Check = {
  id: 'context-isolation',
  needsElectron: true,
  async ask({ window: { webContents: contents } }) {
    // A function that crosses from an isolated world is one of the browser's own; it has no source text and no way to the other world.
    const bridge = await inPage<{ calls: number; foreign: number; isFixed: boolean }>(
      contents,
      `(() => {
        const at = Object.getOwnPropertyDescriptor(globalThis, 'lifeboat');
        const calls = Object.values(at?.value ?? {}).flatMap((group) => Object.values(group));
        const isNative = (call) => Function.prototype.toString.call(call).includes('[native code]');
        return {
          calls: calls.length,
          foreign: calls.filter((call) => !isNative(call)).length,
          isFixed: at !== undefined && !at.writable && !at.configurable,
        };
      })()`,
    );
    return without(
      [
        ...(bridge.calls > 0 ? [] : ['no bridge']),
        ...(bridge.foreign === 0 ? [] : [`${bridge.foreign} calls of the page's own world`]),
        ...(bridge.isFixed ? [] : ['the bridge can be replaced']),
      ],
      `${bridge.calls} calls`,
    );
  },
};

/** RFC 6761 §6.4: `.invalid` never resolves. Port 59999 is one that browsers do not refuse by themselves. */
export const unreachable = { loopback: 'http://127.0.0.1:59999/', name: 'https://self-test.invalid/' } as const;

/** Addresses that a page must not reach. The policy reports each that it refuses; a scheme that no page may ask for, the browser refuses before. */
const asked = {
  reported: [unreachable.loopback, 'http://localhost:59999/', unreachable.name, 'data:text/plain,x'],
  others: ['file:///', 'paper://document/1.html', 'chrome://version/'],
};

export const pageReach: Check = {
  id: 'page-reach',
  needsElectron: true,
  async ask({ window: { webContents: contents } }) {
    const tried = await inPage<{ reached: readonly string[]; reported: number }>(
      contents,
      `(async () => {
        let reported = 0;
        const count = () => { reported += 1; };
        document.addEventListener('securitypolicyviolation', count);
        const reached = [];
        const attempt = (name, work) => work.then(() => reached.push(name), () => undefined);
        for (const url of ${JSON.stringify([...asked.reported, ...asked.others])}) await attempt(url, fetch(url, { mode: 'no-cors' }));
        const loads = (name, element, attribute, url) => attempt(name, new Promise((done, fail) => {
          element.onload = done;
          element.onerror = fail;
          element[attribute] = url;
        }));
        await loads('image', new Image(), 'src', ${JSON.stringify(unreachable.loopback)});
        await attempt('WebSocket', new Promise((done, fail) => {
          const socket = new WebSocket('ws://127.0.0.1:59999/');
          socket.onopen = done;
          socket.onerror = fail;
        }));
        const input = Object.assign(document.createElement('input'), { type: 'file' });
        const isShut = new Promise((done) => {
          input.addEventListener('cancel', () => done(true));
          setTimeout(() => done(false), 1000);
        });
        input.click();
        if (!(await isShut)) reached.push('a file');
        if (window.open('about:blank') !== null) reached.push('another window');
        for (let tries = 0; tries < 20 && reported < ${asked.reported.length + 2}; tries += 1) await new Promise((done) => setTimeout(done, 50));
        document.removeEventListener('securitypolicyviolation', count);
        return { reached, reported };
      })()`,
    );
    const due = asked.reported.length + 2;
    const wrong = tried.reported < due ? [`the policy has refused ${tried.reported} of ${due}`] : [];
    const url = contents.getURL();
    await inPage(contents, `location.assign(${JSON.stringify(unreachable.name)})`);
    await new Promise((done) => setTimeout(done, 300));
    const stays =
      contents.getURL() === url && (await inPage<boolean>(contents, `document.querySelector('h1') !== null`));
    return without(
      [...tried.reached, ...wrong, ...(stays ? [] : ['the page went away'])],
      `${due} refused by the policy`,
    );
  },
};

/** Names of the Permissions API (W3C Permissions §5); those that a browser does not know it refuses with a TypeError. */
const permissions = [
  'notifications',
  'geolocation',
  'camera',
  'microphone',
  'midi',
  'clipboard-read',
  'persistent-storage',
];

export const permissionsRefused: Check = {
  id: 'permissions',
  needsElectron: true,
  async ask({ window: { webContents: contents } }) {
    const states = await inPage<readonly (readonly [name: string, state: string])[]>(
      contents,
      `Promise.all(${JSON.stringify(permissions)}.map(async (name) => [name,
        await navigator.permissions.query({ name }).then(({ state }) => state, (error) => error.name)]))`,
    );
    const given = states.filter(([, state]) => state !== 'denied' && state !== 'TypeError');
    return given.length === 0
      ? passed(`${states.length} asked for`)
      : failed(given.map((pair) => pair.join(': ')).join('; '));
  },
};

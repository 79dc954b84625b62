// Runs inside its own network namespace: walks the renderer through every screen in Chromium and has the command line print a
// PDF, while every packet that leaves by the one way out is counted, and every socket is looked at.
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fakeContext, launchChromium, openFake } from '../../fakes/fake-app.ts';
import { states } from '../../fakes/states.ts';
import { encodePlan } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { builtProgram } from '../../support/built.ts';
import { type AppWalk, wayOut } from './app-walk-result.ts';
import { listenForNames } from './name-server.ts';

const everyMs = 200;
const patienceMs = 60_000;

/** Packets that were handed to the way out: /proc/net/dev, the tenth number of its line. */
function packetsOut(): number {
  const line = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((each) => each.trim().startsWith(`${wayOut}:`));
  return Number(line?.split(':')[1]?.trim().split(/\s+/)[9]);
}

/** Sockets of the internet in this namespace, as the kernel lists them: protocol, own address, other address. */
function sockets(): string[] {
  return ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((protocol) =>
    readFileSync(`/proc/net/${protocol}`, 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, own = '', other = ''] = line.trim().split(/\s+/);
        return own === '' ? [] : [`${protocol} ${addressOf(own)} ${addressOf(other)}`];
      }),
  );
}

/** `0100007F:1F90` is 127.0.0.1, port 8080; the port does not matter here. */
const addressOf = (text: string): string =>
  text.startsWith('0100007F:') ? 'loopback' : /^0+:/.test(text) ? 'none' : text;

const seen = new Set<string>();
let isOver = false;
async function watch(): Promise<void> {
  while (!isOver) {
    for (const socket of sockets()) seen.add(socket);
    await sleep(everyMs);
  }
}

/** RFC 2606: a name that nobody has. */
const strangersName = 'stranger.invalid';
/** Of a network for examples (RFC 5737): nobody has them. Two, because a neighbour that did not answer is not asked again at once. */
const [nobody, nobodyElse] = ['198.51.100.1', '198.51.100.2'] as const;

interface Walk {
  readonly screens: number;
  readonly escaped: readonly string[];
  /** Asks for a stranger from a page that no policy holds. */
  readonly control: () => Promise<boolean>;
  readonly end: () => Promise<void>;
}

/** Every screen in every state that there is a picture of. What holds it is the policy of the page alone: nothing is held back here. */
async function walk(): Promise<Walk> {
  const browser = await launchChromium('let through');
  const fake = await fakeContext(browser);
  const { context, escaped } = fake;
  context.setDefaultTimeout(patienceMs);
  const all = Object.values(states);
  for (const view of all) await (await openFake(fake, { view })).page.close();
  return {
    screens: all.length,
    escaped: [...escaped],
    control: async () => {
      const page = await context.newPage();
      for (const host of [nobody, strangersName]) await page.evaluate(askStranger, `http://${host}/`);
      return escaped.some((url) => url.includes(nobody));
    },
    end: () => browser.close(),
  };
}

/** Runs in the page. Nobody answers: what counts is what leaves. */
async function askStranger(address: string): Promise<void> {
  await fetch(address, { mode: 'no-cors', signal: AbortSignal.timeout(1500) }).catch(() => undefined);
}

/** A browser makes the PDFs of the command line. It looks at the machine's network by itself, so what counts is what leaves. */
async function printPdf(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-prove-print-'));
  const plan = join(folder, 'plan.json');
  try {
    writeFileSync(plan, encodePlan(recoveryPlan));
    const print = ['print', 'script', '--plan', plan, '--out', join(folder, 'script.pdf')];
    await promisify(execFile)(process.execPath, [builtProgram().cli, ...print]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The positive control: a datagram to an address that nobody has. */
async function knock(): Promise<void> {
  const socket = createSocket('udp4');
  await new Promise((done) => socket.send('knock', 9, nobodyElse, done));
  for (const each of sockets()) seen.add(`control: ${each}`);
  await sleep(everyMs);
  socket.close();
}

const asked = await listenForNames();
const before = packetsOut();
const watching = watch();
const { screens, escaped, control: askFromPage, end } = await walk();
await printPdf();
const packets = packetsOut() - before;
isOver = true;
await watching;
const names = [...asked].sort();
const isControlSeen = await askFromPage();
const controlOfBrowser = packetsOut() - before - packets;
await end();
const beforeKnock = packetsOut();
await knock();
const control = packetsOut() - beforeKnock;
const result: AppWalk = {
  ...{ screens, escaped, names, packets, controlOfBrowser, isControlSeen, control },
  isNameSeen: asked.has(strangersName),
  sockets: [...seen].sort(),
};
console.log(JSON.stringify(result));
process.exit(0);

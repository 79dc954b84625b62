// The processes that see custodians' keys: they open every kind of key, end when they are told, and have nothing of the outside in them.
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCompactJwe } from '#core/security-domain/jwe.ts';
import { takeTurn, type WrappedShares } from '#services/offline/custodian-turn.ts';
import type { SecretsProcess, ProcessHost } from '#secrets/host/process-host.ts';
import { workerEnvironment } from '#platform/worker-environment.ts';
import { type Answer, type Check, failed, notAsked, passed, without } from './check.ts';
import { secretsProcesses } from './custody-presence.ts';
import samples from './sample-keys.json' with { type: 'json' };

const domain: WrappedShares = {
  version: 2,
  shares: [{ thumbprintS256: samples.thumbprintS256, jwe: parseCompactJwe(samples.share) }],
};

/** How the program itself names what protects each sample. */
const protections = { pbes2: 'pbes2', scrypt: 'pbes2', pkcs12: 'pkcs12', rc2: 'pbes1' } as const;
type Sample = keyof typeof protections;

const keyFile = (folder: string, sample: Sample): string => join(folder, `${sample}.key`);

async function writeSamples(folder: string): Promise<void> {
  for (const sample of Object.keys(protections) as Sample[]) {
    await writeFile(keyFile(folder, sample), Buffer.from(samples.keys[sample], 'base64'));
  }
}

/** Lets its own process open a share with a sample key; the share is wrapped with RSA-OAEP (RFC 7518 §4.3). */
async function openWith(host: ProcessHost, folder: string, sample: Sample): Promise<string> {
  const worker = host.startLoneKeyWorker();
  try {
    const turn = {
      keyFile: keyFile(folder, sample),
      passphrase: { from: 'message' as const },
      askPassphrase: () => Promise.resolve(Buffer.from(samples.passphrase)),
    };
    const { accepted } = await takeTurn(worker, domain, turn, { taken: [] });
    return accepted.protection;
  } finally {
    await stopAndWait(worker);
  }
}

/** A check of the processes; the online app has no such check, because it has no such process. */
const ofSecrets =
  (ask: (host: ProcessHost, folder: string) => Promise<Answer>): Check['ask'] =>
  ({ custody, folder }) =>
    custody === undefined ? Promise.resolve(failed('no custody process')) : ask(custody, folder);

export const custodyKeys: Check = {
  id: 'custody-keys',
  needsElectron: true,
  ask: ofSecrets(async (host, folder) => {
    await writeSamples(folder);
    const wrong: string[] = [];
    for (const [sample, protection] of Object.entries(protections) as [Sample, string][]) {
      const found = await openWith(host, folder, sample);
      if (found !== protection) wrong.push(`${sample}: ${found}`);
    }
    return without(wrong, Object.keys(protections).join(', '));
  }),
};

/** A process that was told to end is gone by then. */
const endLimitMs = 4_000;

async function isGone(process: SecretsProcess): Promise<boolean> {
  const limit = new AbortController();
  const gone = await Promise.race([
    process.ended.then(() => true),
    sleep(endLimitMs, false, { signal: limit.signal }).catch(() => false),
  ]);
  limit.abort();
  return gone;
}

/** Processes are found by name: the next one of this name must not be taken for one that is just ending. */
async function stopAndWait(process: SecretsProcess): Promise<void> {
  process.stop();
  await isGone(process);
}

export const secretsEnd: Check = {
  id: 'custody-end',
  needsElectron: true,
  ask: ofSecrets(async (host) => {
    const wrong: string[] = [];
    const early = host.startKeyMaker();
    early.stop();
    if (!(await isGone(early))) wrong.push('told before it had spawned: lives on');
    const waiting = host.startKeyMaker();
    if ((await pidOf(waiting)) === undefined) wrong.push('not seen to run');
    waiting.stop();
    if (!(await isGone(waiting))) wrong.push('told while it waited: lives on');
    if (secretsProcesses('key maker').length > 0) wrong.push('still listed by the system');
    return without(wrong);
  }),
};

/** The id of a process that has spawned; undefined where none is seen in time. */
async function pidOf({ name }: SecretsProcess): Promise<number | undefined> {
  for (let tries = 0; tries < 50; tries += 1) {
    const [pid] = secretsProcesses(name);
    if (pid !== undefined) return pid;
    await sleep(50);
  }
  return undefined;
}

/**
 * A process has spawned before its script runs (shell/browser/api/electron_api_utility_process.cc, OnServiceProcessLaunch), and shows nothing of
 * it then. It is looked at when it has come to rest: no more time of the processor is spent.
 */
async function atRest(pid: number): Promise<void> {
  let before = '';
  for (let tries = 0; tries < 40; tries += 1) {
    const text = await readFile(`/proc/${pid}/stat`, 'latin1');
    // utime and stime: the 14th and 15th field, the 12th and 13th behind the name (proc(5)).
    const spent = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .join(' ');
    if (spent === before && spent !== '0 0') return;
    before = spent;
    await sleep(250);
  }
}

/** Looks at a running process from outside, where the system shows it: only Linux does. */
const ofRunning = (look: (pid: number, worker: SecretsProcess) => Promise<Answer>): Check['ask'] =>
  ofSecrets(async (host) => {
    if (process.platform !== 'linux') return notAsked('not-told');
    const worker = host.startLoneKeyWorker();
    try {
      const pid = await pidOf(worker);
      if (pid === undefined) return failed('not seen to run');
      await atRest(pid);
      return await look(pid, worker);
    } finally {
      await stopAndWait(worker);
    }
  });

export const secretsEnvironment: Check = {
  id: 'custody-environment',
  needsElectron: true,
  ask: ofRunning(async (pid, { name }) => {
    const text = await readFile(`/proc/${pid}/environ`, 'utf8');
    const names = text.split('\0').flatMap((line) => line.split('=', 1).filter((word) => word !== ''));
    const given = Object.keys(workerEnvironment(name));
    const more = names.filter((one) => !given.includes(one));
    // A process whose environment the system does not show has none that could be looked at.
    return names.length === 0 ? notAsked('not-told') : without(more, names.join(', '));
  }),
};

/** The tables of the kernel in which a socket to a network stands (proc(5)); what Chromium talks over is local and in none of them. */
const networkTables = ['tcp', 'tcp6', 'udp', 'udp6', 'udplite', 'udplite6', 'raw', 'raw6', 'packet'];

export const secretsSockets: Check = {
  id: 'custody-sockets',
  needsElectron: true,
  ask: ofRunning(async (pid) => {
    const open = await readdir(`/proc/${pid}/fd`);
    // Every process has some; one that shows none could not be looked into.
    if (open.length === 0) return notAsked('not-told');
    const targets = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
    const own = new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
    const wrong: string[] = [];
    for (const table of networkTables) {
      const text = await readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => '');
      const found = text.split('\n').filter((line) =>
        line
          .trim()
          .split(/\s+/)
          .some((field) => own.has(field)),
      );
      if (found.length > 0) wrong.push(`${table}: ${found.length}`);
    }
    return wrong.length === 0 ? passed(`${open.length} descriptors`) : failed(wrong.join('; '));
  }),
};

/** What the offline app asks of its own; the online app does not have them, and its bundle does not hold them. */
export const custodyChecks = [custodyKeys, secretsEnd, secretsEnvironment, secretsSockets] satisfies Check[];

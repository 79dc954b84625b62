// What the log of a drill says, through the calls of the screens, event by event: a net under every change of how sessions and their logs are made.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testDomain, testIdentity } from '#e2e/support/custodians.ts';
import { typedSheet } from '#e2e/support/answer-sheet.ts';
import { OfflineMachine } from '#e2e/support/offline-machine.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import { exceptionSheet } from '#drill/machines.ts';
import { readJournal } from '#core/journal/chain.ts';
import { checkGap } from '#services/offline/gap-watch.ts';
import { checkIdle } from '#services/offline/idle-lock.ts';
import { dropSecretsWhileAway } from '#services/offline/left-alone.ts';
import type { PassphraseRequest } from '#services/app/app-services.ts';
import type { Typed } from '#services/app/confirmation.ts';

const custodians = ['a', 'b', 'c'].map((name) => testIdentity(`custodian-${name}`));
const domain = testDomain(custodians, 2);
const other = testDomain(custodians, 2);

const sheet = exceptionSheet('B6', 'something');

let folder: string;
let elapsed = 0;
class Machine extends OfflineMachine {
  override answers: Typed = { first: 'PRACTICE administrator', second: 'PRACTICE witness', ...typedSheet(sheet) };
  protected override passphraseFor({ use }: PassphraseRequest): string {
    return use === 'new-key' ? 'a long enough passphrase' : '';
  }
}
let machine: Machine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-drill-log-'));
  for (const stick of ['IN', 'OUT', 'C1', 'C2', 'C3', 'NEW']) mkdirSync(join(folder, stick));
  writeFileSync(join(folder, 'IN', 'domain.json'), domain);
  writeFileSync(join(folder, 'IN', 'other.json'), other);
  for (const [at, { privateKey }] of custodians.entries()) {
    writeFileSync(join(folder, `C${at + 1}`, 'custodian.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  }
  writeFileSync(
    join(folder, 'C3', 'stranger.key'),
    testIdentity('stranger').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  machine = new Machine(folder, () => new Date('2026-10-14T09:00:00Z'));
  elapsed = 0;
  Object.assign(machine.appState.world, { elapsedMs: () => elapsed });
});
afterEach(async () => {
  await machine.end();
  rmSync(folder, { recursive: true });
});

/** A session of practice, whose security domain is on the stick IN. */
async function begin(purpose: Purpose): Promise<void> {
  await machine.startSession({ purpose, practice: true, id: 'PRACTICE-D1-1' }, '2026-10-14T09:00Z');
  machine.plugIn(join(folder, 'IN'));
  await machine.role('IN', 'in');
}
const load = async (name: RegExp) => machine.calls.securityDomain.load({ file: await machine.file('IN', name) });
async function turn(at: number, copy: 1 | 2, name = 'custodian'): Promise<void> {
  machine.plugIn(join(folder, `C${at}`));
  machine.ownKey = new RegExp(`^${name}.*[(]C${at}[)]`);
  await machine.custodianTurn({ custodian: null, copy });
}
const gap = async (open: boolean) => {
  machine.waysOut = open ? [{ kind: 'interface', name: 'eth0' }] : [];
  await checkGap(machine.appState);
};
/** Every event of the log, without what differs from run to run. */
const log = (): string =>
  readdirSync(join(folder, 'sessions'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readJournal(readFileSync(join(folder, 'sessions', name))).entries)
    .map(({ event }) => JSON.stringify(event))
    .join('\n')
    .replace(/"sha256":"[0-9a-f]{64}"|"certificateSha256":"[0-9a-f]{64}"|"bytes":\d+/g, '#');

it.each(['share-check', 'quorum-drill'] as const)('says the whole of a %s', async (purpose) => {
  await begin(purpose);
  await load(/^domain/);
  await turn(1, 1);
  await turn(3, 1, 'stranger');
  await turn(1, 1);
  await turn(2, 2);
  await machine.calls.session.noteException({ step: sheet.step, check: null });
  await gap(true);
  await machine.calls.session.closeAlarm(null);
  await gap(false);
  await turn(1, 1);
  await machine.calls.custodians.restart(null);
  await turn(2, 1);
  await load(/^domain/);
  await load(/^other/);
  // Somebody comes, and walks away.
  machine.ownKey = /^none/;
  const left = machine.calls.custodians.begin({ custodian: null, copy: 1 });
  await vi.waitUntil(() => machine.view.custodians.turn.phase === 'choosing', { timeout: 60_000 });
  elapsed += 600_000;
  checkIdle(machine.appState);
  await left;
  machine.answers = { ...machine.answers, time: '09:01' };
  await machine.calls.session.setWallClock(null);
  if (purpose === 'quorum-drill') {
    await turn(1, 1);
    await dropSecretsWhileAway(machine.appState, 'screen-locked');
    await turn(1, 1);
    await turn(2, 1);
    await machine.calls.blob.build(null);
    await load(/^domain/);
    await turn(3, 2);
  }
  await machine.calls.session.finish(null);
  await machine.calls.session.leave(null);
  await expect(`${log()}\n`).toMatchFileSnapshot(`testdata/drill-logs/${purpose}.jsonl`);
});

it('says the whole of a making of keys', async () => {
  await gap(true);
  await begin('custodian-keys');
  machine.plugIn(join(folder, 'NEW'));
  machine.ownKey = /^NEW$/;
  machine.answers = { ...machine.answers, label: 'C9' };
  await machine.calls.keys.create({ bits: 3072 });
  await machine.calls.session.finish(null);
  await expect(`${log().replace(/"[0-9a-f]{64}"/g, '#')}\n`).toMatchFileSnapshot(
    'testdata/drill-logs/custodian-keys.jsonl',
  );
});

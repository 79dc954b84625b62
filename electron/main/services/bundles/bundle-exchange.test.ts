import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { recoveryBegun } from '#core/journal/testdata/recovery.ts';
import { approveAgain, approvePlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { journalOpened, planAdopted } from '#core/plan/facts.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { bundleFileName, openBundle } from '#core/transfer/bundle.ts';
import type { Signer } from '#core/transfer/identity.ts';
import type { BundleType } from '#core/transfer/roles.ts';
import { payloadOf } from '#core/transfer/testdata/payloads.ts';
import { offline, operator1, operator2, witness } from '#core/transfer/testdata/samples.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { countersignDocument } from '#core/transfer/signed-document.ts';
import { countersigned } from '#core/transfer/second-observer.ts';
import { fetched } from '#core/transfer/session.ts';
import { BundleExchange, countersignDraft } from './bundle-exchange.ts';
import { JournalFile } from '../journal/journal-file.ts';
import { noteBundle } from './note-bundle.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-exchange-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const approved = verifyApprovedPlan(
  approveAgain(approvePlan(recoveryPlan, operator1), witness),
  planSha256(recoveryPlan),
);
const clock = () => '2026-10-14T10:00:00.000Z';
const app = { version: '0.1.0', build: 'test' };
const nonces = { offline: 'a'.repeat(32), online: 'b'.repeat(32) };
const contentOf = (type: 'exchange-key' | 'restore-blob' | 'outcome') => {
  const { exchange, sd, body } = payloadOf(type);
  // The kind and its content belong together, which the compiler does not follow through the parts.
  return { type, exchange, sd, body } as never;
};

/** A machine with a journal that is begun and paired. */
async function side(
  name: string,
  self: Signer,
  peer: Signer,
): Promise<{ journal: JournalFile; exchange: BundleExchange }> {
  const machine = self.role === 'offline' ? 'offline' : 'online';
  const journal = await JournalFile.open(join(place, `${name}.jsonl`), clock);
  await journal.append(journalOpened(recoveryPlan, self, app));
  await journal.append(planAdopted(approved));
  await journal.append({ kind: 'peer-paired', role: peer.role, keyId: peer.keyId });
  await journal.append({ kind: 'challenge-issued', challenge: nonces[machine] });
  await journal.append({ kind: 'challenge-noted', challenge: nonces[machine === 'offline' ? 'online' : 'offline'] });
  if (self.role === 'operator-1') for (const event of recoveryBegun()) await journal.append(event);
  return { journal, exchange: new BundleExchange({ journal, approved, self, clock, app }) };
}

/** Sends the exchange key as its two operators do. @returns the name of the bundle */
async function sendKey({ exchange, journal }: Awaited<ReturnType<typeof side>>, stick: string): Promise<string> {
  const draft = await exchange.draft(stick, contentOf('exchange-key'));
  const file = countersignDocument(readFileSync(join(stick, draft.name)), operator2);
  const name = bundleFileName(draft.payload);
  writeFileSync(join(stick, name), file);
  rmSync(join(stick, draft.name));
  const bundle = openBundle<BundleType>(file, 'exchange-key', exchange.session.pins);
  await noteBundle(bundle, file, journal, { approved, self: operator1 });
  return name;
}

describe('the exchange of two machines over a stick', () => {
  it('carries bundles one after the other, and writes none that the order refuses', async () => {
    const stick = join(place, 'stick');
    mkdirSync(stick);
    const inside = await side('inside', offline, operator1);
    const outside = await side('outside', operator1, offline);
    const first = await sendKey(outside, stick);
    const key = await inside.exchange.receive(stick, first, 'exchange-key');
    expect(key.payload.seq).toBe(1);
    expect(await faultOfPromise(inside.exchange.receive(stick, first, 'exchange-key'))).toMatchObject({
      code: 'BUNDLE_SEQUENCE',
    });
    // After a restart the accepted bundle is opened again; one that was never accepted is not.
    expect((await inside.exchange.reopen(stick, first, 'exchange-key')).payloadSha256).toBe(key.payloadSha256);
    expect(await faultOfPromise(outside.exchange.reopen(stick, first, 'exchange-key'))).toMatchObject({
      code: 'BUNDLE_SEQUENCE',
    });
    // Nothing was built, so no blob leaves: not even a file of one.
    await inside.journal.append({
      kind: 'exchange-key-verified',
      ...key.payload.exchange,
      hsmUri: recoveryPlan.target.uri,
      verdictSha256: 'c'.repeat(64),
      attested: true,
      exception: null,
    });
    expect(await faultOfPromise(inside.exchange.send(stick, contentOf('restore-blob')))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      rules: ['only-a-built-blob-leaves'],
    });
    const second = await outside.exchange.send(stick, contentOf('outcome'));
    expect((await inside.exchange.receive(stick, second, 'outcome')).payload.body.call).toBe('upload');
    expect(readdirSync(stick).sort()).toEqual([first, second]);
    await inside.journal.close();
    await outside.journal.close();
  });

  /** Sends an outcome as a program did that was killed between the file and the journal. */
  async function interrupted(name: string, body: object = {}, ...before: readonly JournalEvent[]) {
    const stick = join(place, `stick-${name}`);
    mkdirSync(stick);
    const content = { ...(contentOf('outcome') as { body: object }) };
    const killed = await side(`${name}-killed`, operator1, offline);
    for (const event of before) await killed.journal.append(event);
    // As above: a spread loses which kind it is.
    const file = await killed.exchange.send(stick, { ...content, body: { ...content.body, ...body } } as never);
    await killed.journal.close();
    return { stick, file, after: await side(name, operator1, offline) };
  }

  it('takes no other plan than the one that the journal follows, in either direction', async () => {
    const stick = join(place, 'stick-other');
    mkdirSync(stick);
    const { journal, exchange } = await side('other-plan', offline, operator1);
    const plan = { ...recoveryPlan, place: 'Elsewhere' };
    const other = verifyApprovedPlan(approveAgain(approvePlan(plan, operator1), witness), planSha256(plan));
    const under = new BundleExchange({ journal, approved: other, self: offline, clock, app });
    const mismatch = { code: 'PLAN_MISMATCH', expected: planSha256(plan), found: planSha256(recoveryPlan) };
    expect(await faultOfPromise(under.send(stick, contentOf('outcome')))).toMatchObject(mismatch);
    expect(readdirSync(stick)).toEqual([]);
    const sent = await side('other-sender', operator1, offline);
    const name = await sent.exchange.send(stick, contentOf('outcome'));
    const file = readFileSync(join(stick, name));
    const bundle = openBundle<BundleType>(file, 'outcome', exchange.session.pins);
    expect(await faultOfPromise(noteBundle(bundle, file, journal, { approved: other, self: offline }))).toMatchObject(
      mismatch,
    );
    await journal.close();
    await sent.journal.close();
  });

  it('finds what it had written when it was killed, and notes that very file', async () => {
    const { stick, file, after } = await interrupted('resumed');
    const bytes = readFileSync(join(stick, file));
    expect(await after.exchange.send(stick, contentOf('outcome'))).toBe(file);
    expect(readFileSync(join(stick, file))).toEqual(bytes);
    expect(readdirSync(stick)).toEqual([file]);
    expect(after.journal.state.written).toMatchObject([{ seq: 1, fileSha256: sha256(bytes).toString('hex') }]);
    await after.journal.close();
  });

  it('notes that very file too where its journal has gone on since then, and none that tells of another journal', async () => {
    const note = { kind: 'note', by: 'Person witness', text: 'The machine was started again' } as const;
    const grown = await interrupted('grown');
    await grown.after.journal.append(note);
    expect(await grown.after.exchange.send(grown.stick, contentOf('outcome'))).toBe(grown.file);
    expect(readdirSync(grown.stick)).toEqual([grown.file]);
    const told = openBundle(readFileSync(join(grown.stick, grown.file)), 'outcome', grown.after.exchange.session.pins);
    const { n, sha256: head } = grown.after.journal.head;
    expect(told.payload.journal.events).toBe(n - 2);
    expect(await grown.after.journal.hadEnd({ events: n, head })).toBe(true);
    expect(await grown.after.journal.hadEnd({ events: n + 1, head })).toBe(false);
    expect(await grown.after.journal.hadEnd({ events: n - 1, head })).toBe(false);
    await grown.after.journal.close();
    // The same words and numbers, and an event before them that this machine's journal never had.
    const foreign = await interrupted('foreign', {}, note);
    expect(await faultOfPromise(foreign.after.exchange.send(foreign.stick, contentOf('outcome')))).toMatchObject({
      code: 'BUNDLE_IN_THE_WAY',
    });
    await foreign.after.journal.close();
  });

  it.each([
    ['other-words', (stick: string) => interrupted(stick, { detail: 'Failed' })],
    [
      'half-a-file',
      async (name: string) => {
        const left = await interrupted(name);
        truncateSync(join(left.stick, left.file), 100);
        return left;
      },
    ],
  ])('refuses what lies in the way and is not what it sends (%s), until people set it aside', async (name, leave) => {
    const { stick, file, after } = await leave(name);
    const bytes = readFileSync(join(stick, file));
    const found = sha256(bytes).toString('hex');
    expect(await faultOfPromise(after.exchange.send(stick, contentOf('outcome')))).toEqual({
      code: 'BUNDLE_IN_THE_WAY',
      name: file,
      fileSha256: found,
    });
    expect(after.journal.state.written).toEqual([]);
    expect(readFileSync(join(stick, file))).toEqual(bytes);
    const taken = join(stick, `${file}.not-noted-${found.slice(0, 16)}`);
    writeFileSync(taken, 'another');
    expect(await faultOfPromise(after.exchange.setAside(stick, file))).toMatchObject({ code: 'FILE_EXISTS' });
    expect([readFileSync(taken, 'utf8'), readFileSync(join(stick, file))]).toEqual(['another', bytes]);
    rmSync(taken);
    const aside = await after.exchange.setAside(stick, file);
    expect(aside).toBe(`${file}.not-noted-${found.slice(0, 16)}`);
    expect(await after.exchange.send(stick, contentOf('outcome'))).toBe(file);
    expect(readFileSync(join(stick, aside))).toEqual(bytes);
    // What the journal names now stays where it is.
    expect(await faultOfPromise(after.exchange.setAside(stick, file))).toEqual({ code: 'BUNDLE_NOTED', name: file });
    await after.journal.close();
  });

  it('writes a draft under a name of its own, finds it again, and the second signature makes it the bundle', async () => {
    const stick = join(place, 'stick-draft');
    mkdirSync(stick);
    const content = contentOf('exchange-key');
    const { exchange, journal } = await side('drafting', operator1, offline);
    const draft = await exchange.draft(stick, content);
    expect(await exchange.draft(stick, content)).toMatchObject({ name: draft.name });
    const bytes = readFileSync(join(stick, draft.name));
    const own = payloadOf('exchange-key').body.second;
    const opened = journalOpened(recoveryPlan, operator2, app);
    const seen = [opened, planAdopted(approved), fetched(own)].reduce(apply, emptyJournal);
    const fetch = { own, journal: seen, exception: null };
    const notes: JournalEvent[] = [];
    const second = {
      state: seen,
      append: (event: JournalEvent) => {
        // No signed file without its line.
        expect(readdirSync(stick)).toEqual([draft.name]);
        notes.push(event);
        return Promise.resolve();
      },
    };
    const sign = (signer: typeof operator2, changed: Partial<typeof fetch> = {}, own = second) =>
      countersignDraft(bytes, stick, recoveryPlan, signer, { ...fetch, ...changed }, own);
    // A journal that says less, or is another machine's, lets nobody sign.
    for (const journal of [
      { ...seen, fetched: {} },
      { ...seen, plan: undefined },
      { ...seen, opened: undefined },
    ]) {
      const invented = sign(operator2, { journal });
      expect(await faultOfPromise(invented)).toEqual({ code: 'BUNDLE_FETCH_NOT_NOTED' });
    }
    const byAnother = sign(operator1);
    expect(await faultOfPromise(byAnother)).toMatchObject({ code: 'IDENTITY_FOREIGN' });
    expect(notes).toEqual([]);
    const whole = await sign(operator2);
    expect(whole.payloadSha256).toBe(draft.payloadSha256);
    expect(readdirSync(stick).sort()).toEqual([whole.name, draft.name]);
    const line = countersigned(draft.payloadSha256, own);
    expect(notes).toEqual([line]);
    // A program that ended between line and file signs again, and notes nothing twice.
    expect(await faultOfPromise(sign(operator2))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(notes).toEqual([line]);
    rmSync(join(stick, whole.name));
    expect(await sign(operator2, {}, { ...second, state: apply(seen, line) })).toEqual(whole);
    expect(notes).toEqual([line]);
    expect(readdirSync(stick).sort()).toEqual([whole.name, draft.name]);
    expect(journal.state.written).toEqual([]);
    // No machine sends what lacks the other's signature.
    rmSync(join(stick, whole.name));
    expect(await faultOfPromise(exchange.send(stick, content))).toMatchObject({ code: 'BUNDLE_SIGNATURES_SHORT' });
    expect(readdirSync(stick)).toEqual([draft.name]);
    expect(journal.state.written).toEqual([]);
    await journal.close();
  });
});

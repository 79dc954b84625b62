import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { pinnedIdentities, planSha256 } from '../plan/plan-file.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { verifyBundle } from './bind.ts';
import { observedKey } from './body.ts';
import { buildBundle, openBundle } from './bundle.ts';
import type { BundleType } from './roles.ts';
import {
  assertNextSent,
  bundleAccepted,
  bundleSent,
  type ExchangeSession,
  expectationOf,
  headerOf,
  travelled,
} from './session.ts';
import type { Signer } from './identity.ts';
import type { BundlePayload } from './payload.ts';
import { payloadOf, signersOf } from './testdata/payloads.ts';
import { answerWith, exchange, hsm, offline, operator1, otherCertificate, stranger } from './testdata/samples.ts';

const made = {
  issued: '2026-10-14T10:00:00Z',
  expires: '2026-10-15T10:00:00Z',
  app: { version: '0.1.0', build: 'test' },
  journal: { events: 9, head: '9'.repeat(64) },
};
const challenges = { offline: 'a'.repeat(32), online: 'b'.repeat(32) };
const pins = pinnedIdentities(recoveryPlan);

/** One machine of the ceremony: its identity and what its journal amounts to. */
class Machine {
  state: JournalState = emptyJournal;
  #events = 0;
  readonly signer: Signer;
  constructor(signer: Signer, ...events: JournalEvent[]) {
    this.signer = signer;
    for (const event of events) this.note(event);
  }
  note(event: JournalEvent): void {
    this.state = apply(this.state, event);
    this.#events += 1;
  }
  session(): ExchangeSession {
    return { self: this.signer, plan: recoveryPlan, planSha256: planSha256(recoveryPlan), pins, state: this.state };
  }
  write(type: BundleType): Buffer {
    const journal = { events: this.#events, head: String(this.#events % 10).repeat(64) };
    const header = headerOf(this.session(), type, { ...made, journal });
    const file = buildBundle({ ...payloadOf(type), ...header } as BundlePayload, signersOf(type));
    this.note({ kind: 'bundle-written', ...travelled(openBundle(file, type, pins), file) });
    return file;
  }
  accept(type: BundleType, file: Buffer): void {
    const bundle = verifyBundle(file, type, pins, expectationOf(this.session(), type));
    this.note(bundleAccepted(bundle, file));
  }
}

const paired = (role: 'offline' | 'operator-1', keyId: string): JournalEvent => ({ kind: 'peer-paired', role, keyId });
const offlineMachine = (): Machine =>
  new Machine(
    offline,
    paired('operator-1', operator1.keyId),
    { kind: 'challenge-issued', challenge: challenges.offline },
    { kind: 'challenge-noted', challenge: challenges.online },
  );
const onlineMachine = (): Machine =>
  new Machine(
    operator1,
    paired('offline', offline.keyId),
    { kind: 'challenge-issued', challenge: challenges.online },
    { kind: 'challenge-noted', challenge: challenges.offline },
    {
      kind: 'exchange-key-fetched',
      observer: 'operator-1',
      ...exchange,
      requestId: 'r',
      fetchedAt: '2026-10-14T09:00:00Z',
      serverDate: null,
      answerSha256: 'c'.repeat(64),
      tlsServerSha256: 'd'.repeat(64),
    },
  );

describe('a bundle of this machine', () => {
  const next = (change: Partial<BundlePayload> = {}) => {
    const session = onlineMachine().session();
    const payload = { ...payloadOf('exchange-key'), ...headerOf(session, 'exchange-key', made), ...change };
    return () => assertNextSent({ payload: payload as BundlePayload }, session);
  };

  it('is noted as the next one that it sends', () => {
    expect(next()).not.toThrow();
  });

  it.each<[string, Partial<BundlePayload>]>([
    ['BUNDLE_PRACTICE', { practice: true }],
    ['BUNDLE_CEREMONY', { ceremony: 'MHSM-DR-2025-01-01-01' }],
    ['BUNDLE_PLAN', { plan: { sha256: 'f'.repeat(64) } }],
    ['BUNDLE_DIRECTION', { dir: 'offline-to-online' }],
    ['BUNDLE_RECIPIENT', { to: stranger.keyId }],
    ['BUNDLE_CHALLENGE', { challenge: 'd'.repeat(32) }],
    ['BUNDLE_SEQUENCE', { seq: 2 }],
    ['BUNDLE_PREVIOUS', { prev: 'e'.repeat(64) }],
    ['BUNDLE_HSM', { hsm: { ...hsm, uri: 'https://other-hsm.managedhsm.azure.net' } }],
    ['BUNDLE_SECURITY_DOMAIN', { sd: { sha256: 'f'.repeat(64) } }],
  ])('is refused (%s) where it says something else, though its signatures are good', (code, change) => {
    expect(faultCode(next(change))).toBe(code);
  });

  it('tells of no shorter journal than the one before', () => {
    const machine = onlineMachine();
    machine.write('exchange-key');
    const told = machine.state.written.at(-1)?.journal.events ?? 0;
    const session = machine.session();
    const outcome = (events: number) => () => {
      const header = headerOf(session, 'outcome', { ...made, journal: { events, head: '9'.repeat(64) } });
      assertNextSent({ payload: { ...payloadOf('outcome'), ...header } }, session);
    };
    expect(faultOf(outcome(told))).toEqual({
      code: 'BUNDLE_JOURNAL_SHORTER',
      expected: String(told + 1),
      found: String(told),
    });
    expect(outcome(told + 1)).not.toThrow();
  });

  it('names the exchange key that the machine has fetched', () => {
    const session = onlineMachine().session();
    const outcome = { ...payloadOf('outcome'), ...headerOf(session, 'outcome', made) };
    const other = { ...exchange, certificateSha256: 'f'.repeat(64) };
    expect(() => assertNextSent({ payload: outcome }, session)).not.toThrow();
    expect(faultCode(() => assertNextSent({ payload: { ...outcome, exchange: other } }, session))).toBe(
      'BUNDLE_EXCHANGE_KEY',
    );
  });
});

describe('two machines', () => {
  it('carry a whole recovery between them, each bundle following the one before', () => {
    const [inside, outside] = [offlineMachine(), onlineMachine()];
    inside.accept('exchange-key', outside.write('exchange-key'));
    outside.accept('restore-blob', inside.write('restore-blob'));
    inside.accept('outcome', outside.write('outcome'));
    expect(inside.state.lastBundle).toEqual(expect.objectContaining({ seq: 3 }));
    expect(inside.state.lastBundle?.payloadSha256).toBe(outside.state.lastBundle?.payloadSha256);
  });

  it('note in the journal that a call did not succeed, and no verdict where it did', () => {
    const noted = (verdict: 'failed' | 'succeeded') => {
      const [inside, outside] = [offlineMachine(), onlineMachine()];
      inside.accept('exchange-key', outside.write('exchange-key'));
      outside.accept('restore-blob', inside.write('restore-blob'));
      const payload = payloadOf('outcome');
      const header = headerOf(outside.session(), 'outcome', made);
      const body = { ...payload.body, verdict };
      const file = buildBundle({ ...payload, ...header, body }, signersOf('outcome'));
      return bundleAccepted(verifyBundle(file, 'outcome', pins, expectationOf(inside.session(), 'outcome')), file);
    };
    expect(noted('failed')).toMatchObject({ type: 'outcome', verdict: 'failed' });
    expect(noted('succeeded')).not.toHaveProperty('verdict');
    const [inside, outside] = [offlineMachine(), onlineMachine()];
    const key = outside.write('exchange-key');
    const verified = verifyBundle(key, 'exchange-key', pins, expectationOf(inside.session(), 'exchange-key'));
    expect(Object.keys(bundleAccepted(verified, key))).not.toContain('verdict');
  });

  it.each(['operator-1', 'operator-2'] as const)('note which of two keys was chosen: that of %s', (key) => {
    const payload = payloadOf('exchange-key');
    const { first, second } = payload.body;
    const other = { ...second, answer: answerWith(otherCertificate).toString('base64') };
    const decision = { key, exception: 3, decidedBy: ['Person A', 'Person B'], reason: 'x' };
    const body = { ...payload.body, second: other, decision };
    const events = bundleSent({ payload: { ...payload, body }, payloadSha256: 'a'.repeat(64) }, Buffer.from('file'));
    const [one, two] = [first, other].map((each) => observedKey(each).certificateSha256);
    const chosen = key === 'operator-1' ? one : two;
    expect(events).toContainEqual({ kind: 'exchange-key-chosen', first: one, second: two, chosen, exception: 3 });
  });

  it('refuse a bundle a second time, one too early, and one whose predecessor was swapped', () => {
    const [inside, outside] = [offlineMachine(), onlineMachine()];
    const first = outside.write('exchange-key');
    inside.accept('exchange-key', first);
    expect(faultCode(() => inside.accept('exchange-key', first))).toBe('BUNDLE_SEQUENCE');
    const other = onlineMachine();
    other.note({ kind: 'challenge-noted', challenge: 'd'.repeat(32) });
    expect(faultCode(() => offlineMachine().accept('exchange-key', other.write('exchange-key')))).toBe(
      'BUNDLE_CHALLENGE',
    );
    const blob = inside.write('restore-blob');
    expect(faultCode(() => onlineMachine().accept('restore-blob', blob))).toBe('BUNDLE_SEQUENCE');
    const rewritten = onlineMachine();
    rewritten.note({
      kind: 'bundle-written',
      ...travelled(openBundle(first, 'exchange-key', pins), first),
      payloadSha256: 'e'.repeat(64),
    });
    expect(faultCode(() => rewritten.accept('restore-blob', blob))).toBe('BUNDLE_PREVIOUS');
  });

  it('exchange nothing before they are paired, have a nonce, and are in the plan', () => {
    const unpaired = new Machine(operator1, { kind: 'challenge-noted', challenge: challenges.offline });
    expect(faultOf(() => headerOf(unpaired.session(), 'exchange-key', made))).toEqual({
      code: 'BUNDLE_NOT_PREPARED',
      missing: 'pairing',
    });
    const wrongPeer = new Machine(operator1, paired('offline', stranger.keyId));
    expect(faultOf(() => expectationOf(wrongPeer.session(), 'restore-blob'))).toEqual({
      code: 'BUNDLE_NOT_PREPARED',
      missing: 'pairing',
    });
    const noNonce = new Machine(operator1, paired('offline', offline.keyId));
    expect(faultOf(() => headerOf(noNonce.session(), 'exchange-key', made))).toEqual({
      code: 'BUNDLE_NOT_PREPARED',
      missing: 'challenge',
    });
    expect(faultOf(() => expectationOf(noNonce.session(), 'restore-blob'))).toEqual({
      code: 'BUNDLE_NOT_PREPARED',
      missing: 'challenge',
    });
    const foreign = new Machine(stranger, paired('offline', offline.keyId));
    expect(faultOf(() => headerOf(foreign.session(), 'exchange-key', made))).toEqual({
      code: 'IDENTITY_FOREIGN',
      role: 'operator-1',
    });
  });
});

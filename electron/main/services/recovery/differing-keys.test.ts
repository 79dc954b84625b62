// An HSM that shows another exchange key with each fetch: kept, fetched once more by both, then decided by two people. Never a loop, never a
// silent choice.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOf, faultOfPromise } from '#e2e/support/faults.ts';
import { receiveBlobOf } from '#e2e/support/both-sides.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import { endOf } from '#core/journal/chain.ts';
import { bundledKeyInput, assessBundledKey } from '#core/journal/records.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { assessExchangeKey } from '#core/exchange-key/policy.ts';
import { approveAgain, approvePlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { pinnedIdentities, planSha256 } from '#core/plan/plan-file.ts';
import { observedKey } from '#core/transfer/body.ts';
import { buildBundle, openBundle } from '#core/transfer/bundle.ts';
import { bindBundle } from '#core/transfer/bind.ts';
import type { BundlePayload, Observation } from '#core/transfer/payload.ts';
import { assertOwnFetch } from '#core/transfer/second-observer.ts';
import { bundleSent, headerOf, plannedQuorum } from '#core/transfer/session.ts';
import { offline, operator1, operator2, witness } from '#core/transfer/testdata/samples.ts';
import { settledObservations } from '../evidence/observations.ts';
import { exchangeJwk, issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { initRecovery, fetchAgain, observe } from './exchange-key.ts';
import { sessionOf, type StepContext } from './step-context.ts';
import { upload } from './upload.ts';

const workspace = usePracticeWorkspace();
const host = 'recovered-hsm.managedhsm.practice.invalid';
/** Keys of the same HSM, each with its own attestation and the right name. */
const [another, third] = [issueExchangeKey(host, new Date()), issueExchangeKey(host, new Date())];
const strangers = issueExchangeKey('attackers-hsm.managedhsm.practice.invalid', new Date());

let recovery: Recovery;
let machine: StepContext;
let second: StepContext | undefined;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  machine = await recovery.open('operator-1');
  second = undefined;
});
afterEach(() => recovery.close());

/** From now on, the HSM shows this key; without one, its own. */
function show(key?: typeof another): void {
  const answer = key && JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) });
  const script = { method: 'GET', path: '/securitydomain/upload', times: Number.POSITIVE_INFINITY };
  recovery.cloud.playFaults(
    answer === undefined ? [] : [{ ...script, action: { kind: 'change', text: () => answer } }],
  );
}

const decide = (number: number, step: string, check: string | null, decidedBy = confirmed(recovery.plan).by) =>
  machine.journal.append({ kind: 'exception', number, check, ...sheet, step, decidedBy: [...decidedBy] });

/** Time passes between two fetches, so that each has its own moment. */
const later = (): void => recovery.clock.advance(60_000);
const seenBySecond = async (): Promise<Observation> => {
  later();
  second ??= await recovery.open('operator-2');
  return (await observe(second, recovery.plan.target.name)).observation;
};
const settle = (first: Observation, theirs: Observation, key?: 'operator-1' | 'operator-2') =>
  settledObservations(
    machine.journal,
    sessionOf(machine),
    [first, theirs],
    key === undefined ? {} : { choice: { key, exception: 1 } },
  );

/** Both fetch twice, and the keys differ twice: operator 1 has seen the HSM's own, operator 2 another. */
async function differTwice(): Promise<readonly [Observation, Observation]> {
  const one = (await initRecovery(machine, confirmed(recovery.plan))).observation;
  show(another);
  const two = await seenBySecond();
  expect(await faultOfPromise(settle(one, two))).toMatchObject({ code: 'FETCHES_DIFFER' });
  show();
  later();
  const again = (await fetchAgain(machine)).observation;
  show(another);
  const both = [again, await seenBySecond()] as const;
  show();
  expect(await faultOfPromise(settle(...both))).toMatchObject({ code: 'FETCHES_DIFFER_AGAIN' });
  return both;
}

it('a fetch is recorded with the way to Azure and the roots that were trusted', async () => {
  const networkPath = 'Way to Azure: straight. Trusted: 1 roots of a test';
  const append = vi.spyOn(machine.journal, 'append');
  await initRecovery({ ...machine, networkPath }, confirmed(recovery.plan));
  later();
  await fetchAgain({ ...machine, networkPath });
  const noted = append.mock.calls.map(([event]) => event);
  const fetches = noted.flatMap(({ kind }, at) => (kind === 'exchange-key-fetched' ? [at] : []));
  expect(fetches).toHaveLength(2);
  const note = { kind: 'note', by: 'Lifeboat', text: networkPath };
  expect(fetches.map((at) => noted[at + 1])).toEqual([note, note]);
});

describe('two fetches of different keys', () => {
  it('are both kept and noted once, and nothing is a failed check until both have fetched once more', async () => {
    const { observation: one } = await initRecovery(machine, confirmed(recovery.plan));
    show(another);
    const two = await seenBySecond();
    const [first, other] = [observedKey(one).certificateSha256, observedKey(two).certificateSha256];
    const fault = { code: 'FETCHES_DIFFER', first, second: other };
    expect(await faultOfPromise(settle(one, two))).toEqual(fault);
    expect(await faultOfPromise(settle(one, two))).toEqual(fault);
    expect(machine.journal.state.keysDiffer).toMatchObject({ round: 1, first, second: other });
    expect(machine.journal.state.failures).toEqual([]);
    // One of them alone has fetched again: that is no second round.
    expect(await faultOfPromise(settle(one, await seenBySecond()))).toEqual(fault);
    expect(machine.journal.state.keysDiffer?.round).toBe(1);
    expect(await second?.answers.last('observe-operator-2')).toBeDefined();
  });

  it('that agree when both have fetched once more are one key', async () => {
    const { observation: one } = await initRecovery(machine, confirmed(recovery.plan));
    show(another);
    await faultOfPromise(settle(one, await seenBySecond()));
    show();
    later();
    const { observation: again } = await fetchAgain(machine);
    const content = await settle(again, await seenBySecond());
    expect(content.body.decision).toBeNull();
    expect(content.exchange).toEqual(observedKey(one));
  });

  it('are never chosen before both have fetched once more, nor where they agree', async () => {
    const { observation: one } = await initRecovery(machine, confirmed(recovery.plan));
    const needless = { code: 'KEY_CHOICE_NEEDLESS' };
    expect(await faultOfPromise(settle(one, await seenBySecond(), 'operator-1'))).toEqual(needless);
    show(another);
    const two = await seenBySecond();
    expect(await faultOfPromise(settle(one, two, 'operator-2'))).toEqual(needless);
    await faultOfPromise(settle(one, two));
    await decide(1, 'C9', null);
    expect(await faultOfPromise(settle(one, two, 'operator-2'))).toEqual(needless);
  });

  it('that differ again are a failed check, which two people leave; no third fetch decides', async () => {
    const both = await differTwice();
    expect(machine.journal.state.failures).toMatchObject([{ check: 'second-observer' }]);
    await decide(1, 'C9', 'second-observer');
    // Another round is another failed check, and never a choice by the machine.
    later();
    const one = (await fetchAgain(machine)).observation;
    show(third);
    const two = await seenBySecond();
    expect(await faultOfPromise(settle(one, two))).toMatchObject({ code: 'FETCHES_DIFFER_AGAIN' });
    expect(machine.journal.state.keysDiffer?.round).toBe(3);
    expect(machine.journal.state.failures).toMatchObject([{ check: 'second-observer' }]);
    // What was decided about two keys is no decision about others, nor about fetches that later ones have replaced.
    show(another);
    const others = settle(one, await seenBySecond(), 'operator-1');
    expect(await faultOfPromise(others)).toEqual({ code: 'KEY_CHOICE_NEEDLESS' });
    expect(await faultOfPromise(settle(both[0], two))).toEqual({
      code: 'BUNDLE_FETCH_REPLACED',
      observer: 'operator-1',
    });
  });

  it.each([
    ['of another step', 'C8', undefined, 'other-step'],
    ['of one person', 'C9', ['Person operator-1'], 'one-person'],
  ] as const)('are not chosen by an exception %s', async (_, step, decidedBy, problem) => {
    const both = await differTwice();
    await decide(1, 'C8', 'second-observer');
    await decide(2, step, null, decidedBy ?? confirmed(recovery.plan).by);
    const choice = { key: 'operator-1', exception: 2 } as const;
    const fault = await faultOfPromise(settledObservations(machine.journal, sessionOf(machine), both, { choice }));
    expect(fault).toEqual({ code: 'EXCEPTION_UNFIT', number: 2, step: 'C9', problem });
  });
});

/** The bundle with what two people chose, signed by both operators. */
async function sendChosen(
  both: readonly [Observation, Observation],
  key: 'operator-1' | 'operator-2',
): Promise<{ readonly file: Buffer; readonly payload: BundlePayload }> {
  const content = await settle(...both, key);
  const made = {
    issued: '2026-10-14T10:00:00Z',
    expires: '2026-10-15T10:00:00Z',
    app: { version: '1', build: 'test' },
    journal: endOf(machine.journal.head),
  };
  const payload = { ...headerOf(sessionOf(machine), 'exchange-key', made), ...content };
  const file = buildBundle(payload, [operator1, operator2]);
  const bundle = openBundle(file, 'exchange-key', pinnedIdentities(recovery.plan));
  for (const event of bundleSent(bundle, file)) await machine.journal.append(event);
  return { file, payload };
}

/** As the offline machine checks the bundle. */
function assessedOffline(file: Buffer) {
  const { plan } = recovery;
  const approved = verifyApprovedPlan(approveAgain(approvePlan(plan, operator1), witness), planSha256(plan));
  const signed = openBundle(file, 'exchange-key', pinnedIdentities(plan));
  const { challenge, seq, prev, hsm } = signed.payload;
  const bundle = bindBundle(signed, {
    self: { role: 'offline', keyId: offline.keyId },
    ceremony: plan.ceremony,
    planSha256: planSha256(plan),
    practice: true,
    challenge,
    seq,
    prev,
    journal: undefined,
    hsm,
    exchange: undefined,
    sdSha256: plan.securityDomain?.sha256,
    quorum: plannedQuorum(plan),
  });
  return { bundle, approved };
}

describe('the key that two people have chosen', () => {
  it.each(['operator-1', 'operator-2'] as const)(
    'is that of %s: noted, judged offline, and named there',
    async (key) => {
      const both = await differTwice();
      await decide(1, 'C9', 'second-observer');
      const { file, payload } = await sendChosen(both, key);
      const chosen = observedKey(both[key === 'operator-1' ? 0 : 1]);
      expect(payload.exchange).toEqual(chosen);
      expect(machine.journal.state.keyChosen).toMatchObject({ chosen: chosen.certificateSha256, exception: 1 });
      expect(machine.journal.state.keySent).toEqual(chosen);
      // An exception serves once.
      expect(machine.journal.state.decisions).toMatchObject([{ number: 1, used: true }]);
      const { bundle, approved } = assessedOffline(file);
      const { verdict, event } = assessBundledKey(bundle, approved, []);
      expect(event.certificateSha256).toBe(chosen.certificateSha256);
      const observers = verdict.checks.find(({ id }) => id === 'second-observer');
      expect(observers?.outcome).toBe('note');
      for (const each of both) expect(observers?.value).toContain(observedKey(each).certificateSha256);
      expect(observers?.value).toContain(`${key} (${confirmed(recovery.plan).by.join(', ')}: ${sheet.decision})`);
    },
  );

  it('is refused offline where the other key is no key of this HSM', async () => {
    const both = await differTwice();
    await decide(1, 'C9', 'second-observer');
    const { file } = await sendChosen(both, 'operator-1');
    const { bundle, approved } = assessedOffline(file);
    const input = bundledKeyInput(bundle, approved, []);
    const answer = Buffer.from(
      JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(strangers)) }),
    ).toString('base64');
    const [one, two] = input.observed?.fetches ?? [];
    const observed = { ...input.observed!, fetches: [one!, { ...two!, answer }] };
    const check = assessExchangeKey({ ...input, observed }).checks.find(({ id }) => id === 'second-observer');
    expect(check).toMatchObject({ outcome: 'failed', fault: { code: 'FETCH_OTHER_KEY', observer: 'operator-2' } });
    // Nor is the key that was not chosen ever the one that is checked.
    const { decision } = input.observed!;
    const swapped = { ...input.observed!, decision: { ...decision!, key: 'operator-2' as const } };
    expect(assessExchangeKey({ ...input, observed: swapped }).accepted).toBe(false);
  });

  it('is not signed unawares by the second operator', async () => {
    const both = await differTwice();
    await decide(1, 'C9', 'second-observer');
    const draft = await settle(...both, 'operator-1');
    const unseen = {
      code: 'KEY_DECISION_UNSEEN',
      exception: 1,
      chosen: draft.exchange.certificateSha256,
      own: observedKey(both[1]).certificateSha256,
      decidedBy: [...confirmed(recovery.plan).by],
      reason: sheet.decision,
    };
    const signs = (exception: number | null): void => {
      const { state } = second!.journal;
      const header = { ceremony: recovery.plan.ceremony, plan: { sha256: state.plan!.planSha256 } };
      const self = { role: 'operator-2', keyId: state.opened!.keyId } as const;
      assertOwnFetch({ ...draft, ...header }, { own: both[1], journal: state, exception }, self);
    };
    for (const number of [null, 2]) {
      expect(faultOf(() => signs(number))).toEqual(unseen);
    }
    expect(() => signs(1)).not.toThrow();
  });
});

describe('the fetch before the upload', () => {
  const sent = (): number =>
    workspace.seen().filter(({ method, path, hasToken }) => method === 'POST' && path.endsWith('/upload') && hasToken)
      .length;

  it('that shows another key once is made once more, and goes on where the key is the blob’s again', async () => {
    const received = await receiveBlobOf(workspace, recovery, machine);
    show(another);
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({ code: 'EXCHANGE_KEY_DIFFERS' });
    expect(machine.journal.state.failures).toEqual([]);
    expect(sent()).toBe(0);
    show();
    await upload(machine, received);
    expect(sent()).toBe(1);
  });

  it('that shows another key twice stops; two people may upload the blob all the same, by an exception', async () => {
    const received = await receiveBlobOf(workspace, recovery, machine);
    show(another);
    await faultOfPromise(upload(machine, received));
    show(third);
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({ code: 'EXCHANGE_KEY_CHANGED' });
    expect(machine.journal.state.failures).toMatchObject([{ check: 'blob-key' }]);
    await decide(1, 'C14', 'blob-key');
    // Without its number, nothing is uploaded: the decision is named where it is used.
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({ code: 'EXCHANGE_KEY_CHANGED' });
    await decide(2, 'C13', 'blob-key');
    const unfit = { code: 'EXCEPTION_UNFIT', number: 2, step: 'C14', problem: 'other-step' };
    expect(await faultOfPromise(upload(machine, { ...received, keyException: 2 }))).toEqual(unfit);
    expect(sent()).toBe(0);
    await upload(machine, { ...received, keyException: 1 });
    expect(sent()).toBe(1);
    expect(machine.journal.state.blobCompared).toMatchObject({ exception: 1 });
    expect(machine.journal.state.decisions[0]?.used).toBe(true);
    // What is told of the outcome names the key that was sent, not the one that was seen last.
    expect(machine.journal.state.keySent?.certificateSha256).toBe(machine.journal.state.blobCompared?.inBlob);
  });

  it('is no reason to decide before it was made twice', async () => {
    const received = await receiveBlobOf(workspace, recovery, machine);
    await decide(1, 'C14', null);
    show(another);
    const early = { ...received, keyException: 1 };
    expect(await faultOfPromise(upload(machine, early))).toMatchObject({ code: 'EXCHANGE_KEY_DIFFERS' });
    expect(await faultOfPromise(upload(machine, early))).toMatchObject({ code: 'EXCHANGE_KEY_CHANGED' });
    expect(sent()).toBe(0);
  });
});

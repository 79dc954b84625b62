// The exchange keys of an evidence package, checked again: the journal's word that a key was verified is not taken for it.
import { refuse } from '#shared/faults/fault.ts';
import type { ExchangeKeyVerdict } from '#shared/exchange-key/verdict.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { verifyExchangeKey } from '../exchange-key/policy.ts';
import { thumbprintsOf } from '../encoding/thumbprint.ts';
import { exchangeKeyInput } from '../journal/records.ts';
import type { SignedPlan } from '../plan/approval.ts';
import type { PayloadOf } from '../transfer/payload.ts';
import { agree, contradict } from './agree.ts';
import type { CheckedBundle } from './bundles.ts';
import type { CheckedJournal } from './journals.ts';

/** An exchange key that was checked again, and found good again. */
export interface AssessedKey {
  /** The bundle or the file that has it. */
  readonly source: string;
  readonly certificateSha256: string;
  /** The line of the journal that says that it was verified; undefined where it was fetched alone. */
  readonly event: EventOf<'exchange-key-verified'> | undefined;
  readonly verdict: ExchangeKeyVerdict;
}

/**
 * Checks every key that a journal says was verified by the bundle that brought it and the policy of the plan; and every blob is for such a key.
 * @throws the faults of verifyExchangeKey; EVIDENCE_CONTRADICTS
 */
export function assessKeysAgain(
  bundles: readonly CheckedBundle[],
  journals: readonly CheckedJournal[],
  { plan }: SignedPlan,
): readonly AssessedKey[] {
  const assessed = journals.flatMap((journal) => assessedOf(journal, bundles, plan));
  for (const { name, payload } of bundles) {
    if (payload.type !== 'restore-blob') continue;
    const isAssessed = assessed.some(
      ({ certificateSha256 }) => certificateSha256 === payload.exchange.certificateSha256,
    );
    if (!isAssessed)
      contradict('blob-for-a-verified-key', `key of the blob of ${name}`, payload.exchange.certificateSha256, 'none');
  }
  return assessed;
}

function assessedOf(
  { path, keyId, entries }: CheckedJournal,
  bundles: readonly CheckedBundle[],
  plan: SignedPlan['plan'],
): readonly AssessedKey[] {
  let taken: number | undefined;
  let reading: WallClock | undefined;
  return entries.flatMap(({ event, at }): AssessedKey[] => {
    // The same key may come twice, with other revocation lists: the rules of journals let none be verified but that of the last bundle.
    if (isExchangeKey(event)) taken = event.seq;
    if (event.kind === 'wall-clock') reading = { at, wall: event.wall };
    if (event.kind !== 'exchange-key-verified') return [];
    const bundle = bundles.find(({ payload: { to, seq } }) => to === keyId && seq === taken);
    if (bundle?.payload.type !== 'exchange-key')
      return contradict('key-from-its-bundle', `exchange key of ${path}`, event.certificateSha256, 'none');
    const verdict = assess(bundle.payload, event, plan, wallClockOf(reading, at));
    agree('key-as-verified', `exchange key of ${path}`, bundle.payload.exchange.spkiSha256, event.spkiSha256);
    agree('key-as-verified', `HSM of the exchange key of ${path}`, plan.target.uri, event.hsmUri);
    agree('key-as-verified', `attestation of ${path}`, String(event.exception === null), String(event.attested));
    return [{ source: bundle.name, certificateSha256: event.certificateSha256, event, verdict }];
  });
}

const isExchangeKey = (event: JournalEvent): event is EventOf<'bundle-accepted'> =>
  event.kind === 'bundle-accepted' && event.type === 'exchange-key';

function assess(
  payload: PayloadOf<'exchange-key'>,
  { exception }: EventOf<'exchange-key-verified'>,
  plan: SignedPlan['plan'],
  wallClockMs: number | undefined,
): ExchangeKeyVerdict {
  const options = { wallClockMs, unattested: exception ?? undefined };
  const { evidence, certificateSha256Hex, spkiSha256Hex } = verifyExchangeKey(
    exchangeKeyInput(payload, plan, thumbprintsOf(plan.custodians), options),
  );
  const { certificateSha256, spkiSha256 } = payload.exchange;
  const [expected, found] = [`${certificateSha256} ${spkiSha256}`, `${certificateSha256Hex} ${spkiSha256Hex}`];
  if (found !== expected) refuse({ code: 'BUNDLE_EXCHANGE_KEY', expected, found });
  return evidence;
}

interface WallClock {
  /** By the machine's clock. */
  readonly at: string;
  readonly wall: string;
}

/** What the clock on the wall showed when a line was written, by the last reading of it and the machine's clock since then. */
const wallClockOf = (reading: WallClock | undefined, at: string): number | undefined =>
  reading && Date.parse(reading.wall) + (Date.parse(at) - Date.parse(reading.at));

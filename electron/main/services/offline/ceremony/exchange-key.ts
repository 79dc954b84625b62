// The exchange key of a ceremony: it comes in a signed bundle alone, is checked by the plan, and what was found is in the journal.
import { stands } from '#shared/journal/state.ts';
import { basename, dirname } from 'node:path';
import type { ExchangeKeyView } from '#shared/contract/offline/exchange-key-view.ts';
import type { ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { thumbprintsOf } from '#core/encoding/thumbprint.ts';
import { assessExchangeKey } from '#core/exchange-key/policy.ts';
import {
  bundledKeyInput,
  encodeVerdict,
  assessBundledKey,
  type AssessedExchangeKey,
  type AssessmentOptions,
} from '#core/journal/records.ts';
import type { VerifiedBundle } from '#core/transfer/bind.ts';
import { bundleFileName, claimedType } from '#core/transfer/bundle.ts';
import { readBundle } from '../../bundles/bundle-folder.ts';
import { keepFile, keepIncoming } from '../../journal/ceremony-folder.ts';
import type { FileOnMedium } from '../volume-register.ts';
import { type Ceremony, checked } from './ceremony.ts';

/** The check of the machine that a refused key leaves failed, and the step of the script that has it. */
export const keyCheck = { check: 'exchange-key', step: 'B6' } as const;
const bundleCheck = { check: 'exchange-key-bundle', step: 'B5' } as const;

/** An exchange key that came: accepted by the plan, or refused. */
export interface HeldKey {
  readonly bundle: VerifiedBundle<'exchange-key'>;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly checks: readonly ExchangeKeyCheck[];
  /** Undefined where it was refused. */
  readonly assessed: AssessedExchangeKey | undefined;
}

/**
 * Takes a bundle from a stick: kept as it came, verified as the next one for this machine, noted, and its key checked. A bundle that
 * was accepted before is opened again, as after a restart.
 * @throws BUNDLE_NAME, BUNDLE_TYPE and the file faults where it is no such bundle; what else is wrong with the bundle is a failed
 *   check too. A key that is refused is no fault here: see `assessed`
 */
export async function takeKeyBundle(
  ceremony: Ceremony,
  { path, within }: FileOnMedium,
  options: AssessmentOptions,
): Promise<HeldKey> {
  const name = basename(path);
  const bytes = await readBundle(dirname(path), name, within);
  const found = claimedType(bytes);
  if (found !== 'exchange-key') return refuse({ code: 'BUNDLE_TYPE', expected: 'exchange-key', found });
  const kept = await keepIncoming(ceremony.folder, name, bytes);
  const fileSha256 = sha256(bytes).toString('hex');
  const isKnown = ceremony.state.accepted.some((each) => each.fileSha256 === fileSha256);
  const bundle = isKnown
    ? await ceremony.exchange().reopen(kept, name, 'exchange-key')
    : await checked(ceremony, bundleCheck, () => ceremony.exchange().receive(kept, name, 'exchange-key'));
  return assessKey(ceremony, bundle, { name, bytes: bytes.length, sha256: fileSha256 }, options);
}

/** The key that the journal says was verified, from the bundle that was kept; undefined where none was. */
export async function keptKey(ceremony: Ceremony, options: AssessmentOptions): Promise<HeldKey | undefined> {
  const { accepted, exchangeKey } = ceremony.state;
  const last = accepted.findLast(({ type }) => type === 'exchange-key');
  if (last === undefined) return undefined;
  const name = bundleFileName({ ceremony: ceremony.plan.ceremony, ...last });
  const place = ceremony.folder.incoming(last.fileSha256);
  const bytes = await readBundle(place, name);
  const bundle = await ceremony.exchange().reopen(place, name, 'exchange-key');
  const isVerified = exchangeKey?.certificateSha256 === last.exchange;
  const unattested = isVerified ? (exchangeKey.exception ?? undefined) : undefined;
  const file = { name, bytes: bytes.length, sha256: last.fileSha256 };
  return assessKey(ceremony, bundle, file, unattested ? { ...options, unattested } : options);
}

/**
 * Checks the key of a bundle and notes the verdict, unless the journal has it.
 * @throws JOURNAL_…, the file faults
 */
export async function assessKey(
  ceremony: Ceremony,
  bundle: HeldKey['bundle'],
  file: HeldKey['file'],
  options: AssessmentOptions,
): Promise<HeldKey> {
  const custodians = thumbprintsOf(ceremony.plan.custodians);
  try {
    const assessed = assessBundledKey(bundle, ceremony.approved, custodians, options);
    await keepFile(ceremony.folder.verdict(assessed.event.verdictSha256), encodeVerdict(assessed.verdict));
    if (ceremony.state.exchangeKey?.certificateSha256 !== assessed.event.certificateSha256)
      await ceremony.append(assessed.event);
    return { bundle, file, checks: assessed.verdict.checks, assessed };
  } catch (error) {
    // What was refused at its first fault is looked at whole.
    const { checks } = assessExchangeKey(bundledKeyInput(bundle, ceremony.approved, custodians, options));
    if (!(error instanceof Refusal) || !checks.some(({ outcome }) => outcome === 'failed')) throw error;
    if (!stands(ceremony.state, keyCheck.check)) await ceremony.fail(keyCheck.check, keyCheck.step, error.fault);
    return { bundle, file, checks, assessed: undefined };
  }
}

/** How the key stands, without its hash until people have compared the words. */
export function exchangeKeyView(ceremony: Ceremony, key: HeldKey | undefined): ExchangeKeyView {
  if (key === undefined) return { phase: 'none' };
  const shown = {
    file: key.file,
    host: new URL(ceremony.plan.target.uri).hostname,
    checks: [...key.checks],
    signers: key.bundle.signers.map(({ role, holder }) => ({ role, holder })),
    exception: exceptionOf(key.assessed),
  };
  if (key.assessed === undefined) {
    const unattested = isOnlyUnattested(key.checks);
    // What two people may still accept is compared by its words afterwards; of a key that nobody can accept, they write down the hash.
    return {
      phase: 'refused',
      ...shown,
      checks: unattested ? shown.checks.map(withoutHashes) : shown.checks,
      unattested,
    };
  }
  const words = ceremony.words('exchange-key');
  switch (words.phase) {
    case 'agreed':
      return { phase: 'confirmed', ...shown, certificateSha256: key.assessed.event.certificateSha256 };
    case 'locked':
      return { phase: 'locked', ...shown, checks: shown.checks.map(withoutHashes) };
    case 'asking':
      return { phase: 'unconfirmed', ...shown, checks: shown.checks.map(withoutHashes), words };
  }
}

const exceptionOf = (assessed: AssessedExchangeKey | undefined) => {
  const exception = assessed?.event.exception ?? null;
  return exception && { reason: exception.reason, approvers: [...exception.approvers] };
};

/**
 * REQ-08: whether nothing is wrong with a key but that it carries no attestation. Its name is not asked then either, because the
 * builds without attestation have none.
 */
export function isOnlyUnattested(checks: readonly ExchangeKeyCheck[]): boolean {
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  return (
    failed.some(({ fault }) => fault?.code === 'ATTESTATION_ABSENT') &&
    failed.every(({ fault, evidence }) => fault?.code === 'ATTESTATION_ABSENT' || evidence === 'E2')
  );
}

/** Before the words are compared the screen has nothing from which somebody could read them. */
export const withoutHashes = (check: ExchangeKeyCheck): ExchangeKeyCheck => ({
  ...check,
  value: check.value.replace(/[0-9a-f]{64}/gi, '…'),
});

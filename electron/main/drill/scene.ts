// The offline half of a drill: what is on the table, and how a quorum builds a blob from it.
import { refuse } from '#shared/faults/fault.ts';
import type { ExchangeKeyInput } from '#core/exchange-key/claim.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import type { DrillCustodian } from './custodians.ts';

/** Everything that the recovery of HSM B starts from. */
export interface RecoveryScene {
  readonly securityDomain: Buffer;
  readonly custodians: readonly DrillCustodian[];
  /** As many of them as are needed. */
  readonly quorum: readonly DrillCustodian[];
  readonly hsm: ManagedHsm;
}

/** What is claimed of an exchange key: attested by a practice root, and of this HSM. */
export function practiceClaim(fileBytes: Buffer, hsm: ManagedHsm): ExchangeKeyInput {
  const claim = { kind: 'attested', hsmUri: hsm.address.origin } as const;
  return { fileBytes, mode: 'practice', use: 'one-shot', claim, custodianThumbprintsS256: [], wallClockMs: Date.now() };
}

/** Lets custodians give their shares one after the other, and works with what they gave. */
export async function withShares<T>(
  host: ProcessHost,
  securityDomain: Buffer,
  custodians: readonly DrillCustodian[],
  work: (session: RecoverySession) => Promise<T>,
): Promise<T> {
  const session = new RecoverySession(host, securityDomain, { custodians: custodians.length });
  try {
    for (const { turn } of custodians) await session.addCustodian(turn);
    return await work(session);
  } finally {
    await session.end();
  }
}

/** As in earnest, the exchange key is checked before any custodian gives a share. @throws what `verifyExchangeKey` and the session throw */
export async function buildBlob(
  host: ProcessHost,
  securityDomain: Buffer,
  quorum: readonly DrillCustodian[],
  exchangeKey: ExchangeKeyInput,
): Promise<Buffer> {
  verifyExchangeKey(exchangeKey);
  return withShares(host, securityDomain, quorum, async (session) => (await session.buildBlob(exchangeKey)).blob);
}

/**
 * Compares whom a blob is for with the exchange key that the HSM shows, before anything is sent.
 * @throws RESTORE_BLOB_FOR_OTHER_KEY
 */
export function refuseBlobForOther(blob: Buffer, expected: string): void {
  const found = parseRestoreBlob(blob).exchangeThumbprintS256;
  if (found !== expected) refuse({ code: 'RESTORE_BLOB_FOR_OTHER_KEY', expected, found });
}

// The proof of an exchange key: one whole verdict, attestation included.
import { assessExchangeKey } from '#core/exchange-key/policy.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { median, percentile, rounded, times } from './statistics.ts';

export async function measureExchangeKey(): Promise<object> {
  const now = new Date();
  const host = 'measured.managedhsm.azure.net';
  const { certificateDer } = issueExchangeKey(host, now, 4096);
  const assess = (): boolean =>
    assessExchangeKey({
      fileBytes: certificateDer,
      mode: 'practice',
      use: 'one-shot',
      claim: { kind: 'attested', hsmUri: `https://${host}` },
      custodianThumbprintsS256: [],
      wallClockMs: now.getTime(),
    }).accepted;
  if (!assess()) throw new Error('the measured exchange key is not accepted');
  const measured = await times(100, assess);
  return { verdictMs: { median: rounded(median(measured)), slowestTwentieth: rounded(percentile(measured, 95)) } };
}

// Practice exchange keys: the shape of genuine ones, which openssl reads too, and a root that proves nothing anywhere else.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { assessExchangeKey } from '#core/exchange-key/policy.ts';
import { practiceAnchor } from '#core/exchange-key/trust-anchors.ts';
import { makePracticeChain, practiceRootKey, spkiOf } from './attestation-root.ts';
import { exchangeJwk, issueExchangeKey } from './exchange-key-issuer.ts';

const host = 'hsm-b.managedhsm.practice.invalid';
const madeAt = new Date('2026-03-01T08:00:00Z');
const openssl = referenceProgram('openssl', 'version');

const assess = (fileBytes: Uint8Array, mode: 'practice' | 'production') =>
  assessExchangeKey({
    fileBytes,
    mode,
    use: 'one-shot',
    claim: { kind: 'attested', hsmUri: `https://${host}` },
    custodianThumbprintsS256: [],
  });

describe('a practice exchange key', () => {
  it.each([2048, 3072] as const)('of %d bits is accepted in practice, also as the answer of the service', (bits) => {
    const issued = issueExchangeKey(host, madeAt, bits);
    const answer = { key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(issued)) };
    expect(assess(issued.certificateDer, 'practice').accepted).toBe(true);
    expect(assess(Buffer.from(JSON.stringify(answer)), 'practice').accepted).toBe(true);
  });

  it('is refused in production for its root and for its name', () => {
    const failed = assess(issueExchangeKey(host, madeAt).certificateDer, 'production').checks.flatMap(({ fault }) =>
      fault ? [fault.code] : [],
    );
    expect(failed).toEqual(['PCK_ROOT_PRACTICE', 'HSM_HOST_PRACTICE']);
  });

  it.skipIf(openssl === undefined)('is read and verified by openssl', () => {
    const pem = encodePem('CERTIFICATE', issueExchangeKey(host, madeAt).certificateDer);
    const run = (...args: readonly string[]) => execFileSync(openssl!, args, { input: pem, encoding: 'utf8' });
    const text = run('x509', '-noout', '-subject', '-dates', '-ext', 'keyUsage,basicConstraints');
    expect(text).toContain(host);
    expect(text).toContain('notAfter=Mar  1 08:00:00 2027 GMT');
    expect(text).toContain('Key Encipherment');
  });
});

describe('the practice root', () => {
  it('is the one that is pinned, whoever derives it', () => {
    expect(sha256(spkiOf(practiceRootKey())).toString('hex')).toBe(practiceAnchor.rootSpkiSha256Hex);
  });

  it('signs a chain of three, fresh each time', () => {
    const [first, second] = [makePracticeChain(madeAt), makePracticeChain(madeAt)];
    expect(first.certificates).toHaveLength(3);
    expect(first.processorKey.equals(second.processorKey)).toBe(false);
  });
});

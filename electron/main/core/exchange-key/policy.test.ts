// The policy: what each claim rests on, what it takes to use a key without attestation, and that nobody else mints keys.
import { createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { type ExchangeKeyCheckId, exchangeKeyChecks } from '#shared/exchange-key/checks.ts';
import { exchangeKeyAdvice } from '#shared/messages/en/faults/exchange-key.ts';
import { plainExtensions } from '#simulator/exchange-key-issuer.ts';
import { sha256 } from '../encoding/bytes.ts';
import { DER, encodeDer, readDerChildren, readDerElement } from '../encoding/der.ts';
import { newerEvidenceOid } from './attestation-checks.ts';
import { Checklist } from './checklist.ts';
import type { ExchangeKeyInput, UnattestedClaim } from './claim.ts';
import { assertVerifiedExchangeKey, type ExchangeKey, assessExchangeKey, verifyExchangeKey } from './policy.ts';
import {
  certificate,
  claim,
  exchangeKey,
  flipped,
  forge,
  goodModulus,
  host,
  octets,
  otherKey,
  rsaKey,
  rsaSpki,
  spki,
} from './testdata/forge.ts';
import { extension } from './testdata/refusals.ts';
import type { Verified } from '../verified.ts';

const bare = forge({ extensions: () => plainExtensions });
const bareSha256 = sha256(bare).toString('hex');

function exception(changes: Partial<UnattestedClaim> = {}, use: ExchangeKeyInput['use'] = 'one-shot', file = bare) {
  return claim(file, {
    use,
    claim: {
      kind: 'unattested',
      certificateSha256Hex: sha256(file).toString('hex'),
      reason: 'The service gave none',
      ...changes,
    },
  });
}

/** The same certificate with `a3 02 30 00` for its extensions, signed again. */
function withEmptyExtensions(certificateDer: Buffer): Buffer {
  const [tbs, algorithm] = readDerChildren(readDerElement(certificateDer).content);
  const fields = readDerChildren(tbs!.content).slice(0, -1);
  const changed = encodeDer(DER.sequence, ...fields.map(({ raw }) => raw), Buffer.from('a3023000', 'hex'));
  const signature = encodeDer(DER.bitString, Buffer.from([0]), sign('sha256', changed, exchangeKey));
  return encodeDer(DER.sequence, changed, algorithm!.raw, signature);
}

const checkOf = (input: ExchangeKeyInput, id: ExchangeKeyCheckId) =>
  assessExchangeKey(input).checks.find((check) => check.id === id);
const outcomeOf = (input: ExchangeKeyInput, id: ExchangeKeyCheckId) => checkOf(input, id)?.outcome;

describe('an attested key', () => {
  it('is accepted, and its verdict lists every check in order', () => {
    const verdict = assessExchangeKey(claim(forge()));
    expect(verdict.accepted).toBe(true);
    expect(verdict.checks.map(({ id, evidence }) => [id, evidence])).toEqual(Object.entries(exchangeKeyChecks));
    expect(verdict.certificateSha256Hex).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same verdict in JSON, and from input that was cloned to another process', () => {
    const input = claim(forge(), { wallClockMs: Date.parse('2026-04-01T00:00:00Z') });
    const verdict = assessExchangeKey(input);
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
    expect(assessExchangeKey(structuredClone(input))).toEqual(verdict);
  });

  it.each([
    [3072, 'practice-hsm-01.managedhsm.practice.invalid'],
    [4096, 'practice-hsm-01.managedhsm.usgovcloudapi.net'],
  ])('of %d bits has no claim on another host than its own', (bits, other) => {
    const file = forge({ privateKey: rsaKey(bits), name: other });
    const input = claim(file, { claim: { kind: 'attested', hsmUri: `https://${other}/` } });
    // The quote was made for another key.
    expect(faultCode(() => verifyExchangeKey(input))).toBe('QUOTE_OTHER_KEY');
    expect(outcomeOf(input, 'certificate-name')).toBe('passed');
  });

  it('notes a validity that is over, or that nobody can check without a clock', () => {
    const at = (time: string, use: ExchangeKeyInput['use'] = 'ceremony') =>
      outcomeOf(claim(forge(), { use, wallClockMs: Date.parse(time) }), 'validity');
    expect(at('2026-03-02T00:00:00Z')).toBe('passed');
    expect(at('2026-02-28T00:00:00Z')).toBe('note');
    expect(at('2027-12-01T00:00:00Z')).toBe('note');
    expect(at('2028-12-01T00:00:00Z')).toBe('failed');
    // The clock of an offline machine never blocks.
    expect(at('1970-01-01T00:00:00Z', 'one-shot')).toBe('note');
    expect(outcomeOf(claim(forge()), 'validity')).toBe('note');
  });

  it('is far off its validity from the first millisecond after 366 days', () => {
    const after = (ms: number) => {
      const [, notAfter = ''] = checkOf(claim(forge()), 'validity')?.value.split(' – ') ?? [];
      return outcomeOf(
        claim(forge(), { use: 'ceremony', wallClockMs: Date.parse(notAfter) + 366 * 86_400_000 + ms }),
        'validity',
      );
    };
    expect([after(0), after(1)]).toEqual(['note', 'failed']);
  });

  it('passes the validity of its processor’s certificates from their first moment to their last', () => {
    const at = (wallClockMs: number) => outcomeOf(claim(forge(), { wallClockMs }), 'pck-validity');
    const [from = 0, to = 0] = checkOf(claim(forge()), 'pck-validity')?.value.split(' – ').map(Date.parse) ?? [];
    expect(to).toBeGreaterThan(from);
    expect([from - 1, from, to, to + 1].map(at)).toEqual(['note', 'passed', 'passed', 'note']);
    expect(outcomeOf(claim(forge()), 'pck-validity')).toBe('note');
  });

  it('shows an exponent of up to 64 bits, and of a longer one that it is longer', () => {
    const shown = (exponent: bigint) =>
      checkOf(claim(forge(certificate({ spkiDer: rsaSpki(octets(goodModulus), octets(exponent)) }))), 'key-exponent');
    expect(shown(2n ** 64n - 1n)).toMatchObject({ outcome: 'failed', value: '18446744073709551615' });
    expect(shown(2n ** 64n)).toMatchObject({ outcome: 'failed', value: '> 2^64' });
  });

  it('is compared with no name where the typed address is none', () => {
    const input = claim(forge(), { claim: { kind: 'attested', hsmUri: 'http://nowhere' } });
    expect(outcomeOf(input, 'hsm-address')).toBe('failed');
    expect(outcomeOf(input, 'certificate-name')).toBe('not-judged');
  });

  it('carries no exception', () => {
    expect(Object.hasOwn(assessExchangeKey(claim(forge())), 'exception')).toBe(false);
  });

  it('is not a custodian because of another modulus, or of one that cannot be read', () => {
    const custodianModuliHex = ['', 'zz', 'c0ffee'];
    expect(assessExchangeKey(claim(forge(), { custodianModuliHex })).accepted).toBe(true);
  });

  it('takes the signers of a plan in either case', () => {
    const known = 'DB55904B231F08298EB093180562D07631C3CAB9B7706B2EFA53DA58B42C943A';
    expect(assessExchangeKey(claim(forge(), { acceptedQuoteSigners: ['00', known] })).accepted).toBe(true);
  });
});

describe('the exception branch', () => {
  it('is no way round the attestation of a key that has one, were it the right key', () => {
    const attested = exception({}, 'one-shot', forge());
    expect(faultCode(() => verifyExchangeKey(attested))).toBe('EXCHANGE_KEY_EXCEPTION_NEEDLESS');
    // Nor of a stranger's, whose name the exception would have passed over.
    const strangers = exception({}, 'ceremony', forge({ name: 'stranger.managedhsm.azure.net' }));
    expect(outcomeOf(strangers, 'exception-needed')).toBe('failed');
  });

  it('takes a compared fingerprint and a reason for a single command', () => {
    const key = verifyExchangeKey(exception());
    expect(Object.hasOwn(key, 'hsmHost')).toBe(false);
    expect(key.certificateSha256Hex).toBe(bareSha256);
    expect(key.evidence.exception).toEqual({ reason: 'The service gave none', approvers: [] });
    expect(key.evidence.checks.filter(({ outcome }) => outcome === 'on-caller').map(({ id }) => id)).toEqual([
      'exception-approvers',
      'certificate-name',
      'second-observer',
      'spoken-words',
      'connection-path',
    ]);
  });

  it('takes a certificate as the service made them in 2020: no name of an HSM, an empty list of extensions', () => {
    const file = withEmptyExtensions(forge({ name: 'transfer-key', extensions: () => plainExtensions }));
    expect(verifyExchangeKey(exception({}, 'one-shot', file)).evidence.exception).toBeDefined();
    // It is read, and proves nothing: not a malformed certificate, but one without attestation.
    expect(faultCode(() => verifyExchangeKey(claim(file)))).toBe('ATTESTATION_ABSENT');
    expect(faultCode(() => verifyExchangeKey(exception({}, 'one-shot', flipped(file, -1))))).toBe(
      'EXCHANGE_SIGNATURE_BROKEN',
    );
  });

  it('takes two approvers in a ceremony, and carries them', () => {
    const approvers = ['Approver One', 'Approver Two'];
    expect(verifyExchangeKey(exception({ approvers }, 'ceremony')).evidence.exception?.approvers).toEqual(approvers);
  });

  it.each([
    ['no approver in a ceremony', 'EXCEPTION_APPROVERS_MISSING', exception({}, 'ceremony')],
    ['one approver', 'EXCEPTION_APPROVERS_MISSING', exception({ approvers: ['Approver One'] }, 'ceremony')],
    ['one approver for a single command', 'EXCEPTION_APPROVERS_MISSING', exception({ approvers: ['Approver One'] })],
    ['an approver without a name', 'EXCEPTION_APPROVERS_MISSING', exception({ approvers: ['Approver One', ' '] })],
    [
      'an approver whose name has a letter of another script',
      'PERSON_NAME_UNCLEAR',
      exception({ approvers: ['Approver One', 'Аpprover Two'] }),
    ],
    [
      'an approver whose name has a filler',
      'PERSON_NAME_UNCLEAR',
      exception({ approvers: ['Approver One', 'Approver\u3164Two'] }),
    ],
    [
      'one person twice',
      'EXCEPTION_APPROVERS_SAME',
      exception({ approvers: ['Approver One', ' approver  ONE\u200b'] }),
    ],
    ['no reason', 'EXCEPTION_REASON_MISSING', exception({ reason: ' \t' })],
    [
      'a short fingerprint',
      'EXCEPTION_FINGERPRINT_INVALID',
      exception({ certificateSha256Hex: bareSha256.slice(0, 8) }),
    ],
    ['another fingerprint', 'EXCEPTION_FINGERPRINT_OTHER', exception({ certificateSha256Hex: '00'.repeat(32) })],
    ['a broken self-signature', 'EXCHANGE_SIGNATURE_BROKEN', exception({}, 'one-shot', flipped(bare, -1))],
    [
      'an attestation that is there and wrong',
      'QUOTE_OTHER_KEY',
      exception({}, 'one-shot', forge({ privateKey: otherKey })),
    ],
    [
      'evidence of a kind that nobody here understands',
      'ATTESTATION_FORMAT_UNKNOWN',
      exception(
        {},
        'one-shot',
        forge({ extensions: () => [...plainExtensions, extension(newerEvidenceOid, Buffer.alloc(9))] }),
      ),
    ],
    [
      'a practice attestation in production',
      'PCK_ROOT_PRACTICE',
      { ...exception({}, 'one-shot', forge()), mode: 'production' as const },
    ],
  ])('refuses %s', (_, code, input) => {
    expect(faultCode(() => verifyExchangeKey(input))).toBe(code);
    expect(assessExchangeKey(input).accepted).toBe(false);
  });

  it('takes the fingerprint in capital letters', () => {
    expect(assessExchangeKey(exception({ certificateSha256Hex: bareSha256.toUpperCase() })).accepted).toBe(true);
  });

  it('only notes dates that are far off', () => {
    const input = {
      ...exception({ approvers: ['Approver One', 'Approver Two'] }, 'ceremony'),
      wallClockMs: Date.parse('2036-01-01T00:00:00Z'),
    };
    expect(outcomeOf(input, 'validity')).toBe('note');
    expect(assessExchangeKey(input).accepted).toBe(true);
  });

  it('checks an attestation that is there', () => {
    expect(outcomeOf(exception({}, 'one-shot', forge()), 'quote-signature')).toBe('passed');
    expect(outcomeOf(exception(), 'quote-signature')).toBe('absent');
  });
});

describe('an inspection', () => {
  it('checks form and attestation, and leaves the name to people', () => {
    const input = { ...claim(forge()), claim: { kind: 'inspected' as const } };
    const verdict = assessExchangeKey(input);
    expect(verdict.accepted).toBe(true);
    expect(verdict.checks.find(({ id }) => id === 'certificate-name')).toMatchObject({
      outcome: 'on-caller',
      value: host,
    });
    expect(assessExchangeKey({ ...input, fileBytes: bare }).accepted).toBe(false);
  });

  it('never makes a verified key', () => {
    const input = { ...claim(forge()), claim: { kind: 'inspected' } };
    // A cast is what a careless caller would write.
    expect(() => verifyExchangeKey(input as unknown as ExchangeKeyInput)).toThrow('inspection only');
  });
});

describe('a verdict on what cannot be read', () => {
  it('says which checks could not be made', () => {
    const verdict = assessExchangeKey(claim(Buffer.from('nothing')));
    expect(verdict.accepted).toBe(false);
    expect(verdict.certificateSha256Hex).toBe('');
    expect(verdict.checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual(['file-form']);
    expect(verdict.checks.filter(({ outcome }) => outcome === 'not-judged').length).toBeGreaterThan(20);
  });

  it('goes on after a failure with what it can', () => {
    const input = claim(forge({ privateKey: otherKey, name: 'other-hsm.managedhsm.azure.net' }));
    const failed = assessExchangeKey(input).checks.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ id }) => id)).toEqual(['quote-key-binding', 'certificate-name']);
    expect(faultOf(() => verifyExchangeKey(input)).code).toBe('QUOTE_OTHER_KEY');
  });
});

describe('a defect in a check', () => {
  it('is thrown on, and stands in no verdict', () => {
    const list = new Checklist(false);
    const assess = (): void => {
      throw new RangeError('a defect');
    };
    expect(() => list.check('validity', '', assess)).toThrow(RangeError);
    expect(list.checks().find(({ id }) => id === 'validity')?.outcome).toBe('not-judged');
  });
});

describe('FORMAT.md', () => {
  const format = readFileSync(new URL('FORMAT.md', import.meta.url), 'utf8');

  it('names every check in its order', () => {
    const rows = [...format.matchAll(/^\| `([a-z-]+)` +\| (E\d) /gm)].map(([, id, evidence]) => [id, evidence]);
    expect(rows).toEqual(Object.entries(exchangeKeyChecks));
  });

  it('names every code', () => {
    expect(Object.keys(exchangeKeyAdvice).filter((code) => !format.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('the seal', () => {
  it('knows the keys that the policy minted, and no others', () => {
    const key = verifyExchangeKey(claim(forge()));
    expect(() => assertVerifiedExchangeKey(key)).not.toThrow();
    // A cast makes the type, and not the value.
    const copy = { ...key } as Verified<ExchangeKey>;
    expect(() => assertVerifiedExchangeKey(copy)).toThrow('not minted');
  });

  it('freezes what it minted', () => {
    const key = verifyExchangeKey(claim(forge()));
    expect(Object.isFrozen(key)).toBe(true);
    expect(Object.isFrozen(key.evidence)).toBe(true);
    expect(key.evidence.checks.every((check) => Object.isFrozen(check))).toBe(true);
    expect(key.publicKey.equals(createPublicKey(exchangeKey))).toBe(true);
    expect(spki(exchangeKey).equals(key.publicKey.export({ format: 'der', type: 'spki' }))).toBe(true);
    expect(key.hsmHost).toBe(host);
  });
});

// What one reader of a package takes and another refuses, or reads otherwise: each was found by playing it against both checkers.
import { parseStrictJson } from '../../encoding/json.ts';
import { encodePem } from '../../encoding/pem.ts';
import { offlineRecovery, sheet } from '../../journal/testdata/recovery.ts';
import { encodeEnvelope, parseEnvelope } from '../../transfer/envelope.ts';
import { otherForm } from '../../transfer/signature.ts';
import { signDocument } from '../../transfer/signed-document.ts';
import { textHash, witness } from '../../transfer/testdata/samples.ts';
import { OID, type X509Extension } from '../../x509/certificate.ts';
import {
  algorithmIdentifier,
  type CertificateParts,
  encodeCertificate,
  encodeKeyUsage,
  keyUsage,
} from '../../x509/certificate-writer.ts';
import { attestationExtension, exchangeJwk, makeExchangeParts, plainExtensions } from '#simulator/exchange-key-issuer.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { type EvidenceFiles, manifestPath, manifestPayloadType, planPath } from '../manifest.ts';
import {
  attestedBy,
  beforeTheEnd,
  bodyOf,
  chainOf,
  changedAt,
  first,
  forged,
  found,
  hashOf,
  noon,
  otherKey,
  quoteAt,
  quoted,
  signedBy,
} from './forgeries.ts';
import { answerFile, bundles, eventsWith, genuine, host, online, plan, samplePayload } from './sample-package.ts';
import { withSignedEnd } from '../../journal/testdata/signed-end.ts';
import { both, chainedLines, type Files, type Insider, remove, replaced, rewritten, set, text } from './tampering.ts';

const onlinePath = 'journals/online.jsonl';
const outcomePath = `bundles/${found(bundles[2]).name}`;
const answerPath = 'service/x.json';

/** A text of a file replaced. */
const inFile =
  (path: string, from: RegExp | string, to: string): Insider['change'] =>
  (files) => {
    files.set(path, text(String(files.get(path)).replace(from, to)));
  };
/** The signed list as a text, altered and signed again. */
const listWith =
  (change: (list: string) => string) =>
  (whole: EvidenceFiles): Buffer => {
    const { payload } = parseEnvelope(found(whole.get(manifestPath)));
    return signDocument(manifestPayloadType, text(change(String(payload))), [witness]);
  };
const nothing = (): void => undefined;
const relisted = (name: string, change: (list: string) => string): Insider => ({
  name: `a list ${name}`,
  change: nothing,
  relisted: listWith(change),
  theirs: /list-form/u,
});
const entry = /\{"bytes":[^}]*\}/u;

/** What a journal had from the beginning. */
const inside = (change: (event: JournalEvent) => object): Insider['change'] =>
  forged({ offline: offlineRecovery.map((event) => change(event) as JournalEvent) });
const outside = (change: (event: JournalEvent) => object): Insider['change'] =>
  forged({ first: online.map((event) => change(event) as JournalEvent) });
/** What the first operator wrote after the last bundle. */
const late = (change: (event: JournalEvent) => object): Insider['change'] =>
  replaced(onlinePath, (event) => change(event) as JournalEvent);

const answerWith = (change: (answer: string) => string): Insider['change'] =>
  set(answerPath, () => text(change(String(answerFile('x-1')))));
const { practice, securityDomain } = plan;
const register = (change: object): Insider['change'] =>
  set('lists/register.json', () =>
    text(
      JSON.stringify({
        ...{ format: 'lifeboat-custody', v: 2, practice, securityDomainSha256: securityDomain?.sha256 },
        ...change,
      }),
    ),
  );
/** A file that holds the exchange key, in the folder in which each file is known. */
const kept = (content: string): Insider['change'] => set('certificates/key', () => text(content));
const pem = encodePem('CERTIFICATE', genuine.certificateDer);

const attestation = attestationExtension(quoted);
/** The genuine key with its attestation in another certificate. */
const certified = (extensions: readonly X509Extension[], parts: Partial<CertificateParts> = {}): Insider['change'] => {
  const own = { ...makeExchangeParts(host, genuine.privateKey, noon, extensions), ...parts };
  return both(forged({ key: signedBy(() => encodeCertificate(own)) }), remove('verdicts/verdict.json'));
};
const [constraints, usage] = plainExtensions as [X509Extension, X509Extension];
const sha384WithRsa = algorithmIdentifier('1.2.840.113549.1.1.12', 'null');

const observation = samplePayload('exchange-key').body;
/** The first operator fetched twice what one line says, and stands for both observers. */
const observedTwiceByOne = ((): Insider['change'] => {
  const at = first.journal.events;
  const twice = online.toSpliced(at, 0, found(online[at - 1]));
  const endAt = (events: number) => {
    const lines = eventsWith(twice.slice(0, events)).map((event) => ({ at: '2026-10-14T10:00:00Z', event }));
    const bytes = chainedLines(lines).subarray(0, -1);
    return { events, head: hashOf(bytes.subarray(bytes.lastIndexOf('\n') + 1)) };
  };
  const body = { ...observation, first: { ...first, journal: endAt(at) }, second: { ...first, journal: endAt(at + 1) } };
  return forged({ first: twice, changes: [{ body }] });
})();
/** A blob that names two exchange keys: one reader takes the first, another the last. */
const namedTwice = ((): Insider['change'] => {
  const { body } = samplePayload('restore-blob');
  const restoreBlob = body.restoreBlob.replace('"x5t_256":', '"x5t_256":"AAAA","x5t_256":');
  const blobSha256 = textHash(restoreBlob);
  const noted = (event: JournalEvent): JournalEvent =>
    parseStrictJson(text(JSON.stringify(event).replaceAll(body.blobSha256, blobSha256)), {
      maxBytes: 1 << 20,
    }) as unknown as JournalEvent;
  return forged({ changes: [undefined, { body: { ...body, restoreBlob, blobSha256 } }], noted });
})();
/** An answer whose JWK has another modulus than its certificate. */
const otherModulus = exchangeJwk({ ...genuine, privateKey: otherKey.privateKey });

const isRestore = (event: JournalEvent): boolean => 'call' in event && event.call === 'restore';
const nobody = '0'.repeat(64);

/** The answer of a call as the first operator kept it, or as it is said to have ended, and the journal that names it. */
const answered =
  (call: string, change: (answer: string) => string, noted: (sha256: string, event: JournalEvent) => object): Insider['change'] =>
  (files) => {
    const file = text(change(String(answerFile(call))));
    files.set(`service/${call}.1.answer.json`, file);
    late((event) => noted(hashOf(file), event))(files);
  };
const took = (sha256: string, event: JournalEvent): object =>
  event.kind === 'call-answered' && event.id === 'restore-1' ? { ...event, envelopeSha256: sha256 } : event;
const ended = (sha256: string, event: JournalEvent): object =>
  event.kind === 'call-settled' && event.id === 'restore-1' ? { ...event, finalSha256: sha256 } : event;
const saying = (status: string) => (answer: string) =>
  answer.replace(/"body":"[^"]*"/u, `"body":"${text(JSON.stringify({ status })).toString('base64')}"`);
const unseenNumber = '\u200b\u2060\u00ad';
const numbered = (answer: string): string => answer.replace('"requestId":"r"', `"requestId":"${unseenNumber}"`);

/** What the first operator typed so from the beginning: each machine signs the end of its journal over it. */
const typedAtOnce =
  (change: (files: Files) => void) =>
  (files: Files): void => {
    change(files);
    for (const [path, bytes] of files) if (path.startsWith('journals/')) files.set(path, withSignedEnd(bytes));
  };

export const otherReadings: readonly Insider[] = [
  // Members that nobody signed, and lists that no program writes.
  { name: 'a bundle with a member that nobody signed', change: inFile(outcomePath, '{', '{"a":1,'), theirs: /envelope-form/u },
  { name: 'a plan with a member that nobody signed', change: inFile(planPath, '{', '{"a":1,'), theirs: /envelope-form/u },
  {
    name: 'a signature with a member that nobody signed',
    change: inFile(outcomePath, '{"keyid"', '{"a":1,"keyid"'),
    theirs: /envelope-form/u,
  },
  {
    name: 'a list with a member that nobody signed',
    change: nothing,
    relisted: (whole) => text(String(whole.get(manifestPath)).replace('{', '{"a":1,')),
    theirs: /envelope-form/u,
  },
  {
    name: 'a bundle with its signatures in another order',
    change: (files) => {
      const path = `bundles/${found(bundles[0]).name}`;
      const { payloadType, payload, signatures } = parseEnvelope(found(files.get(path)));
      files.set(path, encodeEnvelope({ payloadType, payload, signatures: signatures.toReversed() }));
    },
    theirs: /bundle-signers|bundles-as-noted/u,
  },
  {
    name: 'a bundle whose signature has its other form, which is as good',
    change: (files) => {
      const { payloadType, payload, signatures } = parseEnvelope(found(files.get(outcomePath)));
      const others = signatures.map(({ keyId, signatureDer }) => ({ keyId, signatureDer: otherForm(signatureDer) }));
      files.set(outcomePath, encodeEnvelope({ payloadType, payload, signatures: others }));
    },
    theirs: /signature-form/u,
  },
  relisted('with another member', (list) => list.replace('"files"', '"e":1,"files"')),
  relisted('with another member of a file', (list) => list.replace(entry, (each) => each.replace('{', '{"a":1,'))),
  relisted('with a file twice', (list) => list.replace(entry, (each) => `${each},${each}`)),
  relisted('with a file first under another hash', (list) =>
    list.replace(entry, (each) => `${each.replace(/[0-9a-f]{64}/u, nobody)},${each}`),
  ),
  relisted('in another order', (list) => list.replace(/(\{"bytes":[^}]*\}),(\{"bytes":[^}]*\})/u, '$2,$1')),
  relisted('that names the list of an emergency', (list) => list.replace('documents/record.txt', 'SHA256SUMS')),
  relisted('of another format', (list) => list.replace('lifeboat-evidence', 'lifeboat')),
  {
    name: 'a list whose truth value is a number',
    change: nothing,
    relisted: listWith((list) => list.replace('"practice":true', '"practice":1')),
    theirs: /list-form/u,
  },
  { name: 'an outcome whose truth value is a number', change: changedAt(2, { practice: 1 }), theirs: /bundle-form/u },
  {
    name: 'a line with a time of another form',
    change: rewritten(onlinePath, (lines) => lines.with(-1, { ...found(lines.at(-1)), at: '2026-10-14T12:30:00+02:00' })),
    theirs: /journal-line/u,
  },
  {
    name: 'a name with a character that nobody sees',
    change: late((event) => (event.kind === 'journal-closed' ? { ...event, by: ['Person witness\u200b'] } : event)),
    theirs: /journal-line/u,
  },
  // Files that say what they are.
  ...(['call', 'requestId', 'status'] as const).map((member) => ({
    name: `an answer without its ${member}`,
    change: answerWith((answer) => answer.replace(new RegExp(`,"${member}":[^,]*`, 'u'), '')),
    theirs: /answer-form|file-named/u,
  })),
  // The same operator kept an answer that says what the verdict does not.
  { name: 'a refusal kept as the answer that took a restore on', change: answered('restore-1', (answer) => answer.replace('"status":202', '"status":403'), took), theirs: /success-as-kept/u },
  {
    name: 'a refusal kept as the answer that took a restore on, in a journal that names no envelopes',
    change: answered('restore-1', (answer) => answer.replace('"status":202', '"status":403'), (_, event) => event),
    theirs: /success-as-kept/u,
  },
  { name: 'a restore that failed by its last answer and succeeded by its verdict', change: answered('restore-1-end', saying('Failed'), ended), theirs: /success-as-kept/u },
  { name: 'the same of one that was cancelled', change: answered('restore-1-end', saying('Canceled'), ended), theirs: /success-as-kept/u },
  // A number that nobody sees.
  { name: 'an answer whose number of the request nobody sees', change: answered('restore-1', numbered, took), theirs: /answer-as-noted/u },
  {
    name: 'an answer whose number nobody sees, as its journal has it',
    change: answered('restore-1', numbered, (sha256, event) => ({
      ...took(sha256, event),
      ...(event.kind === 'call-answered' && event.id === 'restore-1' && { requestId: unseenNumber }),
    })),
    theirs: /journal-line/u,
  },
  { name: 'an answer of no call whose number nobody sees', change: answerWith(numbered), theirs: /^file-not-named: service/u },
  { name: 'an answer without a body', change: answerWith((answer) => answer.replace(/"body":"[^"]*",/u, '')) },
  { name: 'a register whose truth value is a text', change: register({ practice: 'true' }), theirs: /practice-of-file/u },
  { name: 'a register with a number for a hash', change: register({ securityDomainSha256: 5 }), theirs: /register-of-domain/u },
  { name: 'a register without a hash', change: register({ securityDomainSha256: undefined }) },
  ...(
    [
      ['a character of no alphabet', pem.replace('MII', 'M!II')],
      ['another end', pem.replace('END CERTIFICATE', 'END CERTIFICATES')],
      ['another label', encodePem('PUBLIC KEY', genuine.certificateDer)],
      ['another block before it', encodePem('X', text('x')) + pem],
      ['nothing but x5c', JSON.stringify({ x5c: [genuine.certificateDer.toString('base64')] })],
      ['another modulus', JSON.stringify(otherModulus)],
      ['another thumbprint', JSON.stringify({ ...exchangeJwk(genuine), x5t: 'A'.repeat(27) })],
    ] as const
  ).map(([name, content]) => ({
    name: `an exchange key kept with ${name}`,
    change: kept(content),
    theirs: /answer-form|file-named/u,
  })),
  {
    name: 'a certificate that a note names, and quotes as in German',
    change: (files: Files) => {
      set('certificates/C9.cer', () => text('C9'))(files);
      beforeTheEnd(onlinePath, { kind: 'note', by: 'Lifeboat', text: `„${textHash('C9')}“` })(files);
    },
    listed: 'L5',
  },
  // The exchange key and its attestation.
  ...(
    [
      ['for signatures', [constraints, { ...usage, value: encodeKeyUsage(keyUsage.digitalSignature) }, attestation]],
      ['with a condition that nobody knows', [...plainExtensions, { ...attestation, critical: true }]],
    ] as readonly (readonly [string, readonly X509Extension[]])[]
  ).map(([name, extensions]) => ({
    name: `an exchange certificate ${name}`,
    change: certified(extensions),
    theirs: /key-usage/u,
  })),
  {
    name: 'an exchange certificate with its attestation twice',
    change: certified([...plainExtensions, attestation, attestation]),
  },
  ...(
    [
      ['another algorithm than its signature', { signatureAlgorithm: sha384WithRsa }],
      ['another issuer', { issuer: [{ oid: OID.commonName, value: 'x' }] }],
    ] as const
  ).map(([name, parts]) => ({
    name: `an exchange certificate with ${name}`,
    change: certified([...plainExtensions, attestation], parts),
    theirs: /key-self-signed/u,
  })),
  ...(
    [
      ['of another vendor', (value) => value.fill(0, quoteAt + 12, quoteAt + 28)],
      ['with a wrong length of its signatures', (value) => value.fill(7, quoteAt + 432, quoteAt + 433)],
      ['with a wrong length of its chain', (value) => value.fill(7, value.indexOf('-----BEGIN') - 4, value.indexOf('-----BEGIN') - 3)],
    ] as readonly (readonly [string, (value: Buffer) => Buffer])[]
  ).map(([name, change]) => ({
    name: `an attestation ${name}`,
    change: attestedBy(change),
    theirs: /key-attested: .*: form/u,
  })),
  {
    name: 'an attestation with text between its certificates',
    change: chainOf(([leaf = '', ...others]) => [leaf, 'text\n', ...others]),
    theirs: /key-attested: .*: chain/u,
  },
  // What a bundle says and its journals do, too.
  {
    name: 'an exchange key that one operator observed twice',
    change: observedTwiceByOne,
    theirs: /bundle-body/u,
  },
  {
    name: 'a decision between two keys that are the same',
    change: bodyOf(0, {
      decision: { key: 'operator-1', exception: 7, decidedBy: ['Person operator-1', 'Person witness'], reason: 'x' },
    }),
    theirs: /bundle-body/u,
  },
  { name: 'a blob under another thumbprint', change: bodyOf(1, { x5tS256: 'A'.repeat(43) }), theirs: /bundle-body/u },
  { name: 'a blob that names two exchange keys', change: namedTwice, theirs: /bundle-body|envelope-form/u },
  {
    name: 'a challenge that the receiver did not issue',
    change: changedAt(0, { challenge: 'f'.repeat(32) }),
    theirs: /challenge-issued/u,
  },
  {
    name: 'an outcome that says of the upload what no journal says',
    change: bodyOf(2, { verdict: 'failed' }),
    theirs: /outcome-as-noted/u,
  },
  {
    name: 'an outcome that says of the upload what its sender’s journal does not say',
    change: outside((event) =>
      event.kind === 'call-settled' && event.id === 'upload-1' ? { ...event, verdict: 'failed' } : event,
    ),
  },
  {
    name: 'an outcome of the upload with other words and another request',
    change: typedAtOnce(bodyOf(2, { requestId: 'another', detail: 'Another' })),
    listed: 'L6',
  },
  {
    name: 'an outcome of a call that no journal has',
    change: typedAtOnce(bodyOf(2, { call: 'download' })),
    listed: 'L6',
  },
  {
    name: 'a machine that was paired, and that is not the plan’s',
    change: inside((event) => (event.kind === 'peer-paired' ? { ...event, keyId: 'f'.repeat(64) } : event)),
    theirs: /paired-machines/u,
  },
  // What a journal had from the beginning, in no order that both would take.
  ...(
    [
      ['a security domain that is not the plan’s', 'security-domain-loaded', { sha256: nobody }, 'registered-domain'],
      ['a custodian’s share twice', 'share-accepted', { certificateSha256: plan.custodians[0]?.certificateSha256 }, 'share-given-once'],
      ['a gap that is not closed', 'air-gap', { closed: false }, 'share-behind-the-gap'],
      ['a build that one person approved', 'build-approved', { by: ['Person witness', 'person  witness'] }, 'approved-by-two'],
      ['a build that was approved for another key', 'build-approved', { certificateSha256: nobody }, 'built-with-approval'],
      ['words that were read back of another key', 'read-back', { sha256: nobody }, 'share-after-exchange-key'],
      ['words that one person read back', 'read-back', { by: ['Person witness', 'Person witness'] }, 'read-back-by-two'],
    ] as const
  ).map(([name, kind, change, rule]) => ({
    name,
    change: inside((event) => (event.kind === kind ? { ...event, ...change } : event)),
    theirs: new RegExp(`^NOT GOOD: ${rule}: `, 'u'),
  })),
  ...(
    [
      ['another blob uploaded than was compared', 'call-intended', { subject: nobody }, 'upload-of-the-accepted-blob'],
      ['a blob that is for another key than was fetched', 'blob-compared', { inBlob: nobody }, 'upload-after-comparison'],
    ] as const
  ).map(([name, kind, change, rule]) => ({
    name,
    change: outside((event) =>
      event.kind === kind && (event.kind !== 'call-intended' || event.call === 'upload') ? { ...event, ...change } : event,
    ),
    theirs: new RegExp(`^NOT GOOD: ${rule}: `, 'u'),
  })),
  ...(
    [
      ['a restore to another HSM', 'call-intended', { target: 'https://other-hsm.managedhsm.practice.invalid' }, 'call-to-the-target'],
      ['a restore from another folder', 'call-intended', { folder: 'mhsm-other-hsm-2026101312000000' }, 'restore-of-the-planned-folder'],
      ['a restore that one person confirmed', 'target-confirmed', { by: ['Person witness', 'Person witness'] }, 'call-confirmed-by-two'],
    ] as const
  ).map(([name, kind, change, rule]) => ({
    name,
    change: late((event) => (event.kind === kind && isRestore(event) ? { ...event, ...change } : event)),
    theirs: new RegExp(`^NOT GOOD: ${rule}: `, 'u'),
  })),
  {
    name: 'a hold of no minutes',
    change: late((event) => (event.kind === 'hold-over' ? { ...event, minutes: 0 } : event)),
    theirs: /hold-long-enough/u,
  },
  {
    name: 'a failed check that one person answers for',
    change: beforeTheEnd(
      onlinePath,
      { kind: 'check-failed', check: 'exchange-key', step: 'C8', fault: 'EXCHANGE_KEY_REFUSED', detail: 'x' },
      { kind: 'exception', number: 1, ...sheet, check: 'exchange-key', step: 'C8', decidedBy: ['Person witness'] },
    ),
    theirs: /failure-left-by-two/u,
  },
];

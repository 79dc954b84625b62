// Mutants that live, and why that is right.

const session = 'electron/main/core/transfer/session.ts';
const evidenceBundles = 'electron/main/core/evidence/bundles.ts';
const evidenceEmergency = 'electron/main/core/evidence/emergency.ts';
const evidenceJournals = 'electron/main/core/evidence/journals.ts';
const namedFiles = 'electron/main/core/evidence/named-files.ts';
const policy = 'electron/main/core/exchange-key/policy.ts';
const bundles = 'electron/main/core/journal/order/bundles.ts';
const newKeys = 'electron/main/core/journal/order/new-keys.ts';
const outgoingScan = 'electron/main/core/transfer/outgoing-scan.ts';
const tokenAttestation = 'electron/main/core/custodian-key/token-attestation.ts';
const keyAttestation = 'electron/main/core/inventory/key-attestation.ts';
const signedEnd = 'electron/main/core/journal/signed-end.ts';
const records = 'electron/main/core/journal/records.ts';
const offlineState = 'electron/main/services/offline/app-state.ts';
const journalProofs = 'electron/main/core/register/journal-proofs.ts';

export const equivalent: Readonly<Record<string, string>> = {
  [`${session}: dir === undefined → false`]: 'every kind of bundle has a direction; the line is for the compiler',
  [`${session}: peer && state.peers[role] === peer.keyId → state.peers[role] === peer.keyId`]:
    'the rules of a plan ask for both machines, so there is a peer; the line is for the compiler',
  [`${bundles}: blob.phase === 'built' && blob.certificateSha256 === exchange → blob.certificateSha256 === exchange`]:
    'a blob that is not built has no hash that a bundle could name; the line is for the compiler',
  [`${newKeys}: 'copy' in event && event.copy === 1 → event.copy === 1`]:
    'the event of two sticks has no copy; the line is for the compiler',
  [`${policy}: !certificate || !evidence.accepted → false`]:
    'neither half holds here, as the next two say; the line is for the day on which a check is forgotten',
  [`${policy}: !certificate || !evidence.accepted → !certificate`]:
    '`new Checklist(true)` throws at the first check that fails, so none has failed here, and every check was judged',
  [`${policy}: !certificate || !evidence.accepted → !evidence.accepted`]:
    '`runChecks` gives no certificate only after `file-form` or `certificate-form` failed, and `new Checklist(true)` threw there',
  [`${policy}: outcome !== 'failed' && outcome !== 'not-judged' → outcome !== 'failed'`]:
    'what is not judged stands behind a check that has failed; were that forgotten once, the verdict would still refuse',
  [`${evidenceBundles}: (noted.get(seq - 1)?.n ?? 0) <= end.events && end.events < written.n → (noted.get(seq - 1)?.n ?? 0) <= end.events`]:
    'a line that names a bundle holds its hash, so no bundle can hold the hash of that line or of a later one',
  [`${evidenceBundles}: event.kind === 'exchange-key-fetched' && event.observer === observer → event.observer === observer`]:
    'no other event has an observer; the line is for the compiler',
  [`${evidenceBundles}: event.kind === 'exchange-key-fetched' && isNoted(event, observation) → isNoted(event, observation)`]:
    'no other event has the members of a fetch; the line is for the compiler',
  [`${evidenceBundles}: entry.n < signed.n → entry.n <= signed.n`]: 'the line of a signature is no fetch',
  [`${evidenceBundles}: last && !isNotedAs(last, observation) → !isNotedAs(last, observation)`]:
    'the rules of journals want a fetch before each signature, so there is one; the line is for the compiler',
  [`${evidenceBundles}: isSignature(event) && event.payloadSha256 === payloadSha256 → event.payloadSha256 === payloadSha256`]:
    'any other line with this hash says that this machine sent or took the bundle, which `assertAsInJournal` has refused',
  [`${evidenceBundles}: isSignature(event) && made.has(event.payloadSha256) → made.has(event.payloadSha256)`]:
    'lines about bundles are in the journals of machines that sign none as the second; nothing is listed from theirs',
  [`${evidenceBundles}: role === 'operator-2' && n > signed → n > signed`]:
    'no other machine signs as the second, so nothing comes after its signature',
  [`${evidenceBundles}: n > signed → n >= signed`]: 'a fetch is another line than the signature',
  [`${evidenceEmergency}: event.kind === 'check-failed' && event.check === 'exchange-key' → event.check === 'exchange-key'`]:
    'an exception leaves a failure that stands, and nothing is fetched while one does: the first outcome after a fetch is no exception',
  [`${evidenceEmergency}: event.kind !== 'exchange-key-fetched' || kept === undefined → kept === undefined`]:
    'the line before finds nothing for any other event; the half is for the compiler',
  [`${evidenceJournals}: source && planned → source`]:
    'where the plan has no lost HSM, nothing is written either way, and a journal that names one differs',
  [`${evidenceJournals}: grade && asked → grade`]: 'every plan has a grade; the line is for the compiler',
  [`${evidenceBundles}: end.events < written.n → end.events <= written.n`]: 'as the one above',
  [`${namedFiles}: event.kind === 'note' && event.by === 'Lifeboat' → event.by === 'Lifeboat'`]:
    'every other event that says by whom has a list of people there; the line is for the compiler',
  [`${namedFiles}: known → false`]: 'the file is read again, and says the same; the line saves the time',
  [`${outgoingScan}: ![backslash, carriageReturn, lineFeed].some((code) => bytes.includes(code)) → false`]:
    'a text without a line break is copied as it is; the line saves the copy',
  [`${outgoingScan}: depth === 0 && bytes.includes(0) → depth === 0`]:
    'without a zero the same is read twice; the line saves it',
  [`${outgoingScan}: depth === 0 && bytes.includes(0) → bytes.includes(0)`]:
    'more is read, and nothing less; zeros are in whatever is decoded, and the line saves half of the time',
  [`${outgoingScan}: skipped < 4 → skipped <= 4`]: 'from the fifth digit the same groups are read as from the first',
  [`${tokenAttestation}: at && (at < notBefore || at > notAfter) → (at < notBefore || at > notAfter)`]:
    'what is undefined is before nothing and after nothing; the line is for the compiler',
  [`${signedEnd}: last?.event.kind !== 'journal-signed' || state.opened === undefined → last?.event.kind !== 'journal-signed'`]:
    'a journal that has ended was opened; the line is for the compiler',
  [`${keyAttestation}: nameOf(a) < nameOf(b) → nameOf(a) <= nameOf(b)`]: 'a version of a key is attested once',
  [`${keyAttestation}: isSigned && isOfMaker → isOfMaker`]:
    'only what is signed is of the maker; the line is for the reader',
  [`${keyAttestation}: signer !== undefined && leadsTo(signer, chain, roots) → leadsTo(signer, chain, roots)`]:
    'no signer leads nowhere; the line is for the compiler',
  [`${keyAttestation}: data.length < 24 → data.length <= 24`]: 'headers alone have no key in them',
  [`${keyAttestation}: start + 8 > data.length → start + 8 >= data.length`]:
    'an info header alone has no key behind it',
  [`${keyAttestation}: offset + 12 > buffer.length → offset + 12 >= buffer.length`]:
    'a key without attributes says as little as none',
  [`${offlineState}: this.dropShares() → Promise.resolve()`]:
    'only a session that has ended is left, and each that ends has dropped its shares; the line is for the day on which one forgets it',
  [`${records}: found !== expected → false`]:
    'a verified bundle names the certificate of its answer; here another parser reads that answer, and they agree today',
  [`${journalProofs}: purpose && kindOf[purpose] → kindOf[purpose]`]:
    'a journal without a purpose has none of those that are named; the line is for the compiler',
  [`${journalProofs}: proofs.length === 0 && own !== null → proofs.length === 0`]:
    'a register that names no security domain takes every share, so none is left over; the line is for the compiler',
};

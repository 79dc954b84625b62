// The branches of core that no test takes, each with the reason: those that no input reaches, and those that nobody has tried yet. A name is
// the file and what stands in the line. `npm run coverage` compares; what is new fails.

const bound = 'the compiler cannot see that the index is within bounds';
const there = 'the form or the check before has made sure that it is there; the compiler cannot see that';
const behind = 'stands behind another check that refuses first';
const defect =
  'only a defect of the program leads here: whatever is no refusal is thrown on, or what cannot be is thrown';
const production =
  'a production key that both operators signed cannot be made in a test: only the genuine one is of Intel';

/** No input leads there. */
export const unreachable: Readonly<Record<string, string>> = {
  'electron/main/core/custodian-key/custodian-key.ts: const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};':
    there,
  "electron/main/core/custodian-key/custodian-key.ts: refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: key.asymmetricKeyType ?? 'unknown' });":
    there,
  'electron/main/core/custodian-key/pbes2.ts: const { tag, content = Buffer.alloc(0) } = element ?? {};': bound,
  'electron/main/core/custodian-key/pbes2.ts: const first = content[0] ?? 0x80;': bound,
  'electron/main/core/custodian-key/pkcs12.ts: const contents = authSafe === undefined ? [] : dataOf(authSafe).flatMap(children);':
    behind,
  'electron/main/core/encoding/der.ts: if (octets.length === 0 || (octets[0] ?? 0) >= 0x80) octets.unshift(0);': bound,
  "electron/main/core/encoding/fields.ts: (at, step) => (at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[step] : undefined),":
    there,
  "electron/main/core/encoding/json.ts: return plain[1] ?? '';": bound,
  'electron/main/core/encoding/pem.ts: .match(/.{1,64}/g) ?? [];': bound,
  'electron/main/core/encoding/pem.ts: const labelBytes = labelEnd < 0 ? fail() : file.subarray(from + begin.length, labelEnd);':
    behind,
  "electron/main/core/evidence/bundles.ts: agree(`payload ${named.seq} of ${path}`, named.payloadSha256, bundle?.payloadSha256 ?? '');":
    behind,
  "electron/main/core/evidence/bundles.ts: agree(`kind of bundle ${named.seq} of ${path}`, named.type, bundle?.payload.type ?? '');":
    behind,
  "electron/main/core/evidence/bundles.ts: agree(`blob of ${path}`, named.content ?? 'none', bundle.payload.body.blobSha256);":
    there,
  "electron/main/core/evidence/journals.ts: agree(`ceremony of ${path}`, plan.ceremony, opened?.ceremony ?? 'none');":
    there,
  "electron/main/core/evidence/journals.ts: agree(`machine of ${path}`, machine?.keyId ?? 'one of the plan', opened?.keyId ?? 'none');":
    there,
  "electron/main/core/evidence/journals.ts: return { path, machine: opened?.machine ?? 'offline', entries, head };":
    there,
  'electron/main/core/evidence/manifest.ts: files: paths.map((path) => entryOf(path, files.get(path) ?? Buffer.alloc(0))),':
    bound,
  "electron/main/core/evidence/manifest.ts: const sorted = manifest.files.every(({ path }, at) => at === 0 || (manifest.files[at - 1]?.path ?? '') < path);":
    bound,
  'electron/main/core/evidence/package.ts: const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;':
    there,
  "electron/main/core/evidence/package.ts: ...exchangeKeys.map(({ payload }) => found('exchange-key-seen-twice', payload.exchange?.x5tS256 ?? '')),":
    there,
  "electron/main/core/evidence/package.ts: found('blob-for-the-verified-key', payload.exchange?.x5tS256 ?? ''),": there,
  'electron/main/core/exchange-key/exchange-key-file.ts: return bytes[0] === DER.sequence && (bytes[1] ?? 0) >= 0x80;':
    bound,
  "electron/main/core/exchange-key/fetch-checks.ts: refuse({ code: 'FETCHES_TLS_DIFFER', position, expected: expected ?? '', found: found ?? '' });":
    bound,
  "electron/main/core/exchange-key/fetch-checks.ts: return certificate === undefined ? 'none' : sha256(decodeBase64(certificate)).toString('hex');":
    behind,
  "electron/main/core/exchange-key/pck-chain.ts: return leaf && intermediate && root ? [leaf, intermediate, root] : refuse({ code: 'PCK_CHAIN_MALFORMED' });":
    behind,
  'electron/main/core/exchange-key/pck-chain.ts: x509 = parseX509(block?.der ?? Buffer.alloc(0));': bound,
  "electron/main/core/exchange-key/pck-chain.ts: if (cause instanceof Refusal) return refuse({ code: 'PCK_CERTIFICATE_MALFORMED', member }, cause);":
    defect,
  "electron/main/core/exchange-key/policy.ts: if (!certificate || !evidence.accepted) throw new Error('an exchange key was not accepted, and no check said why');":
    defect,
  'electron/main/core/exchange-key/quote.ts: isDebug: ((bytes[48] ?? debugAttribute) & debugAttribute) !== 0,': bound,
  'electron/main/core/exchange-key/revocation-list.ts: const entries = parts[0]?.tag === DER.sequence ? readDerChildren(parts.shift()?.content ?? Buffer.alloc(0)) : [];':
    bound,
  "electron/main/core/exchange-key/revocation-list.ts: const extensions = parts[0]?.tag === TAG.version ? fields(parts.shift() ?? outer, 1, 'extensions') : [];":
    bound,
  'electron/main/core/journal/line-chain.ts: if (error instanceof Refusal) return undefined;': defect,
  "electron/main/core/journal/records.ts: mode: plan.practice ? 'practice' : 'production',": production,
  "electron/main/core/journal/records.ts: if (found !== expected) refuse({ code: 'BUNDLE_EXCHANGE_KEY', expected, found });":
    behind,
  'electron/main/core/paper/repeatable-pdf.ts: return text.replace(part, (_, number: string) => `(node${counted.get(number) ?? number})`);':
    there,
  'electron/main/core/plan/plan-file.ts: holder: plan.people.find(({ id }) => id === person)?.name ?? person,': there,
  'electron/main/core/register/from-plan.ts: name: known?.name ?? person,': there,
  "electron/main/core/register/from-plan.ts: hsmAdministrator: known?.roles.includes('ADM') ?? false,": there,
  "electron/main/core/register/from-plan.ts: certificateSha256: certificateSha256 ?? '',": there,
  "electron/main/core/register/journal-proofs.ts: const ceremony = head.state.opened?.ceremony ?? '';": there,
  "electron/main/core/register/journal-proofs.ts: const how = kindOf[head.state.plan?.ceremonyKind ?? 'drill'];": there,
  'electron/main/core/security-domain/create.ts: enc_key: sealWrappedJwe(shares[i] ?? Buffer.alloc(0), publicKey),':
    bound,
  "electron/main/core/security-domain/jwe.ts: const decoded = parts.map((part, i) => decodePart(part, texts[i] ?? ''));":
    bound,
  "electron/main/core/security-domain/jwe.ts: return { alg, kid, protectedB64u: texts[0] ?? '', encryptedKey, iv, ciphertext, authTag };":
    bound,
  'electron/main/core/security-domain/jwe.ts: const modulusLength = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;':
    there,
  'electron/main/core/security-domain/jwe.ts: if (error instanceof Refusal) return error.fault;': defect,
  'electron/main/core/security-domain/shamir.ts: const coefficients = [secret[i] ?? 0, ...Array.from({ length: required - 1 }, randomFieldElement)];':
    bound,
  'electron/main/core/security-domain/shamir.ts: return points.reduce((sum, { values }, i) => (sum + (values[word] ?? 0) * (weights[i] ?? 0)) % prime, 0);':
    bound,
  'electron/main/core/transfer/bundle.ts: if (file.length > maxBundleBytes) {': behind,
  "electron/main/core/transfer/bundle.ts: same('BUNDLE_SENDER', sender?.keyId ?? '', payload.from);": behind,
  'electron/main/core/transfer/carried-files.ts: if (error instanceof Refusal) return false;': defect,
  'electron/main/core/transfer/contents.ts: ? { sha256: plan.securityDomain.sha256 }': there,
  'electron/main/core/transfer/session.ts: if (dir === undefined) throw new Error(`bundles of kind ${type} travel nowhere`);':
    defect,
  'electron/main/core/x509/certificate.ts: if (((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0) bits.add(bit);':
    bound,
  'electron/main/core/x509/der-values.ts: if ((content[0] ?? 0) >= 0x80) malformed(part);': bound,
  "electron/main/core/x509/der-values.ts: const text = asBuffer(found?.content ?? Buffer.alloc(0)).toString('latin1');":
    bound,
};

const words = 'a text for people or a default, of which no test asks';
const untried = 'no test yet';

/** They count as not covered. */
export const untested: Readonly<Record<string, string>> = {
  "electron/main/core/encoding/fields.ts: if (issue.code === 'too_small' || issue.code === 'too_big') return 'RANGE';":
    untried,
  "electron/main/core/evidence/bundles.ts: agree(`bundle ${named.seq} of ${path}`, named.fileSha256, bundle?.fileSha256 ?? 'not in the package');":
    untried,
  "electron/main/core/evidence/bundles.ts: named.exchange ?? 'none',": words,
  "electron/main/core/evidence/bundles.ts: bundle?.payload.exchange?.x5tS256 ?? 'none',": words,
  "electron/main/core/evidence/bundles.ts: agree(`key of the blob of ${path}`, verified.find((key) => key === x5tS256) ?? verified.join(', '), x5tS256);":
    untried,
  'electron/main/core/evidence/journals.ts: agree(`plan of ${path}`, planSha256, adopted?.planSha256 ?? planSha256);':
    words,
  "electron/main/core/evidence/journals.ts: return diffJournals(offline, online).map(({ side, fact }) => `${side === 'left' ? 'offline' : 'online'}: ${fact}`);":
    words,
  "electron/main/core/evidence/package.ts: if (event.kind === 'exchange-key-verified' && event.exception) {": untried,
  "electron/main/core/exchange-key/exchange-key-file.ts: const file = asObject(parseStrictJson(bytes, { maxBytes })) ?? refuse({ code: 'EXCHANGE_FILE_UNKNOWN' });":
    untried,
  "electron/main/core/exchange-key/exchange-key-file.ts: const bytes = typeof text === 'string' ? decodeBase64url(text) : undefined;":
    untried,
  'electron/main/core/inventory/inventory-file.ts: versions: versions.toSorted((a, b) => a.created - b.created || byText(a.version, b.version)),':
    words,
  'electron/main/core/inventory/inventory-file.ts: const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);':
    words,
  "electron/main/core/journal/close-off.ts: return form.success ? form.data : refuse({ code: 'JOURNAL_EVENT_FORM', problems: formProblems(form.error) });":
    untried,
  "electron/main/core/journal/diff.ts: return [`bundle ${seq} ${type} payload ${payloadSha256} file ${fileSha256} exchange key ${exchange ?? 'none'}`];":
    words,
  'electron/main/core/journal/records.ts: ...(wallClockMs === undefined ? {} : { wallClockMs }),': untried,
  "electron/main/core/journal/session-log.ts: : refuse({ code: 'JOURNAL_OUT_OF_ORDER', event: event.kind, rules, after: n });":
    untried,
  "electron/main/core/plan/any-plan.ts: if (Buffer.from(bytes.subarray(0, 16)).toString('latin1').startsWith('{\"payload\":')) {":
    untried,
  'electron/main/core/plan/facts.ts: custodianCertificates: plan.custodians.flatMap(({ certificateSha256 }) => certificateSha256 ?? []),':
    words,
  'electron/main/core/plan/facts.ts: sdSha256: plan.securityDomain?.sha256 ?? null,': words,
  'electron/main/core/plan/facts.ts: backupFolder: plan.backup?.folder ?? null,': words,
  "electron/main/core/plan/inputs.ts: refuse({ code: 'PLAN_MISMATCH', what, expected: String(planned ?? 'nothing'), found: String(given) });":
    words,
  "electron/main/core/register/fits.ts: if (!hsms.includes(register.hsm.uri)) compare('HSM', register.hsm.uri, plan.source?.uri ?? plan.target.uri);":
    words,
  'electron/main/core/register/from-plan.ts: const { name, uri } = plan.source ?? plan.target;': words,
  'electron/main/core/register/from-plan.ts: securityDomainSha256: plan.securityDomain?.sha256 ?? null,': words,
  "electron/main/core/transfer/certificate-hashes.ts: if (spki?.tag !== DER.sequence) return refuse({ code: 'EXCHANGE_ANSWER_FORM' });":
    untried,
  'electron/main/core/x509/certificate-writer.ts: isLong ? TAG.generalizedTime : TAG.utcTime,': words,
  "electron/main/core/x509/certificate-writer.ts: Buffer.from(isLong ? digits : digits.slice(2), 'latin1'),": words,
  "electron/main/core/x509/certificate.ts: return name.map(({ oid, value }) => `${shortNames[oid] ?? oid}=${value}`).join(', ');":
    words,
  "electron/main/core/x509/certificate.ts: if (oid === OID.rsaEncryption && parameters?.tag !== DER.null) malformed('spki');":
    untried,
  "electron/main/core/x509/der-values.ts: const century = isLong ? '' : Number(year) >= 50 ? '19' : '20';": words,
  "electron/main/core/x509/server-chain.ts: return /^[\\x21-\\x7e]+$/.test(text) ? text : malformed('extensions');":
    untried,
  'electron/main/core/x509/server-chain.ts: if (hash === undefined || !certificate.issuerDer.equals(issuer.subjectDer)) return false;':
    untried,
};

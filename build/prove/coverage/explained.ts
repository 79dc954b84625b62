// The branches of core that no test takes, each with the reason why no input leads there. A name is the file and what stands in the line.
// `npm run coverage` compares; what is new fails, and so does a second way in the same line.

const bound = 'the compiler cannot see that the index is within bounds';
const there = 'the form or the check before has made sure that it is there; the compiler cannot see that';
const behind = 'stands behind another check that refuses first';
const defect =
  'only a defect of the program leads here: whatever is no refusal is thrown on, or what cannot be is thrown';
const production =
  'a production key that both operators signed cannot be made in a test: only the genuine one is of Intel';

export const unreachable: Readonly<Record<string, string>> = {
  'electron/main/core/custodian-key/custodian-key.ts: const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};':
    there,
  "electron/main/core/custodian-key/custodian-key.ts: refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: key.asymmetricKeyType ?? 'unknown' });":
    there,
  "electron/main/core/register/session-proofs.ts: const ceremony = begun?.id ?? '';": there,
  'electron/main/core/rehearsal/score-journals.ts: stage: nextStage(sides) ?? null,':
    'a whole rehearsal is scored by the tests of the command and of the drill, which are not counted here',
  'electron/main/core/transfer/planned-certificates.ts: if (error instanceof Refusal)': defect,
  'electron/main/core/custodian-key/pkcs12.ts: const contents = authSafe === undefined ? [] : dataOf(authSafe).flatMap(children);':
    behind,
  "electron/main/core/encoding/fields.ts: (at, step) => (at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[step] : undefined),":
    there,
  'electron/main/core/encoding/pem.ts: const labelBytes = labelEnd < 0 ? fail() : file.subarray(from + begin.length, labelEnd);':
    behind,
  "electron/main/core/evidence/bundles.ts: agree(`blob of ${path}`, named.content ?? 'none', bundle.payload.body.blobSha256);":
    there,
  "electron/main/core/evidence/bundles.ts: agree(`key of the blob of ${path}`, verified.find((key) => key === x5tS256) ?? verified.join(', '), x5tS256);":
    behind,
  "electron/main/core/evidence/journals.ts: agree(`ceremony of ${path}`, plan.ceremony, opened?.ceremony ?? 'none');":
    there,
  "electron/main/core/evidence/journals.ts: agree(`machine of ${path}`, pinned, opened?.keyId ?? 'none');": there,
  "electron/main/core/evidence/journals.ts: const pinned = machine?.keyId ?? 'one of the plan';": there,
  "electron/main/core/evidence/journals.ts: return { path, machine: opened?.machine ?? 'offline', entries, head };":
    there,
  'electron/main/core/evidence/package.ts: const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;':
    there,
  "electron/main/core/exchange-key/exchange-key-file.ts: const file = asObject(parseStrictJson(bytes, { maxBytes })) ?? refuse({ code: 'EXCHANGE_FILE_UNKNOWN' });":
    behind,
  "electron/main/core/exchange-key/pck-chain.ts: if (cause instanceof Refusal) return refuse({ code: 'PCK_CERTIFICATE_MALFORMED', member }, cause);":
    defect,
  "electron/main/core/exchange-key/policy.ts: if (!certificate || !evidence.accepted) throw new Error('an exchange key was not accepted, and no check said why');":
    defect,
  'electron/main/core/inventory/inventory-file.ts: if (error instanceof Refusal) return undefined;': defect,
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
  'electron/main/core/security-domain/create.ts: enc_key: sealWrappedJwe(shares[i] ?? Buffer.alloc(0), publicKey),':
    bound,
  'electron/main/core/security-domain/jwe.ts: const modulusLength = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;':
    there,
  'electron/main/core/security-domain/jwe.ts: if (error instanceof Refusal) return error.fault;': defect,
  'electron/main/core/security-domain/shamir.ts: const coefficients = [secret[i] ?? 0, ...Array.from({ length: required - 1 }, randomFieldElement)];':
    bound,
  'electron/main/core/security-domain/shamir.ts: const weight = weights[i] ?? 0;': bound,
  'electron/main/core/security-domain/shamir.ts: return (sum + (values[word] ?? 0) * weight) % prime;': bound,
  "electron/main/core/transfer/bundle.ts: same('BUNDLE_SENDER', sender?.keyId ?? '', payload.from);": behind,
  'electron/main/core/transfer/carried-files.ts: if (error instanceof Refusal) return false;': defect,
  'electron/main/core/transfer/contents.ts: ? { sha256: plan.securityDomain.sha256 }': there,
  'electron/main/core/transfer/session.ts: if (dir === undefined) throw new Error(`bundles of kind ${type} travel nowhere`);':
    defect,
};

// The branches of core that no test takes, each with the reason why no input leads there, and where to see it. A name is the file and what
// stands in the line. `npm run coverage` compares; what is new fails, and so does a second way in the same line.

export const unreachable: Readonly<Record<string, string>> = {
  'electron/main/core/custodian-key/custodian-key.ts: const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};':
    '`decryptKey` gives a private key, and Node has details of every key that is not a secret one',
  "electron/main/core/encoding/fields.ts: (at, step) => (at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[step] : undefined),":
    'zod complains of a path only as far as it went, and it goes on from objects and lists alone',
  'electron/main/core/evidence/package.ts: const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;':
    'approvers are holders of identities, and `peopleKnown` (shared/plan/rules.ts) refuses an identity of nobody among the people',
  "electron/main/core/exchange-key/exchange-key-file.ts: const file = asJsonObject(parseStrictJson(bytes, { maxBytes })) ?? refuse({ code: 'EXCHANGE_FILE_UNKNOWN' });":
    '`isJsonObject` saw that the text begins with a brace, so the strict reader gives an object or refuses',
  "electron/main/core/exchange-key/pck-chain.ts: if (cause instanceof Refusal) return refuse({ code: 'PCK_CERTIFICATE_MALFORMED', member }, cause);":
    '`isCertificateAuthority` and `keyUsageBits` throw refusals alone; another error is a defect of theirs, and is thrown on',
  "electron/main/core/exchange-key/policy.ts: if (!certificate || !evidence.accepted) throw new Error('an exchange key was not accepted, and no check said why');":
    '`new Checklist(true)` throws at the first check that fails; without one there is a certificate, and the verdict accepts it',
  'electron/main/core/inventory/inventory-file.ts: if (error instanceof Refusal) return undefined;':
    '`readCanonicalJson` throws refusals alone, and `readFields` nothing; another error is a defect, not another form of file',
  'electron/main/core/journal/line-chain.ts: if (error instanceof Refusal) return undefined;':
    '`readCanonicalJson` throws JSON_… alone; another error is a defect, and must not pass for a damaged line',
  "electron/main/core/journal/records.ts: mode: plan.practice ? 'practice' : 'production',":
    'a production key that both operators signed cannot be made in a test: only the genuine one is of Intel',
  "electron/main/core/journal/records.ts: if (found !== expected) refuse({ code: 'BUNDLE_EXCHANGE_KEY', expected, found });":
    'a verified bundle names the certificate of its answer; here another parser reads that answer, and they agree today',
  'electron/main/core/paper/repeatable-pdf.ts: return text.replace(part, (_, number: string) => `(node${counted.get(number) ?? number})`);':
    '`counted` was made from all matches of the same pattern in the same text',
  'electron/main/core/plan/plan-file.ts: holder: plan.people.find(({ id }) => id === person)?.name ?? person,':
    'the rule `peopleKnown` of plans (shared/plan/rules.ts) refuses an identity whose person is not among the people',
  'electron/main/core/register/from-plan.ts: name: known?.name ?? person,':
    'the rule `peopleKnown` of plans (shared/plan/rules.ts) refuses a custodian whose person is not among the people',
  "electron/main/core/register/from-plan.ts: hsmAdministrator: known?.roles.includes('ADM') ?? false,":
    'the same person as two lines before, known for the same reason; everybody in a plan has a list of roles',
  "electron/main/core/register/from-plan.ts: certificateSha256: certificateSha256 ?? '',":
    '`registerOfPlan` begins by refusing a plan with a custodian who has no certificate (REGISTER_NEEDS_CERTIFICATES)',
  'electron/main/core/rehearsal/report-journals.ts: stage: nextStage(sides) ?? null,':
    'only a whole rehearsal has no next stage; the tests of the command and of the drill report on one, and are not counted here',
  'electron/main/core/security-domain/create.ts: enc_key: sealWrappedJwe(shares[i] ?? Buffer.alloc(0), publicKey, randomUUID()),':
    '`i` counts the custodians, and `splitSecret` was asked for as many shares',
  'electron/main/core/security-domain/jwe.ts: if (error instanceof Refusal) return error.fault;':
    'its callers hand on what `parseCompactJwe` and `openDirectJwe` throw, which are refusals; another error is a defect',
  'electron/main/core/security-domain/shamir.ts: const coefficients = [secret[i] ?? 0, ...Array.from({ length: required - 1 }, randomFieldElement)];':
    '`i` ends at `secretLength`, and the only caller, `createSecurityDomain`, draws a secret of that length',
  'electron/main/core/security-domain/shamir.ts: const weight = weights[i] ?? 0;':
    '`i` counts the points, and both callers made a weight from each of these points with `lagrangeWeights`',
  'electron/main/core/security-domain/shamir.ts: return (sum + (values[word] ?? 0) * weight) % prime;':
    '`word` ends at `secretLength`, and `parseShare` gives every share values of that length',
  "electron/main/core/transfer/bundle.ts: same('BUNDLE_SENDER', sender?.keyId ?? '', payload.from);":
    '`assertRoles` has asked for the signature of every role in `signers`, and in `bundleRules` each kind’s sender is one of them',
  'electron/main/core/transfer/carried-files.ts: if (error instanceof Refusal) return false;':
    '`parseSecurityDomain` and `parseRestoreBlob` throw refusals alone; another error is a defect, and says nothing about the file',
  'electron/main/core/transfer/planned-certificates.ts: if (error instanceof Refusal)':
    '`parseX509` and `rsaNumbers` throw refusals alone; another error is a defect, not a certificate of another form',
  'electron/main/core/transfer/session.ts: if (dir === undefined) throw new Error(`bundles of kind ${type} travel nowhere`);':
    'every kind in `bundleRules` has a direction',
};

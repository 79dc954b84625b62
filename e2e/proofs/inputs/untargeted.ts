// Exported readers of bytes in core that no target calls by name, each with the reason. One that is in neither fails a test.

const withinCertificate = 'within the certificates that are targets: exchange, server, quote';
const withinDer = 'under every target in DER';

export const untargeted: Readonly<Record<string, string>> = {
  readExchangeCertificate: 'verifyExchangeKey, a target, reads with it',
  parseExchangeKeyFile: 'verifyExchangeKey, a target, reads with it',
  parseExchangeCertificate: withinCertificate,
  readQuoteExtension: withinCertificate,
  readQuoteHeader: 'verifyExchangeKey, a target, reads with it',
  parseX509: withinCertificate,
  parseSpki: withinCertificate,
  readDerElement: withinDer,
  readDerChildren: withinDer,
  readPkcs12: 'under the keys in PKCS#12, which are targets',
  readPemBlocks: 'under the keys in PEM, and the chain in a quote',
  readCanonicalJson: 'under plans, bundles, registers and identities',
  readJournal: 'verifyJournal, a target, reads with it',
  readAnyPlan: 'chooses between the two readers of plans, which are targets',
  readPlanDraft:
    'strict JSON, a target, under a closed schema; a draft is judged by the reader of plans, a target, before it is one',
  readCertificateSource: 'a token file, a target; all else is left as it came',
  readRegisterDraft: 'as readPlanDraft, with the reader of registers, a target',
  parseCanonicalPlan: 'the reader of plans, a target, with one comparison more',
  parseInjection: 'as the report of a rehearsal, which is a target, with another closed schema',
  parseRehearsal: 'as the report of a rehearsal, which is a target, with another closed schema',
  parseShare: 'openShares, under the targets of security domains, reads with it',
  parseSigningPublicKey: 'under the public identities, which are targets',
  openContent: 'under the JWEs, which are targets',
  openForCountersigning: 'the reader of bundles, a target, before all signatures are there',
  openIdentity:
    'takes 128 MiB and a part of a second by design; its form is a target, what is encrypted is authenticated as one',
};

// Files of core and of shared that refuse, and whose checks are not switched off one by one, each with the reason. A file that is neither
// here nor among the guards fails a test.

const core = 'electron/main/core';
const inFolder = (workspace: string, names: readonly string[], reason: string): [string, string][] =>
  names.map((name) => [`${core}/${workspace}/${name}.ts`, reason]);

const reader = 'reads a form: vectors with one fault each, by code, and `npm run fuzz` try it';
const typed = 'reads what people type: its tests refuse each fault by code';
const crypto = 'computes with keys: every bit of what it is given is flipped in its tests';
const helper = 'refuses what its caller has found; the check is in the caller';
const paper = 'makes paper or lists for people; what it refuses is an order that cannot be printed';
const rows = 'turns each refusal into a row of readiness, which its tests know by its code';
const draft = 'fills a draft that two people read and sign as a plan; the rules of plans check it then';
const ofRehearsals = 'of rehearsals alone, where nothing is at stake';

export const unmutated: Readonly<Record<string, string>> = Object.fromEntries([
  ...inFolder('encoding', ['base64', 'ber', 'der', 'json', 'pem'], reader),
  ...inFolder('encoding', ['other-kind'], helper),
  ...inFolder('x509', ['der-values', 'root-certificate'], helper),
  ...inFolder('consumers', ['map-file'], reader),
  ...inFolder('custodian-key', ['custodian-key', 'key-file', 'token-file'], reader),
  ...inFolder('custodian-key', ['token-uri'], typed),
  ...inFolder('custodian-key', ['open-protected'], crypto),
  ...inFolder('security-domain', ['security-domain'], reader),
  ...inFolder('security-domain', ['content-encryption', 'jwe', 'restore-blob', 'shamir'], crypto),
  ...inFolder('exchange-key', ['exchange-certificate', 'exchange-key-file', 'hsm-address', 'quote'], reader),
  ...inFolder('evidence', ['agree'], helper),
  ...inFolder('evidence', ['manifest'], reader),
  ...inFolder('backup-record', ['backup-record'], reader),
  ...inFolder('readiness', ['file-checks'], rows),
  ...inFolder('inventory', ['inventory-file'], reader),
  ...inFolder('inventory', ['hand-over'], paper),
  ...inFolder('journal', ['chain'], reader),
  ...inFolder('documents', ['standing-card'], paper),
  ...inFolder('paper', ['papers'], paper),
  ...inFolder('plan', ['facts'], paper),
  ...inFolder('plan', ['draft-parts', 'fill-draft', 'plan-draft'], draft),
  ...inFolder('register', ['register-file'], reader),
  ...inFolder('register', ['register-draft'], draft),
  ...inFolder('rehearsal', ['rehearsal-files', 'report-journals'], ofRehearsals),
  ...inFolder('transfer', ['envelope', 'identity'], reader),
  ['shared/ceremony/expand.ts', paper],
  ['shared/faults/fault.ts', helper],
  ['shared/formatting/fingerprint.ts', reader],
  ['shared/rehearsal/team.ts', ofRehearsals],
]);

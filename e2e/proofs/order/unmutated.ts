// Files of core and of shared that refuse, and whose checks are not switched off one by one, each with the reason. A file that is neither
// here nor among the guards fails a test.

const core = 'electron/main/core';
const inRoom = (room: string, names: readonly string[], reason: string): [string, string][] =>
  names.map((name) => [`${core}/${room}/${name}.ts`, reason]);

const reader = 'reads a form: vectors with one fault each, by code, and `npm run fuzz` try it';
const crypto = 'computes with keys: every bit of what it is given is flipped in its tests';
const helper = 'refuses what its caller has found; the check is in the caller';
const paper = 'makes paper or lists for people; what it refuses is an order that cannot be printed';
const rows = 'turns each refusal into a row of readiness, which its tests know by its code';
const draft = 'fills a draft that two people read and sign as a plan; the rules of plans judge it then';
const ofRehearsals = 'of rehearsals alone, where nothing is at stake';

export const unmutated: Readonly<Record<string, string>> = Object.fromEntries([
  ...inRoom('encoding', ['base64', 'ber', 'der', 'json', 'pem'], reader),
  ...inRoom('encoding', ['other-kind'], helper),
  ...inRoom('x509', ['der-values'], helper),
  ...inRoom('custodian-key', ['custodian-key', 'key-file'], reader),
  ...inRoom('custodian-key', ['open-protected'], crypto),
  ...inRoom('security-domain', ['security-domain'], reader),
  ...inRoom('security-domain', ['content-encryption', 'jwe', 'restore-blob', 'shamir'], crypto),
  ...inRoom('exchange-key', ['exchange-certificate', 'exchange-key-file', 'hsm-address', 'quote'], reader),
  ...inRoom('evidence', ['agree'], helper),
  ...inRoom('evidence', ['manifest'], reader),
  ...inRoom('backup-record', ['backup-record'], reader),
  ...inRoom('readiness', ['file-checks'], rows),
  ...inRoom('inventory', ['inventory-file'], reader),
  ...inRoom('inventory', ['hand-over'], paper),
  ...inRoom('journal', ['chain', 'line-chain', 'session-log'], reader),
  ...inRoom('paper', ['papers'], paper),
  ...inRoom('plan', ['facts'], paper),
  ...inRoom('plan', ['draft-parts', 'fill-draft', 'plan-draft'], draft),
  ...inRoom('register', ['register-file'], reader),
  ...inRoom('register', ['register-draft'], draft),
  ...inRoom('rehearsal', ['rehearsal-files', 'report-journals'], ofRehearsals),
  ...inRoom('transfer', ['envelope', 'identity'], reader),
  ['shared/ceremony/expand.ts', paper],
  ['shared/faults/fault.ts', helper],
  ['shared/formatting/fingerprint.ts', reader],
  ['shared/rehearsal/team.ts', ofRehearsals],
]);

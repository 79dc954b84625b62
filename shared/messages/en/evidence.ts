// English sentences for what the check of an evidence package found.
import { type Finding, findingsWithCodes, type PeoplesWord, type ProvenCheck } from '../../evidence/report.ts';
import { englishWord } from './code-words.ts';

const proven: Readonly<Record<ProvenCheck, string>> = {
  'manifest-signed': 'The list of files is signed by identities of the plan',
  'files-whole': 'Every file is the one that was listed, and none was added',
  'no-secrets': 'No file holds a private key in any form that the scan knows',
  'plan-approved': 'Two people approved the plan',
  'plan-as-on-paper': 'The plan is the one whose hash was typed from paper',
  'journal-whole': 'The journal is whole up to its end',
  'order-kept': 'Nothing in the journal happened before its evidence',
  'bundle-signed': 'The bundle is signed by the machines that had to sign it',
  'bundles-in-sequence': 'The bundles follow each other without a gap',
  'bundles-as-in-journals': 'The journals name these very bundles',
  'journal-as-told': 'The sender’s journal still has the line that was its last when the bundle was signed',
  'journal-as-on-paper': 'The journal has the line whose hash was typed from paper',
  'exchange-key-seen-twice': 'Both operators saw and signed the same exchange key',
  'exchange-key-judged-anew': 'The exchange key of the bundle was checked again: form, attestation and name of the HSM',
  'blob-for-the-verified-key': 'The restore blob is for the exchange key that was verified',
  'files-as-named': 'These files have the hashes that the journals, the bundles or the plan name',
};

const peoples: Readonly<Record<PeoplesWord, string>> = {
  'no-plan': 'NO PLAN: an emergency, whose list and journal nobody signed. Missing',
  'given-up': 'THIS CEREMONY WAS GIVEN UP: its new keys are not proven, and no HSM may rely on them',
  'plan-hash-not-compared': 'Nobody typed the hash of the plan from paper: compare it',
  'journal-head-not-compared': 'Nobody typed the end of this journal from paper: compare it',
  'identities-paired': 'People compared the machines’ keys',
  'plan-read-before-approval': 'The approvers read what they signed',
  'sticks-looked-at': 'Two people looked, and say that the copies of this key are on two sticks',
  'words-read-back': 'People read words to each other and heard what they typed',
  'clocks-read': 'People read the wall clock',
  exception: 'People decided an exception',
  'unattested-key': 'The exchange key had no attestation; people approved it',
  'revocation-lists': 'Revocation lists of the processor’s certificates',
  'journal-not-closed': 'The journal was not closed: later events may be missing',
  'journal-went-on': 'The journal has lines after the one that is on paper',
  'journal-missing': 'There is no journal of this machine',
  'journals-differ': 'One machine’s journal has a fact that the other’s has not',
  'bundle-not-accepted': 'The receiver’s journal does not say that this bundle was accepted',
  'signed-bundle-missing': 'The second operator signed another bundle, which is not in the package',
  'fetched-after-signing': 'The second operator fetched the exchange key again after signing the bundle',
  'name-not-in-plan': 'The journal names somebody whom the plan does not name',
  'times-differ': 'Times do not fit each other',
  'certificate-twice': 'Two files hold the same certificate',
  'file-not-named': 'No journal, no bundle and not the plan names this file',
  'named-file-missing': 'The journal names this file, and it is not in the package',
};

function line(sentence: string, { id, value }: Finding<PeoplesWord | ProvenCheck>): string {
  const said = findingsWithCodes.has(id) ? value.split(', ').map(englishWord).join(', ') : value;
  return said === '' ? `${sentence}.` : `${sentence}: ${said}.`;
}

/** One sentence for each finding, with the value it is about. */
export interface EvidenceTexts {
  readonly proven: (finding: Finding<ProvenCheck>) => string;
  readonly peoplesWord: (finding: Finding<PeoplesWord>) => string;
}

export const englishEvidence: EvidenceTexts = {
  proven: (finding) => line(proven[finding.id], finding),
  peoplesWord: (finding) => line(peoples[finding.id], finding),
};

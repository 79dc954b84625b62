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
  'journal-as-told': 'The sender’s journal still has the line with which it ended when the outcome was signed',
  'exchange-key-seen-twice': 'Both operators saw and signed the same exchange key',
  'blob-for-the-verified-key': 'The restore blob is for the exchange key that was verified',
};

const peoples: Readonly<Record<PeoplesWord, string>> = {
  'given-up': 'THIS CEREMONY WAS GIVEN UP: its new keys are not proven, and no HSM may rely on them',
  'plan-hash-not-compared': 'Nobody typed the hash of the plan from paper: compare it',
  'identities-paired': 'People compared the machines’ keys',
  'plan-read-before-approval': 'The approvers read what they signed',
  'words-read-back': 'People read words to each other and heard what they typed',
  'clocks-read': 'People read the wall clock',
  exception: 'People decided an exception',
  'unattested-key': 'The exchange key had no attestation; people approved it',
  'journal-not-closed': 'The journal was not closed: later events may be missing',
  'journal-missing': 'There is no journal of this machine',
  'journals-differ': 'One machine’s journal has a fact that the other’s has not',
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

// English sentences for what the check of an evidence package found.
import { type Finding, findingsWithCodes, type PeoplesWord, type ProvenCheck } from '../../evidence/report.ts';
import type { ComparedInventory, RestoreOutcome, StoryCustodian, StoryLine } from '../../evidence/story.ts';
import { englishWord } from './code-words.ts';

const proven: Readonly<Record<ProvenCheck, string>> = {
  'manifest-signed': 'The list of files is signed by identities of the plan',
  'files-whole': 'Every file is the one that was listed, and none was added',
  'no-secrets': 'No file holds a private key in any form that the scan knows',
  'plan-approved': 'Two people approved the plan',
  'plan-as-on-paper': 'The plan is the one whose hash was typed from paper',
  'journal-whole': 'The journal is whole up to its end',
  'journal-end-signed': 'The machine has signed the end of its journal',
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
  'unattested-token': 'That this key was made on its token, and is nowhere else, rests on the token’s word',
  'words-read-back': 'People read words to each other and heard what they typed',
  'clocks-read': 'People read the wall clock',
  exception: 'People decided an exception',
  'unattested-key': 'The exchange key had no attestation; people approved it',
  'revocation-lists': 'Revocation lists of the processor’s certificates',
  'journal-not-closed': 'The journal was not closed: later events may be missing',
  'journal-went-on': 'The journal has lines after the one that is on paper',
  'journal-missing': 'There is no journal of this machine',
  'own-word': 'These lines no other machine has signed: they rest on this machine’s word',
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

const kinds: Readonly<Record<LineOf<'ceremony'>['kind'], string>> = {
  activation: 'an activation',
  're-wrap': 'a re-wrap',
  recovery: 'a recovery',
  drill: 'a drill',
  emergency: 'an emergency without a plan',
};

const outcomes: Readonly<Record<RestoreOutcome, string>> = {
  succeeded: 'The restore succeeded.',
  partly: 'THE RESTORE SUCCEEDED IN PART.',
  failed: 'THE RESTORE FAILED.',
  unknown: 'NOBODY KNOWS WHETHER THE RESTORE SUCCEEDED.',
  'not-made': 'NO RESTORE WAS MADE.',
  'not-told': 'No journal here tells of a restore.',
};

const list = (items: readonly string[]): string => (items.length === 0 ? 'nothing' : items.join(', '));
const compared = (what: string): string => (what === 'plan' ? 'the plan' : `the journal of ${what}`);
const custodian = (who: StoryCustodian): string => {
  if ('id' in who) return `${who.id} (${who.name})`;
  return who.certificateSha256 === null ? 'nobody named' : `certificate ${who.certificateSha256}`;
};
function inventory(what: ComparedInventory): string {
  if (what.kind === 'nothing') return 'nothing';
  if (what.kind === 'compared') return what.counts;
  return what.counts === null
    ? 'nothing; the inventory was only listed'
    : `${what.counts} listed, and compared with nothing`;
}

/** The story word for word as the independent checker tells it: codes and names stay as the files have them. */
const story: StoryTexts = {
  ceremony: ({ ceremonies, kind }) => `Ceremony ${ceremonies.join(' and ')}: ${kinds[kind]}.`,
  'given-up': ({ by, exception, reason }) => `GIVEN UP by ${by.join(', ')} (EX-${exception}), because “${reason}”.`,
  lost: ({ hsm }) => `Lost HSM: ${hsm ?? 'not named'}.`,
  hsm: ({ hsm, isNew }) => `${isNew ? 'New HSM' : 'HSM'}: ${hsm ?? 'not named'}.`,
  backup: ({ folder, taken }) =>
    folder === null
      ? 'Backup: not named.'
      : `Backup: ${folder}${taken === null ? '' : `, taken ${taken} by its name`}.`,
  acted: ({ name, roles, hasPlan }) => {
    if (!hasPlan) return `${name}: no plan says in which role.`;
    return `${name}: ${roles === null ? 'not in the plan' : roles.join(', ') || 'no role'}.`;
  },
  shares: ({ by }) => `Shares given by: ${by.length === 0 ? 'nobody' : by.map(custodian).join(', ')}.`,
  'refused-shares': ({ refused }) =>
    `Shares refused: ${refused.length} (${refused.map(({ who, fault }) => `${custodian(who)} ${fault}`).join(', ')}).`,
  'dropped-shares': ({ reasons }) => `Shares dropped: ${reasons.length} (${reasons.join(', ')}).`,
  'open-gap': ({ times }) => `Air gap found open: ${times}.`,
  restore: ({ outcome }) => outcomes[outcome],
  hold: ({ call, minutes, exception }) =>
    `Hold after ${call}: ${minutes} minutes, ${exception === null ? 'kept' : `shortened by EX-${exception}`}.`,
  exception: ({ number, machine, step, happened, decision, by }) =>
    `EX-${number} of ${machine} at ${step}, because “${happened}”: “${decision}”, decided by ${by.join(', ')}.`,
  unattested: ({ reason, by }) =>
    `The exchange key has no attestation, because “${reason}”: ${by.join(', ')} answer for it.`,
  compared: ({ compared: what }) => `Compared after the restore: ${inventory(what)}.`,
  consumers: ({ back, of }) =>
    back === null
      ? `Consumers: ${of} listed; nobody asked Azure who is back.`
      : `Consumers: ${back} of ${of} back on the new HSM.`,
  paper: ({ compared: what }) => `Compared with paper: ${list(what.map(compared))}.`,
  'not-on-paper': ({ left }) => `Not compared with paper: ${list(left.map(compared))}.`,
  'own-word': ({ value }) => `Only the word of ${ownWord(value)}.`,
  people: () => 'Everything else that rests on people is listed below.',
};

/** `ROLE, FIRST-LAST: KINDS` as a sentence. */
function ownWord(value: string): string {
  const [, role = '', first = '', last = '', what = ''] = /^(.*?), (\d+)-(\d+): (.*)$/u.exec(value) ?? [];
  return `${role}: events ${first} to ${last} (${what})`;
}

export type LineOf<Id extends StoryLine['id']> = Extract<StoryLine, { readonly id: Id }>;
/** One sentence for each line of a story. */
export type StoryTexts = { readonly [Id in StoryLine['id']]: (line: LineOf<Id>) => string };

/** The sentence of a line. */
export const toldBy =
  (texts: StoryTexts) =>
  (line: StoryLine): string =>
    (texts[line.id] as (line: StoryLine) => string)(line);

/** One sentence for each finding, with the value it is about. */
export interface EvidenceTexts {
  readonly story: (line: StoryLine) => string;
  readonly proven: (finding: Finding<ProvenCheck>) => string;
  readonly peoplesWord: (finding: Finding<PeoplesWord>) => string;
  /** What to do after a story that ends badly. */
  readonly endsBadly: string;
}

export const englishEvidence: EvidenceTexts = {
  story: toldBy(story),
  proven: (finding) => line(proven[finding.id], finding),
  peoplesWord: (finding) => line(peoples[finding.id], finding),
  endsBadly:
    'Nothing was found altered. But the restore did not succeed as a whole: read what happened. Do not rely on these keys yet. Compare the HSM with its inventory, and restore the backup again where keys are missing.',
};

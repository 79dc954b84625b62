// English: the ceremony of a recovery: plan and identity, the other machine, people who answer, failed checks, exceptions, the outcome.
import { number, plural } from '../formats.ts';

export const ceremony = {
  people: {
    first: 'First person',
    second: 'Second person',
    choose: 'Choose …',
  },
  words: {
    region: 'Read-back',
    tries: (tries: number) => plural(tries, { one: 'You have 1 try left.', other: `You have ${tries} tries.` }),
    compare: 'Compare',
    locked:
      'The words were wrong twice. To continue, two people must record a decision; then the words can be compared again.',
  },
  open: {
    title: 'The plan and this machine’s identity',
    lead: 'They must belong to each other and to the id that you typed. Then the journal of the ceremony begins on this machine.',
    planLegend: 'Which file is the approved plan?',
    identityLegend: 'Which file is this machine’s identity?',
    open: 'Type the passphrase and begin the journal',
    openLead:
      'The passphrase is typed in Lifeboat’s own view. Nothing is signed now: it is asked for so that nobody finds out at the end that it is lost.',
    wordsTitle: 'Is it the plan on paper?',
    wordsLead:
      'The witness reads these words from the cover of the printed script; the operator types them. This screen shows nothing of its own until they fit.',
    adopted: 'The plan on this machine is the one on paper.',
    fingerprint: 'SHA-256 of the plan',
    goOn: 'Go on',
    facts: {
      ceremony: 'Ceremony',
      purpose: 'Purpose',
      target: 'New HSM',
      quorum: 'Quorum',
      quorumText: (required: number, all: number) => `any ${required} of ${all} custodians`,
      approvers: 'Approved by',
      identity: 'This machine’s identity',
    },
  },
  pair: {
    title: 'The other machine',
    lead: 'By telephone, at the number in the paper plan: make sure that each machine knows the right other one. Each gives out a number that bundles must answer.',
    ours: 'The number of this machine',
    oursLead: 'Read it aloud. The other side types it.',
    theirs: 'The number that the other machine gives out',
    theirsLead: '32 digits and letters a to f, in groups of four.',
    wordsLead: (who: string) =>
      `${who} presses “Show our words” on their screen and reads. Type the words at these places.`,
    paired: (who: string) => `This machine and that of ${who} are paired.`,
    goOn: 'Go on',
  },
  failed: {
    region: 'Failed checks',
    heading: 'A check failed. To continue, two people must record a decision.',
    check: (check: string, step: string) => `Step ${step}, not passed: ${check}.`,
    write: 'Note the exception',
    stop: 'Stop. A check has failed that may mean an attack or a wrong key.',
    after: 'When the incident sheet is done',
    afterLead: 'Two people decide. Their exception is noted here; until then nothing goes on.',
    unknown: {
      happened: (check: string) => `The check “${check}” did not pass.`,
      safe: 'Nothing that rests on this check has been done. What was done before stays as it is.',
      todo: 'Do not go on as if it had passed. Two people find out why, put right what can be put right, and decide.',
    },
    incident: 'Incident: what to do now',
  },
  exception: {
    title: 'Note an exception',
    step: 'Step of the script',
    lead: 'An exception is not a failure of yours. Write down what happened; the ceremony administrator decides.',
    leaves: (check: string, fault: string) =>
      `It settles the failed check “${check}”${fault === '' ? '' : ` (${fault})`}.`,
    expected: 'What was expected',
    happened: 'What happened',
    options: 'What could have been done',
    decision: 'What was decided',
    decidedBy: 'Decided by',
    decidedByNote: 'Names, separated by commas, as in the plan if there is one',
    decidedByTwo: 'Two people, names as in the plan, separated by a comma',
    trust: 'Does it affect trust in the result?',
    no: 'No',
    yes: 'Yes',
    unknown: 'Not known yet',
    followUp: 'Who follows it up',
    initials: 'Initials of two people',
    initialsNote: 'Capital letters, different for each, separated by spaces: AB CD',
    save: 'Note it',
    back: 'Back',
  },
  unattested: {
    region: 'Without attestation',
    heading: 'Accept it without proof?',
    warning:
      'Nothing proves that this key belongs to the new HSM. Anyone who made it can open everything that is locked to it. Two people must answer for it; their names and their reason are in the journal, on the record and on every paper.',
    expected: 'An exchange key with an attestation',
    happened: 'The exchange certificate carries no attestation',
    options: 'Stop; ask the other side for a key with attestation; accept it by its fingerprint alone',
    accepted: (names: string) => `NOT ATTESTED: nothing proves whose key it is. Accepted by ${names}.`,
    reason: 'Why it is accepted',
    accept: 'Two of us accept it without proof',
  },
  blob: {
    title: 'Save it to the OUT stick',
    lead: 'A new, empty <term>OUT stick</term>. The blob goes in a signed bundle; the file is written, flushed, and read back byte by byte. Nothing that is there is ever overwritten.',
    region: 'The bundle',
    noStick: 'No stick has the role OUT.',
    /** The screen fills the mark: a name of a stick is never read as a mark. */
    stick: 'OUT stick: <stick></stick>',
    sign: 'Sign, write and read back',
    again: 'Write a copy to another stick',
    passphrase: 'This machine’s identity signs the bundle: its passphrase is typed in Lifeboat’s own view.',
    aloud: 'Read these words aloud. The other side types theirs before it sees its own.',
    fingerprint: 'SHA-256 of the bundle’s content',
    agreed: 'The other side agrees',
    differed: 'Their words differ',
    isReadBack: 'Both sides agreed on this bundle.',
    goOn: 'Go on',
  },
  outcome: {
    title: 'The outcome',
    lead: 'The custodians stay within reach until the other side says that the blob was uploaded. Their message comes on the IN stick; a call by telephone does not replace it.',
    legend: 'Which file is the message?',
    take: 'Accept message',
    verdict: { succeeded: 'The upload succeeded', failed: 'The upload was refused', unknown: 'Nobody can tell yet' },
    detail: 'In the words of the service',
    request: 'Request',
    decideFirst: 'To go on, two people record their decision first, by an exception.',
    later: 'Go on without it',
  },
  practice: {
    ask: 'Let the practice operators answer',
    askLead: 'Practice only: made-up operators put the next bundle onto the practice IN stick.',
    askLeadDomain:
      'Practice only: made-up operators put the security domain onto the practice IN stick. The words that they read aloud are in a file beside the sheet, “PRACTICE-words-….txt”.',
  },
  finish: {
    close: 'Close the journal and finish',
    head: 'Last event of the journal: write it on the record',
    headNumber: (n: number) => `Last entry: no. ${n}`,
    records: 'Write journal and plan to the OUT stick',
    recordsWritten: 'Journal and plan are on the OUT stick, and were read back byte by byte.',
    recordsLead: 'The evidence needs them. The stick with the role OUT takes them.',
  },
  earlier: {
    heading: {
      recovery: (id: string) => `The recovery ${id} was not finished`,
      emergency: (id: string) => `The emergency recovery ${id} was not finished`,
      activation: (id: string) => `The activation ${id} was not finished`,
    },
    facts: (events: number, last: string) =>
      `${plural(events, { one: '1 event', other: `${number(events)} events` })} in its journal, the last at ${last} by this machine’s clock.`,
    gone: 'Discarded for safety:',
    shares: (shares: number) =>
      shares === 0
        ? 'no share was in memory. The security domain must be loaded again.'
        : `${shares === 1 ? '1 share' : `${shares} shares`}. Custodians begin again with the first one, after the security domain was loaded again.`,
    still: 'Still true:',
    key: 'both sides had agreed on the exchange key;',
    noKey: 'no exchange key was agreed on;',
    blob: 'the restore blob is built and kept;',
    noBlob: 'no blob was built;',
    exceptions: (count: number) => plural(count, { one: '1 exception.', other: `${count} exceptions.` }),
    uncopied: 'a new key that was on one stick only; it is made again.',
    keysMade: (count: number) => plural(count, { one: '1 new key is made;', other: `${count} new keys are made;` }),
    copiesProven: (count: number) =>
      plural(count, { one: '1 copy has opened its share;', other: `${count} copies have opened their shares;` }),
    goOn: {
      recovery: 'Go on with this recovery',
      emergency: 'Go on with this emergency recovery',
      activation: 'Go on with this activation',
    },
    damaged:
      'The end of its journal is damaged. Everything before it is whole. Close the damage off by an exception; the damaged bytes are kept in a file beside it.',
    closeOff: 'Close the damage off by an exception',
    preview: 'Production is not possible in this preview.',
  },
};

// English answers of the commands that both sides have: identity, plan, journal, bundle, evidence, custody, print.
import { number, plural } from '../formats.ts';

export const trustTexts = {
  identity: {
    identity: 'Identity',
    heldBy: (role: string, holder: string) => `${role}, held by ${holder}`,
    key: 'Key, SHA-256',
    forThePlan: 'For the plan',
    lostPassphrase: 'A lost passphrase cannot be recovered: make a new identity, pair again, approve the plan again.',
    pairingCode: 'Pairing code: read it to the other side',
    paired: 'PAIRED: both machines see the same two keys.',
  },
  plan: {
    template: 'Template',
    fillIn: (blank: string, command: string) => `Fill in every “${blank}”, then run: ${command}`,
    signed: 'Signed plan',
    purpose: 'Purpose',
    source: 'Source',
    target: 'Target',
    quorum: 'Quorum',
    of: (required: number, custodians: number) => `${required} of ${custodians}`,
    backup: 'Backup',
    accepted: 'Accepted',
    waived: (person: string, roles: string, reason: string) => `${person} is ${roles}: ${reason}`,
    and: ' and ',
    hash: 'Plan, SHA-256',
    approvedBy: 'Approved by',
    nobodyYet: 'nobody yet',
    mustApprove: (required: number) => `${required} people must`,
  },
  journal: {
    head: 'Its end, SHA-256: write it on paper',
    journal: 'Journal',
    challenge: 'Number given out',
    answerIt: 'The other machine notes this number; every bundle for this machine must answer it.',
    closedOff: 'CLOSED OFF: the journal goes on after its last good event.',
    damaged: 'Damaged bytes',
    exception: 'Exception',
    exceptions: 'Exceptions',
    whole: (events: number, head: string) =>
      `WHOLE AND IN ORDER: ${plural(events, { one: '1 event', other: `${number(events)} events` })}, ends at ${head}`,
    closed: 'It was closed.',
    givenUp: (exception: number, reason: string) =>
      `THE CEREMONY WAS GIVEN UP (EX-${exception}): ${reason}. Its new keys are not proven, and no HSM may rely on them.`,
    notClosed: 'It was not closed: compare its end with paper, because later events may be missing.',
    failedCheck: 'Failed check',
    stands: (check: string) => `${check}: stands until an exception is noted`,
    openCall: 'Open call',
    askStatus: (id: string, phase: string) => `${id} (${phase}): ask for its status, do not repeat it`,
    agree: 'The journals agree on everything that both machines must know.',
    onlyIn: (file: string, fact: string) => `only in ${file}: ${fact}`,
  },
  bundle: {
    bundle: 'Bundle',
    content: 'Content, SHA-256',
    notComplete: (roles: string) => `NOT COMPLETE: it still needs the signature of ${roles}.`,
    setAside: 'Set aside as',
    sendAgain: 'Note an exception, then send again.',
    outcome: 'In the words of the service',
    numberOf: (type: string, seq: number, ceremony: string) => `${type}, number ${seq} of ${ceremony}`,
    signedBy: 'Signed by',
    exchangeKey: 'Exchange key',
    noted: {
      signatures:
        'SIGNATURES GOOD. Whether it is the next bundle for a machine was not asked: give --journal and --identity.',
      accepted: 'ACCEPTED: it is for this machine, this ceremony, and the next in sequence.',
      judged:
        'ACCEPTED: it is for this machine and the next in sequence, and its exchange key passed every check that a machine can make.',
      sent: 'NOTED as sent by this machine.',
    },
    notVerified: 'NOT VERIFIED: this is what the file says about itself.',
    type: 'Type',
    signature: 'Signature by key',
  },
  evidence: {
    signedBy: (ceremony: string, signers: string) => `${ceremony}, signed by ${signers === '' ? 'nobody' : signers}`,
    proven: 'Proven from the files:',
    restsOnPeople: 'Rests on people:',
    list: 'List of the package, SHA-256',
  },
  custody: {
    register: 'Register',
    replace: (blank: string) =>
      `Replace every “${blank}”, write where each copy lies, who can open each site, and the numbers of sticks and bags.`,
    thenRun: (command: string) => `Then run: ${command}`,
    practice: 'PRACTICE – NOT A REAL CUSTODY',
    provenOn: (day: string, how: string, due: string) => `, ${day} (${how}), due ${due}`,
  },
  print: {
    written: (file: string, bytes: number) => `${file}: ${number(bytes)} bytes. Its SHA-256 belongs on the cover:`,
  },
};

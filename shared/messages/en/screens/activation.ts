// English: the offline side of an activation or a re-wrap: new keys, certificates, the new security domain, proofs, the register.
import { plural } from '../formats.ts';

/** The one sentence on it, wherever a screen speaks of the old set. */
const whenToDestroy =
  'Destroy it only once the operators have told you that the fresh backup is made (step A26): this machine cannot know it.';

export const activation = {
  custodian: (id: string, who: string) => `${id}, ${who}`,
  copy: (copy: number) => `Copy ${copy}`,
  turn: {
    heading: (who: string) => `${who} is at the screen`,
    make: 'The passphrase is typed twice in Lifeboat’s own view; then the key is made.',
    write: 'The encrypted key is written to the second stick and read back.',
    check: 'The passphrase is typed in Lifeboat’s own view; then this copy opens what was wrapped to its certificate.',
    prove: 'The passphrase is typed in Lifeboat’s own view; then this copy opens its own share.',
    usual: {
      make: 'A few seconds after the passphrase, a large key up to a minute',
      write: 'A few seconds',
      check: 'A few seconds after the passphrase',
      prove: 'A few seconds after the passphrase',
    },
    wait: 'Leave the stick where it is until this screen says otherwise.',
  },
  keys: {
    title: 'New keys, one custodian at a time',
    lead: 'The custodian is alone at the screen; the others stand behind the line. Each key is on two sticks, and both are inserted again and opened before anything depends on them.',
    count: (done: number, all: number) => `${done} of ${all} keys are done`,
    steps: {
      make: 'Make the key, onto the first stick',
      'check-1': 'Take it out, insert it again: check copy 1',
      'write-2': 'Write copy 2, onto the second stick',
      'check-2': 'Take it out, insert it again: check copy 2',
    },
    done: 'done',
    now: 'now',
    later: 'later',
    insert: {
      make: 'Insert the first of the two new sticks.',
      'check-1':
        'Take the first stick out and insert it again. Only then is the stick itself read, and not what the system remembers of it.',
      'write-2': 'Take the first stick out. Insert the second new stick.',
      'check-2': 'Take the second stick out and insert it again.',
    },
    twoSticks:
      'This machine cannot tell one stick from another. Two of you: put the first and the second stick side by side. They must be two sticks, not one that is inserted twice.',
    act: {
      make: 'Choose the passphrase and make the key',
      'check-1': 'Type the passphrase and check copy 1',
      'write-2': 'Write copy 2 and read it back',
      'check-2': 'Type the passphrase and check copy 2',
    },
    labels: (first: string, second: string) =>
      `Labels of the sticks: ceremony id, “${first}” and “${second}”. The files on them carry the same names.`,
    onToken: {
      instead:
        'Does the custodian have a token (card, YubiKey) with a key on it? Press the same button, and plug the token in when the stick is wanted. Size and passphrase are then the token’s own.',
      insert: 'Insert your token',
      insertEither: 'Insert your stick or token',
      orToken: 'Or plug in the token that has your key.',
      which: (token: string) => `Token ${token}`,
      adopted: 'Your key is noted: it opened what was encrypted to its certificate.',
      madeTitle: (id: string, token: string) => `The key of ${id} is on the token ${token}`,
      made: 'It has no copy. Read the fingerprint aloud; a second person compares. Then the token goes into its bag.',
      noCopy: (token: string) => `none: on the token ${token}`,
    },
    anew: 'A stick failed: make this key again on two new sticks',
    anewNote:
      'The key that there is counts no more once the new one is made. Take two other sticks, because nothing is overwritten, and put the old ones on the destruction sheet.',
    asItIs: 'Leave the key as it is',
    doAnew: 'Make again',
    anewOf: (id: string) => `Make again: the key of ${id}`,
    madeTitle: (id: string) => `The key of ${id} is on both sticks`,
    made: 'Read the fingerprint aloud; a second person compares. Then the sticks go into their bags.',
    certificate: (id: string) => `SHA-256 of the certificate of ${id}`,
    goOn: 'Every key is made: go on',
    table: 'Keys so far',
    key: 'Key',
    none: 'not made',
    isMade: 'made',
    checked: 'checked',
    open: 'open',
  },
  certificates: {
    title: 'Send the certificates on OUT',
    lead: (count: number, required: number) =>
      `${count} certificates, and the quorum of ${required}, in one signed bundle on a new, empty OUT stick. Certificates are public; no key leaves this machine.`,
    region: 'The bundle of certificates',
  },
  domain: {
    title: 'The new security domain',
    lead: 'The other side has downloaded it and sends it in a signed bundle on the IN stick. Only a file for exactly these keys and this quorum is taken.',
    legend: 'Which file is the bundle of the security domain?',
    take: 'Accept message',
    words: 'Is it the file that was downloaded?',
    wordsLead:
      'The other side reads the words of the security domain from their screen. Type those at these places; this screen shows nothing of its own until they fit.',
    agreed: 'It is the file that was downloaded: for these custodians, and for this quorum.',
    file: 'Bundle',
    quorum: 'Quorum',
    quorumText: (required: number, all: number) => `any ${required} of ${all} custodians`,
    version: 'Version',
    who: 'Who can open a share',
    sha256: 'SHA-256 of the security domain: write it on the labels',
    goOn: 'I compared it: continue',
  },
  proofs: {
    title: 'Every custodian, every copy',
    lead: 'Each custodian opens their own share of the new file, from copy 1 and then from copy 2, or from the token. Nothing is put together: each share is forgotten at once.',
    count: (proven: number, all: number) => `${proven} of ${all}`,
    word: 'copies are proven',
    which: 'Whose copy is next?',
    insert: (file: string) => `Insert the stick with ${file}.`,
    act: 'Type the passphrase and open the share',
    actOnToken: 'Type the PIN and open the share',
    all: (custodians: number, onTokens: number) => {
      const copies = onTokens === 0 ? 'both copies' : 'every copy and token';
      return plural(custodians, {
        one: `All proven: 1 custodian, ${copies}.`,
        other: `All proven: ${custodians} custodians, ${copies}.`,
      });
    },
    unproven: 'open',
    proven: 'proven',
    goOn: 'All are proven: go on',
    keepOld: 'The old set is still valid. Destroy nothing of it before every new copy is proven.',
    reWrap: `The new set is proven. The old set still opens the old security domain: a re-wrap takes nothing from it. ${whenToDestroy}`,
  },
  register: {
    title: 'The register of custody',
    lead: 'Who holds which copy, and that it was proven today. The security domain itself is written to the stick as well: it is encrypted, but it is not public.',
    table: 'Sticks and bags',
    serial: (id: string, copy: number) => `Stick of ${id}, copy ${copy}`,
    bag: (id: string, copy: number) => `Bag of ${id}, copy ${copy}`,
    bagOfToken: (id: string) => `Bag of the token of ${id}`,
    blank: 'What is left empty stays open in the register, and can be filled in later.',
    write: 'Write both files and read them back',
    written:
      'Both files are on the stick. Sites and keyholders are filled in by hand; print the register under “Papers and proofs”.',
    later: 'A further place for the security domain is a copy of this file: insert another OUT stick and write again.',
    goOn: 'Go on',
  },
  oldSet: {
    title: 'The old set',
    lead: `Every new copy is proven. Until the old set is destroyed it opens the old security domain as before. ${whenToDestroy} Then put the old sticks and the old copies of the security domain on the destruction sheet, and note it here, both of you.`,
    note: 'They are on the destruction sheet',
    noted: 'Noted: the old set is on the destruction sheet.',
    kept: `The old set is still kept: its destruction is not noted in this journal. ${whenToDestroy}`,
    lastChance: 'Once the journal is closed it can be noted on paper only (step A26R).',
    goBack: 'Go back and note it',
  },
  giveUp: {
    title: 'Give this ceremony up',
    lead: 'For copies that can never be proven. The journal ends without its proofs, and can be exported. Journal, record and evidence say so first.',
    exceptionFirst:
      'First note an exception that two people decide, under “Exception” above: it says what happened. Then the ceremony can be given up here.',
    open: 'Give this ceremony up …',
    warning:
      'This cannot be taken back. No register is written, and the new keys must not be relied on. Destroy nothing of an older set: it stays valid. Where the HSM is active already, only a re-wrap gives it other keys.',
    exception: 'The exception that says why',
    choose: 'Choose',
    reason: 'Reason, in one sentence',
    confirm: 'Give it up, and end the journal',
    over: 'This ceremony was given up',
    overText: (exception: number, reason: string, by: string) => `By exception EX-${exception}, ${by}: ${reason}`,
    next: 'The new keys are not proven: no HSM may rely on them. Destroy nothing of an older set. Where the HSM is active already, plan a re-wrap with new keys, before any production key is made.',
  },
};

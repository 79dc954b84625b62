// English: the tools beside the ceremony.
import { number } from '../formats.ts';

export const tools = {
  title: 'Papers and proofs',
  lead: 'Nothing here changes the ceremony. It waits where you left it.',
  wayBack: 'Way back',
  back: '← Back',
  all: 'All papers and proofs',
  close: 'Close',
  choose: {
    some: (files: number) => (files === 1 ? '1 file' : `${files} files`),
    target: 'the stick or folder to write to',
    plan: 'the approved plan',
    journal: 'the journal',
    identity: 'your identity',
    revocationLists: 'the revocation lists of the processor’s authorities',
    revocationNote:
      'If you have them: the lists of Intel’s root and of its platform authority, DER or PEM. The offline machine has no other way to learn of a revoked processor.',
  },
  planWords: 'Type these words from the cover of the printed script. A plan proves nothing about itself.',
  written: {
    region: 'Written',
    file: 'File',
    place: 'On',
    size: 'Size',
    bytes: (bytes: number) => `${number(bytes)} bytes, read back and identical`,
  },
  practice: 'PRACTICE – NOT A REAL CEREMONY.',
  manual: {
    title: 'Manual',
    lead: 'Short enough for the evening before. The printed manual says the same.',
    role: 'Who are you?',
  },
  entries: {
    manual: {
      title: 'Read the manual',
      detail: 'What custodians, operators and witnesses do, before and on the day, and when something goes wrong.',
    },
    papers: {
      title: 'Print papers',
      detail: 'Script, record, call sheets and cards from the plan: look at them, save them as PDF, print them.',
    },
    identity: {
      title: 'Make an identity',
      detail: 'The signing key of this machine, on a stick, under a passphrase.',
    },
    plan: {
      title: 'Plan and approvals',
      detail: 'Begin a plan, read it, see everything that is wrong with it, compare its fingerprint, approve it.',
    },
    pairing: {
      title: 'Pair two machines',
      detail: 'Make sure, by words read aloud, that both sides mean the same two signing keys.',
    },
    send: {
      title: 'Make a bundle',
      detail: 'Plan, certificates, security domain or outcome, signed for the other side.',
    },
    observer: {
      title: 'Second observer',
      detail: 'For the second operator: compare the exchange key with your own fetch, and sign.',
    },
    bundle: {
      title: 'Verify a bundle',
      detail: 'Who signed what came on a stick, and whether it is the next one for this machine.',
    },
    journal: {
      title: 'Journal and exceptions',
      detail: 'Read what was noted, check the chain, note an exception, close off a damaged end.',
    },
    pack: {
      title: 'Build evidence',
      detail: 'Collect journals, bundles and papers of a ceremony and sign the list, or those of an emergency.',
    },
    evidence: {
      title: 'Verify evidence',
      detail: 'For auditors: check the package of a ceremony again, from its files alone.',
    },
    custody: {
      title: 'Register of custody',
      detail:
        'How healthy the quorum is: proofs that are due, sites and people with too many keys. Proofs of a share check are entered here.',
    },
    rehearsal: {
      title: 'Rehearse',
      detail: 'A guided rehearsal of a whole recovery on one laptop: whose turn it is, what goes wrong, the score.',
    },
    exceptions: {
      title: 'Exceptions of this session',
      detail: 'What was noted as an exception since this session began.',
    },
    incident: {
      title: 'Incident',
      detail: 'The exchange key or the restore blob is in doubt: what to do now, in order.',
    },
    settings: { title: 'Settings', detail: 'Language, colours, size of the text, and the tone that calls you back.' },
    about: {
      title: 'About this program',
      detail: 'Version, hashes, licences, and the log for the person who helps you.',
    },
  },
};

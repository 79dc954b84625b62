// English: the first screen.
import { plural } from '../formats.ts';

export const start = {
  title: 'What do you need to do?',
  lead: 'Everything in this program can be read without risk. Nothing is written and no key is used before a screen says so.',
  purpose: 'Purpose',
  purposes: {
    recovery: {
      title: 'Recover an HSM',
      detail: 'Build the restore blob for a new HSM, by an approved plan. Recommended.',
    },
    emergency: {
      title: 'Emergency recovery',
      detail: 'The same without a plan, when there is none and no time to make one.',
    },
    activation: {
      title: 'Activate or re-wrap an HSM',
      detail: 'New keys for custodians, and the proof that each opens its share.',
    },
    'share-check': {
      title: 'Share check (drill D1)',
      detail: 'Each custodian proves their key. Nothing is put together.',
    },
    'quorum-drill': {
      title: 'Quorum drill (drill D2)',
      detail: 'Prove that the quorum works. No file is written.',
    },
    'custodian-keys': { title: 'Make custodian keys', detail: 'New keys on new sticks, before an activation.' },
    plan: {
      title: 'Write or approve a plan',
      detail: 'Before a recovery or an activation: who does what, with which keys.',
    },
    rehearsal: {
      title: 'Rehearse with a team',
      detail: 'A whole recovery on one laptop, with things that go wrong.',
    },
    evidence: { title: 'Read evidence', detail: 'Check what a ceremony has left, on any machine.' },
  },
  /** Answers to the first question that lead to another one. */
  groups: {
    keys: { title: 'New keys for custodians', detail: 'Activate or re-wrap an HSM, or make keys before that.' },
    drills: {
      title: 'Drill with the custodians',
      detail: 'Prove each key, or that a quorum works. Nothing is written.',
    },
    papers: {
      title: 'Plan, papers and evidence',
      detail: 'Write or approve a plan, print, read evidence, test this machine.',
    },
  },
  modeOf: (purpose: string) => `${purpose}: practice or production?`,
  practice: 'Practice',
  practiceDetail: 'With practice files. Production files are refused.',
  production: 'Production',
  productionDetail: 'The real thing. Practice files are refused.',
  notInPreview: 'Not possible in this preview.',
  id: 'Ceremony id',
  idDetail: 'From the cover of the printed script. An id of practice begins with PRACTICE-.',
  begin: 'Begin',
  missing: {
    still: (what: string) => `Still missing: ${what}.`,
    purpose: 'the purpose',
    gap: (ways: string) => `the air gap (this machine is connected: ${ways})`,
    stick: 'a stick (none is in this machine)',
  },
  earlier: {
    heading: (id: string) => `Session ${id} was not finished`,
    lastNoted: (mode: string, utc: string) => `${mode}. Last noted at ${utc} by this machine’s clock.`,
    damaged: 'The last line of its log was cut off. What stood before it is whole; the damaged file is kept beside it.',
    gone: 'Discarded for safety:',
    noShares: 'no share was in memory.',
    shares: (count: number) =>
      plural(count, {
        one: '1 share. Custodians begin again with the first one.',
        other: `${count} shares. Custodians begin again with the first one.`,
      }),
    loadAgain: 'The security domain must be loaded again.',
    still: 'Still true:',
    noClock: 'the wall clock was not entered',
    clock: 'the wall clock as entered',
    proven: (count: number) =>
      plural(count, {
        one: '1 copy proven, which its log keeps',
        other: `${count} copies proven, which its log keeps`,
      }),
    exceptions: (count: number) => plural(count, { one: '1 exception', other: `${count} exceptions` }),
    files: (count: number) => plural(count, { one: '1 file written', other: `${count} files written` }),
    fileOn: (file: string, stick: string) => `${file} on ${stick}`,
    goOn: 'Go on with this session',
    refused: 'Production is not possible in this preview.',
  },
};

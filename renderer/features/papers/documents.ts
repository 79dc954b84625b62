// What each document is called on the screen, what it is for, and what it is made from.
import type { PaperName } from '../../../shared/documents/names.ts';

export interface DocumentFacts {
  readonly title: string;
  readonly detail: string;
  /** Has a version for each machine of a recovery. */
  readonly hasSides: boolean;
  readonly journal: 'needed' | 'useful';
  readonly data: 'needed' | 'useful' | 'none';
}

const plain = { hasSides: false, journal: 'useful', data: 'none' } as const;

export const documentFacts: Readonly<Record<PaperName, DocumentFacts>> = {
  script: {
    ...plain,
    title: 'Script',
    detail: 'Every step with its boxes, to follow and to initial. Print it before.',
    hasSides: true,
  },
  record: {
    ...plain,
    title: 'Record',
    detail: 'What the machine saw, step by step, from the journal. Print it after.',
    hasSides: true,
    journal: 'needed',
  },
  'call-sheet': {
    ...plain,
    title: 'Call sheet',
    detail: 'For a custodian at home: what to bring and what never to do.',
  },
  'fingerprint-card': { ...plain, title: 'Fingerprint card', detail: 'A card for each witness to take away.' },
  'custody-register': {
    ...plain,
    title: 'Register of custody',
    detail: 'Where each key is, and how healthy the quorum is.',
    data: 'useful',
  },
  manual: {
    ...plain,
    title: 'Manual',
    detail: 'For custodians, operators and witnesses: what to know before the day.',
  },
  'rehearsal-guide': {
    ...plain,
    title: 'Guide to a rehearsal',
    detail: 'Which window, who, what next; with the seal of the trainer’s list.',
    data: 'needed',
  },
  'rehearsal-report': {
    ...plain,
    title: 'Report of a rehearsal',
    detail: 'What was injected, and where and by whom it was noticed.',
    data: 'needed',
  },
  'key-mapping': {
    ...plain,
    title: 'Hand-over report',
    detail: 'Old and new key addresses, from the verification after a recovery.',
    data: 'needed',
  },
};

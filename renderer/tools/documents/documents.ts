// What each document is made from; what it is called and what it is for says the catalogue.
import type { PaperName } from '#shared/documents/names.ts';

export interface DocumentFacts {
  /** Has a version for each side of a recovery, which people choose; a record has that of its journal. */
  readonly hasSides: boolean;
  readonly journal: 'needed' | 'useful';
  /** Useful are the register of custody and the map of consumers. */
  readonly data: 'needed' | 'register' | 'consumers' | 'none';
}

const plain = { hasSides: false, journal: 'useful', data: 'none' } as const;

/** The certificate is made where evidence has just been verified. */
export type ChosenPaper = Exclude<PaperName, 'certificate'>;

export const documentFacts: Readonly<Record<ChosenPaper, DocumentFacts>> = {
  script: {
    ...plain,
    hasSides: true,
  },
  sheets: {
    ...plain,
    hasSides: true,
  },
  'emergency-card': {
    ...plain,
    data: 'consumers',
  },
  record: {
    ...plain,
    journal: 'needed',
  },
  'call-sheet': {
    ...plain,
  },
  'fingerprint-card': { ...plain },
  'custody-register': {
    ...plain,
    data: 'register',
  },
  manual: {
    ...plain,
  },
  'rehearsal-guide': {
    ...plain,
  },
  'rehearsal-report': {
    ...plain,
    data: 'needed',
  },
  'key-mapping': {
    ...plain,
    data: 'needed',
  },
};

// The names of the documents that can be printed, for the command line, the contract and the screens.

export const paperNames = [
  'script',
  'sheets',
  'emergency-card',
  'record',
  'call-sheet',
  'fingerprint-card',
  'key-mapping',
  'certificate',
  'custody-register',
  'manual',
  'rehearsal-guide',
  'rehearsal-report',
] as const;
export type PaperName = (typeof paperNames)[number];

// At which step of the script an exception serves for what.

/** The steps at which something that is otherwise refused rests on an exception by two people. */
export const exceptionSteps = {
  hold: 'C19',
  'lock-out': 'C5',
  'changed-creation': 'C6',
  'external-keys': 'C20',
  'no-canary': 'A26',
  'key-choice': 'C9',
  'other-key': 'C14',
  'lost-journal': 'Z1R',
} as const;
export type ExceptionUse = keyof typeof exceptionSteps;

/** Whether two people have decided something at the step at which an exception serves for this. */
export const isExcepted = (
  { exceptions }: { readonly exceptions: readonly { readonly step: string }[] },
  use: ExceptionUse,
): boolean => exceptions.some(({ step }) => step === exceptionSteps[use]);

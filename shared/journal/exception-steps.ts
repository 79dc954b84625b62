// At which step of the script an exception serves for what, and what an emergency calls the steps of a ceremony.

/** The steps at which something that is otherwise refused rests on an exception by two people. */
const exceptionSteps = {
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

/** The emergency has a script of its own, with these numbers on its card and in its record. */
const emergencySteps: Readonly<Record<string, string>> = {
  C5: 'F8',
  C6: 'F2B',
  C8: 'F3',
  C14: 'F4',
  C15: 'F5',
  C19: 'F7',
  C20: 'F8',
  C22: 'F9',
  C24: 'F9',
};

interface Grade {
  /** Of its journal; undefined or null in a ceremony with a plan. */
  readonly emergency?: object | null | undefined;
}

/** The number that a step of a ceremony has in the journal's own script. @param step of a ceremony, such as `C14` */
export const stepIn = ({ emergency }: Grade, step: string): string => (emergency && emergencySteps[step]) ?? step;

/** The step at which an exception serves for this. */
export const exceptionStep = (grade: Grade, use: ExceptionUse): string => stepIn(grade, exceptionSteps[use]);

/** Whether two people have decided something at the step at which an exception serves for this, in either grade. */
export const isExcepted = (
  { exceptions }: { readonly exceptions: readonly { readonly step: string }[] },
  use: ExceptionUse,
): boolean =>
  exceptions.some(({ step }) => step === exceptionSteps[use] || step === emergencySteps[exceptionSteps[use]]);

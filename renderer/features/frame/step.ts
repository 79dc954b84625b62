// A step as the rail at the side shows it; each app has steps of its own.

export interface Step<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly isDone: boolean;
  /** `busy`: at work by itself. `stuck`: people are needed. */
  readonly mark?: 'busy' | 'stuck';
}

/** The first step that is not done: what is next. Every row of steps ends with the finish. */
export const nextStep = <Id extends string>(steps: readonly Step<Id>[]): Id | 'finish' =>
  steps.find((step) => !step.isDone)?.id ?? 'finish';

// What can be wrong with how a command was called.

export type UsageProblem =
  | 'address-of-practice'
  | 'argument-missing'
  | 'value-form'
  | 'ceremony-form'
  | 'challenge-form'
  | 'command-missing'
  | 'command-of-other-program'
  | 'command-of-source'
  | 'command-unknown'
  | 'day-form'
  | 'empty'
  | 'group-with-option'
  | 'line-form'
  | 'name-form'
  | 'needed-here'
  | 'no-custodians-keys'
  | 'no-prompts'
  | 'not-understood'
  | 'number-range'
  | 'no-dash'
  | 'one-of'
  | 'only-one-of'
  | 'option-missing'
  | 'passphrases-in-files'
  | 'options-missing'
  | 'option-unknown'
  | 'option-without-value'
  | 'player-form'
  | 'practice-needed'
  | 'practice-plan-only'
  | 'quorum-above-custodians'
  | 'stands-alone'
  | 'together'
  | 'too-many-arguments'
  | 'two-files';

export type UsageFault =
  | {
      readonly code: 'USAGE';
      readonly problem: UsageProblem;
      /** The options, the argument or the command that it is about, as they are typed; empty where there is none. */
      readonly option: string;
      /** What may be there, as it is typed; empty where there is no list. */
      readonly allowed: string;
    }
  | { readonly code: 'PASSWORD_FILES_COUNT'; readonly keys: number; readonly files: number };

// What can be wrong with the surroundings in which a program is started: its environment, and the programs that it starts itself.

/** Why a program of the system is not started. */
export type ProgramProblem =
  /** Not an absolute path. */
  | 'relative'
  /** A link that leads nowhere. */
  | 'missing'
  /** A folder, a device, or a file that may not be run. */
  | 'no-program'
  /** It, or a folder above it, belongs to somebody else than the system or the user who installed this program. */
  | 'owner'
  /** Everybody may write to it, or to a folder above it. */
  | 'writable';

export type EnvironmentFault =
  | { readonly code: 'PROGRAM_REFUSED'; readonly program: string; readonly why: ProgramProblem }
  /** Variables of the environment that have changed this process before its first line. */
  | { readonly code: 'ENVIRONMENT_REFUSED'; readonly names: readonly string[] };

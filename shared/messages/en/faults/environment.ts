// English sentences for what can be wrong with the surroundings in which a program is started.
import type { ProgramProblem, EnvironmentFault } from '../../../faults/environment.ts';
import type { AdviceBook } from '../../advice.ts';

const nothingStarted = 'The program was not started. No key was used, and nothing was written.';

const reasons: Readonly<Record<ProgramProblem, string>> = {
  relative: 'it has no absolute path',
  missing: 'it is a link that leads nowhere',
  'no-program': 'it is not a file that may be run',
  owner: 'it, or a folder above it, belongs neither to the system nor to the person who installed this program',
  writable: 'everybody may write to it or to a folder above it',
};

export const environmentAdvice: AdviceBook<EnvironmentFault> = {
  PROGRAM_REFUSED: ({ program, why }) => ({
    happened: `“${program}” could have been replaced by somebody else: ${reasons[why]}.`,
    safe: nothingStarted,
    todo: 'Install it from the packages of the system, then try again. If you did not put it there, ask who did.',
  }),
  ENVIRONMENT_REFUSED: ({ names }) => ({
    happened: `This program was started with ${names.join(', ')} in its environment, which changes how it runs.`,
    safe: 'It ended at once. No key was used, and nothing was written or sent.',
    todo: 'Remove these variables and start again; on Linux and macOS by “env -u NAME” before the command.',
  }),
};

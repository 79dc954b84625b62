// Entry of the bundle that Lifeboat Online loads for practice alone: the workspace of a rehearsal.
export { identityFile } from './identities.ts';
export { makeWorkspace } from './rehearsal/make-workspace.ts';
export { Rehearsal } from './rehearsal/rehearsal.ts';

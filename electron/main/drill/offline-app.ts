// Entry of the bundle that Lifeboat Offline loads for practice alone: what its calls ask of the scripted people.
export { identityFile } from './identities.ts';
export { answerAsOperators } from './practice-operators.ts';
export { writePracticeSticks } from './practice-sticks.ts';
export { Rehearsal } from './rehearsal/rehearsal.ts';

// Mutants that live, and why that is right.

const session = 'electron/main/core/transfer/session.ts';

export const equivalent: Readonly<Record<string, string>> = {
  [`${session}: dir === undefined → false`]: 'every kind of bundle has a direction; the line is for the compiler',
  [`${session}: peer && state.peers[role] === peer.keyId → state.peers[role] === peer.keyId`]:
    'the rules of a plan ask for both machines, so there is a peer; the line is for the compiler',
};

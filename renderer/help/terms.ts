// Every word that a custodian may not know, in plain English.

export const terms = {
  'air gap':
    'This machine has no connection to any other: no cable, no radio. The program looks every second, and before every key.',
  'security domain':
    'A file that was downloaded when the HSM was activated. It holds the HSM’s secrets, locked so that only several custodians together can open them.',
  custodian: 'A person who keeps one key to the security domain, on a stick of their own, in a place of their own.',
  share: 'One custodian’s part of the secret. Alone it says nothing.',
  quorum: 'How many custodians are needed. Fewer learn nothing at all.',
  'exchange key':
    'The public key of the new HSM. What is locked to it can be opened by that HSM and by nobody else, so it must be the right one.',
  'restore blob':
    'The security domain, locked again: this time to the new HSM. It is what leaves this room on the OUT stick.',
  attestation:
    'A statement, signed by the processor’s maker, that a key was made inside genuine HSM firmware. One proof among several, never the only one.',
  fingerprint: 'A short value computed from a file. If one bit of the file changes, the whole value changes.',
  'read-back':
    'Somebody with their own sheet reads words over the telephone; you type them before this screen shows its own. That is how a swap shows.',
  'IN stick': 'Carries files into this room. It never carries anything out.',
  'OUT stick': 'Carries the result out of this room. It is new, and is read once.',
  exception: 'Whatever did not go as the script says. It is written down with a number; it is not a failure of yours.',
  'wall clock': 'The clock in the room. This machine’s own clock may be wrong, so people enter the time.',
  passphrase: 'The words that unlock a key file. Only its custodian knows them. They are never stored or shown.',
  'share check': 'A drill: each custodian proves that their key still opens their share. Nothing is put together.',
  'quorum drill':
    'A drill: enough custodians put the master key together, everything is checked against it, and it is thrown away. No file is written.',
} as const;
export type TermName = keyof typeof terms;

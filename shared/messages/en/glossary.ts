// The English glossary.
import type { Glossary } from '../glossary.ts';

export const englishGlossary: Glossary = {
  'access token': {
    term: 'Access token (SAS)',
    meaning: 'A link with rights that lets an HSM reach a storage; it expires.',
  },
  'air gap': {
    term: 'Air gap',
    meaning:
      'The offline laptop has no connection to any other machine: no cable, no radio. The program looks every second, and before every key.',
  },
  attestation: {
    term: 'Attestation',
    meaning:
      'A statement, signed by the processor’s maker, that a key was made inside genuine HSM firmware. One proof among several, never the only one.',
  },
  bundle: {
    term: 'Bundle',
    meaning: 'A signed file that carries what crosses between the two machines.',
  },
  canary: { term: 'Test key (canary)', meaning: 'A key without value. It shows that the restored keys work.' },
  custodian: {
    term: 'Custodian',
    meaning: 'A person who keeps one key to the security domain, on their own stick, in their own place.',
    avoid: ['key holder', 'shareholder', 'trustee'],
  },
  exception: {
    term: 'Exception',
    meaning: 'Whatever did not go as the script says. It is written down with a number; it is not a failure of yours.',
  },
  'exchange key': {
    term: 'Exchange key',
    meaning:
      'A key that the new HSM makes. Its private half never leaves the HSM, so what is locked to its public half can be opened by that HSM and by nobody else. It must be the right one.',
    avoid: ['wrapping key', 'transfer key'],
  },
  fingerprint: {
    term: 'Fingerprint',
    meaning:
      'The SHA-256 of a file or certificate: 64 hex digits, or 32 words. If one bit changes, the whole value changes. The short form is only a pointer.',
    avoid: ['checksum', 'thumbprint', 'thumbprints'],
  },
  HSM: { term: 'HSM', meaning: 'The device, rented as a service, that keeps the keys.' },
  'IN stick': {
    term: 'IN stick',
    meaning: 'Carries files to the offline laptop. It never carries anything out.',
    avoid: ['flash drive', 'thumb drive', 'pen drive', 'Stick IN', 'stick IN'],
  },
  inspector: {
    term: 'Inspector',
    meaning: 'The view of the application that shows what is in a security domain file.',
  },
  inventory: {
    term: 'Inventory',
    meaning: 'The list of keys, versions, attributes and roles, made with each backup.',
  },
  'managed identity': {
    term: 'Managed identity',
    meaning: 'The identity with which the HSM itself reaches the storage.',
  },
  'OUT stick': {
    term: 'OUT stick',
    meaning: 'Carries the result away from the offline laptop. It is new, and is read once.',
    avoid: ['Stick OUT', 'stick OUT'],
  },
  passphrase: {
    term: 'Passphrase',
    meaning: 'The words that unlock a key file. Only its custodian knows them. They are never stored or shown.',
    avoid: ['password', 'PIN code'],
  },
  'purge protection': {
    term: 'Purge protection',
    meaning: 'A deleted HSM cannot be removed for good before its days are over.',
  },
  quorum: {
    term: 'Quorum',
    meaning: 'How many custodians must come together (M of N). Fewer learn nothing at all.',
  },
  'quorum drill': {
    term: 'Quorum drill',
    meaning:
      'A drill: enough custodians put the master key together, everything is checked against it, and it is thrown away. No file is written.',
  },
  'read-back': {
    term: 'Read-back',
    meaning:
      'One side reads words aloud from its own sheet; the other types some of them before it sees its own value. That is how a swap shows.',
  },
  register: {
    term: 'Register',
    meaning: 'The list of who holds which key, in which bag, at which site.',
  },
  'release card': {
    term: 'Release card',
    meaning: 'The paper that came with the application; it bears the fingerprint of its file.',
  },
  'restore blob': {
    term: 'Restore blob',
    meaning: 'The security domain, encrypted for the new HSM only. It leaves the room on the OUT stick.',
    avoid: ['recovery blob', 'transfer blob'],
  },
  'restore point': {
    term: 'Restore point',
    meaning: 'A backup of the new, empty HSM, which the service wants before it restores.',
  },
  'security domain': {
    term: 'Security domain',
    meaning:
      'The file that was downloaded when the HSM was activated. It makes a new HSM equal to the old one, and opens only with the quorum.',
  },
  share: { term: 'Share', meaning: 'One custodian’s part of the master key. On its own it reveals nothing.' },
  'share check': {
    term: 'Share check',
    meaning: 'A drill: each custodian proves that their key still opens their share. Nothing is put together.',
  },
  'TLS chain': {
    term: 'TLS chain',
    meaning: 'The certificates with which the address of the HSM proves that it is genuine.',
  },
  'wall clock': {
    term: 'Wall clock',
    meaning: 'The clock in the room. A machine’s own clock may be wrong, so people enter the time.',
  },
};

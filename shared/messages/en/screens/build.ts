// English: building the restore blob.
import { number, plural } from '../formats.ts';

export const build = {
  built: 'The restore blob is built',
  proven: 'The quorum is proven',
  prove: 'Prove the quorum',
  build: 'Build the restore blob',
  drillLead: '<term>Quorum drill</term>: no blob will be produced, and no file is written.',
  lead: 'The security domain is opened in memory, checked piece by piece, and locked to the new HSM: the <term>restore blob</term>.',
  before: 'Before building',
  shares: (have: number, required: number) => `Shares in memory: <count>${have}</count> of ${required} needed.`,
  aloud:
    'The ceremony administrator reads name and words aloud once more from this screen; the witness follows on paper.',
  forHsm: 'For the HSM',
  words: 'Words of the exchange certificate',
  holdToProve: 'Hold to prove the quorum',
  holdToBuild: 'Hold to build',
  twoPeople: 'Choose two people. Then press and hold, with the mouse or the space bar.',
  blob: 'Restore blob',
  authentic: (parts: number) =>
    plural(parts, {
      one: 'The one sealed part was authentic. Shares, master key and contents are forgotten: the processes that had them have ended.',
      other: `Every one of ${parts} sealed parts was authentic. Shares, master key and contents are forgotten: the processes that had them have ended.`,
    }),
  size: 'Size',
  bytes: (bytes: number) => `${number(bytes)} bytes`,
  lockedTo: 'Locked to certificate',
  sha256: 'SHA-256 of the restore blob',
  writtenDown: 'Written down: go on',
  proof: 'Proof',
  provenText: (parts: number) =>
    plural(parts, {
      one: 'The shares rebuilt the master key, and the one sealed part was authentic under it. Everything is forgotten again. No file was written.',
      other: `The shares rebuilt the master key, and all ${parts} sealed parts were authentic under it. Everything is forgotten again. No file was written.`,
    }),
  goOn: 'Go on',
};

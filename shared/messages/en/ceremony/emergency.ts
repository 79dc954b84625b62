// English texts of documents (e) and (f): an emergency recovery, without a plan.
import type { StepTexts } from '../../ceremony-texts.ts';

const people = {
  first: 'First person',
  second: 'Second person',
  'decided-by': 'Decided by',
  time: 'at',
};
const outcome = {
  label: 'Outcome',
  options: { succeeded: 'succeeded', failed: 'failed', unknown: 'unknown' },
};
const after = 'To be done afterwards: plan, new keys, owner';

export const emergencyTexts: StepTexts = {
  E1: { act: 'Write down who is here and who has decided to go without a plan.', fields: people },
  E2: { act: 'Cut the laptop off. Begin the emergency recovery.', fields: { gap: 'The program finds no way out.' } },
  E3: {
    act: 'Load the security domain.',
    fields: { quorum: 'Quorum', domain: 'SHA-256 of the security domain' },
  },
  E4: {
    act: 'Type the address of the new HSM from paper. Load the exchange key.',
    expect: 'The program accepts the key for this address.',
    fields: {
      address: 'Address',
      proof: { label: 'Attestation', options: { attested: 'genuine', none: 'none; two people answer for it' } },
      refused: 'Refused before',
      certificate: 'SHA-256 of the exchange certificate',
    },
  },
  E5: {
    act: 'Custodian {k} of {of}: insert the stick, choose the key, type the passphrase.',
    fields: {
      away: 'Everybody else looks away.',
      accepted: 'The share is accepted. Key and passphrase are forgotten.',
      certificate: 'Certificate',
    },
  },
  E6: { act: 'Take the stick out.', fields: { out: 'The stick is out.' } },
  E7: {
    act: 'Two people type their names, then press and hold. The program builds the restore blob.',
    fields: { blob: 'SHA-256 of the restore blob' },
  },
  E8: {
    act: 'Write the blob to the OUT stick.',
    fields: { written: 'It was written and read back.' },
  },
  E9: {
    act: 'Two people close the journal. Write the evidence to the stick RECORDS, and the end of the journal onto paper. Switch the laptop off.',
    fields: { closed: 'The journal is closed.', evidence: 'The evidence is on the stick RECORDS.', after },
  },
  F1: { act: 'Write down who is here and who has decided to go without a plan.', fields: people },
  F2: {
    act: 'Sign in with the account of the operator.',
    fields: { account: 'Account and tenant are the right ones.' },
  },
  F2B: {
    act: 'Create the new HSM, if there is none yet. The service takes up to 17 minutes. Never purge a deleted HSM for its name.',
    fields: { typed: 'Two people typed its name.', outcome },
  },
  F3: {
    act: 'Type the address of the new HSM from paper. Put it into recovery. Save its exchange key to the IN stick.',
    fields: {
      address: 'Address',
      typed: 'Two people typed its name.',
      certificate: 'SHA-256 of the exchange certificate',
    },
  },
  F4: {
    act: 'Load the restore blob from the OUT stick.',
    fields: {
      equal: 'It names the exchange key that the HSM shows now.',
      blob: 'SHA-256 of the restore blob',
    },
  },
  F5: {
    act: 'Upload the blob. Do not repeat an upload whose outcome is unknown.',
    fields: { typed: 'Two people typed the name of the HSM.', outcome },
  },
  F6: { act: 'Make the restore point: a full backup of the new HSM.', fields: { outcome } },
  F7: { act: 'Wait 30 minutes.', fields: { held: 'Time kept', timer: 'The timer is over.' } },
  F8: {
    act: 'Restore from the folder on paper. The HSM is wiped first.',
    fields: { folder: 'Folder', typed: 'Two people typed name and folder.', outcome },
  },
  F9: {
    act: 'Verify what came back.',
    fields: { keys: 'Keys', versions: 'Versions', differences: 'Differences' },
  },
  F10: {
    act: 'Two people close the journal. Write its end onto paper. Put the evidence of both machines together, check it, and sign out.',
    fields: { closed: 'The journal is closed.', evidence: 'The evidence of both machines is checked.', after },
  },
};

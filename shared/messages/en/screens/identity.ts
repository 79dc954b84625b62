// English: making the identity of a machine.

export const identity = {
  title: 'Make an identity',
  lead: 'An identity signs what this machine sends. The plan names it, and the other side is paired with it by words.',
  role: 'What this machine is',
  roles: {
    'operator-1': { title: 'Operator 1', detail: 'Acts on the online side.' },
    'operator-2': { title: 'Operator 2', detail: 'Confirms, and fetches the exchange key a second time.' },
    offline: { title: 'Offline machine', detail: 'A new one for each ceremony.' },
    witness: { title: 'Witness', detail: 'Approves the plan and signs the evidence.' },
  },
  holder: 'Who holds it',
  holderDetail: 'The name as it is in the plan.',
  stick: 'Use a stick that stays with this person. The file with the secret half never goes into a bundle.',
  make: 'Choose the passphrase and make it',
  made: 'The identity is made. Give the public file to the person who writes the plan. Keep the other one.',
  lost: 'A lost passphrase cannot be recovered: make a new identity, pair again, and have the plan approved again.',
  region: 'The new identity',
  forPlan: 'For the plan (spki)',
  fingerprint: 'SHA-256 of the public key: read the words to the person who writes the plan',
};

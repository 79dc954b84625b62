// An emergency recovery: begun without a plan, its key accepted, refused or without attestation, built, written, closed.
import type { View } from '#shared/contract/offline/view.ts';
import { sha } from '../hashes.ts';
import { empty, inStick, outStick, thumbprints } from './common.ts';
import { confirmed, exchangeKeyStates } from './exchange-key.ts';
import { loaded } from './security-domain.ts';

const begun: View = {
  ...empty,
  ceremony: { phase: 'running', id: 'EMERGENCY-20261014-0912-4F2A', purpose: 'emergency', practice: false },
  emergency: {
    missing: [
      'plan',
      'approvals',
      'register',
      'pairing',
      'signed-bundles',
      'second-observer',
      'read-back',
      'wall-clock',
    ],
    unknownMembers: [],
    copies: 0,
    head: { n: 3, sha256: sha },
  },
};
const { securityDomain, custodians } = loaded;
const withDomain: View = { ...begun, volumes: [inStick], securityDomain, custodians };
const typed = (view: View, exchangeKey: View['exchangeKey']): View => ({
  ...view,
  exchangeKey,
});
const unsigned = ({ exchangeKey }: View): View['exchangeKey'] =>
  exchangeKey.phase === 'none' ? exchangeKey : { ...exchangeKey, signers: [] };
const accepted = typed(withDomain, unsigned(confirmed));
const full: View = {
  ...accepted,
  volumes: [],
  custodians: { ...custodians, have: custodians.required, turn: { phase: 'nobody' }, who: null, copy: null },
};
const built: View = {
  ...full,
  volumes: [outStick],
  blob: { phase: 'built', bytes: 18_733, sha256: sha, wrappedFor: thumbprints[0] ?? '', data: 3 },
};
const blobFile = { volume: 'OUT', name: 'restore-blob-new-hsm-1a2b3c4d.json', bytes: 18_733, sha256: sha };
const written: View = {
  ...built,
  emergency: built.emergency && { ...built.emergency, copies: 1 },
  written: [{ ...blobFile, readBack: true }],
};

export const emergencyStates = {
  'emergency-gap-open': { ...begun, airGap: { phase: 'open', waysOut: [{ kind: 'interface', name: 'eth0' }] } },
  'emergency-domain': { ...begun, volumes: [{ ...inStick, role: 'none' }] },
  'emergency-key': withDomain,
  'emergency-key-accepted': accepted,
  'emergency-key-refused': typed(withDomain, unsigned(exchangeKeyStates['exchange-key-refused'])),
  'emergency-key-unattested': typed(withDomain, unsigned(exchangeKeyStates['exchange-key-unattested'])),
  'emergency-build': full,
  'emergency-built': built,
  'emergency-finish': written,
  'emergency-finished': {
    ...written,
    ceremony: { phase: 'finished', id: 'EMERGENCY-20261014-0912-4F2A', purpose: 'emergency', practice: false },
  },
} satisfies Readonly<Record<string, View>>;

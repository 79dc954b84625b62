// The English catalogue of the ceremonies.
import type { CeremonyTexts } from '../../ceremony-texts.ts';
import { activationTexts } from './activation.ts';
import { blockTexts } from './blocks.ts';
import { drillTexts } from './drill.ts';
import { emergencyTexts } from './emergency.ts';
import { recoveryOfflineTexts } from './recovery-offline.ts';
import { recoveryOnlineTexts } from './recovery-online.ts';

export const englishCeremony: CeremonyTexts = {
  titles: {
    activation: 'Activation',
    're-wrap': 'New custodians (re-wrap)',
    'recovery-offline': 'Disaster recovery, offline part',
    'recovery-online': 'Disaster recovery, online part',
    drill: 'Quorum drill',
    'emergency-offline': 'Emergency recovery, offline part',
    'emergency-online': 'Emergency recovery, online part',
  },
  parts: {
    O: { title: 'Opening' },
    M: { title: 'Machine: {machine}' },
    MN: { title: 'Machine: {machine}' },
    Z: { title: 'Closing' },
    I: {
      title: 'Incident sheet',
      note: 'Only if the exchange key or the restore blob is in doubt, or the upload was refused.',
    },
    a1: { title: 'Before any key' },
    a2: { title: 'Key of {custodian} ({k} of {of})' },
    a3: { title: 'The certificates go online' },
    a4: { title: 'Download of the security domain' },
    a5: { title: 'The security domain comes back' },
    a6: { title: 'Proof of {custodian} ({k} of {of})' },
    a7: { title: 'Safe keeping' },
    e1: { title: 'Air gap, security domain, exchange key' },
    e2: { title: 'Custodian {k} of {of}' },
    e3: { title: 'Build and hand over' },
    f1: { title: 'The new HSM and its exchange key' },
    f2: { title: 'Upload' },
    f3: { title: 'Restore and verify' },
    b0: { title: 'Call-out' },
    b1: { title: 'The security domain file' },
    b2: { title: 'The exchange key comes in' },
    b3: {
      title: 'Custodian {k} of {of}',
      note: 'If the power or the air gap is lost after a share was accepted, all shares are gone: note an exception, and begin again with the first custodian.',
    },
    b4: { title: 'Build and hand over' },
    c0: { title: 'Call-out' },
    c1: { title: 'Checks before the quorum travels' },
    c2: { title: 'The new HSM' },
    c3: { title: 'Recovery mode and exchange key' },
    c4: { title: 'Upload' },
    c5: { title: 'Restore point' },
    c6: { title: 'Restore' },
    c7: { title: 'Verify' },
    d0: { title: 'Decision' },
    d1: { title: 'Audit on paper' },
    d2: { title: 'Level D1: share of {custodian} ({k} of {of})' },
    d3: { title: 'Level D1: score' },
    d4: { title: 'Level D2: custodian {k} of {of}' },
    d5: { title: 'Level D2: rebuild' },
    d6: { title: 'Level D3: rehearsal with a fake set' },
    d7: { title: 'Level D4: live test' },
    d8: { title: 'Findings' },
  },
  steps: {
    ...blockTexts,
    ...activationTexts,
    ...recoveryOfflineTexts,
    ...recoveryOnlineTexts,
    ...drillTexts,
    ...emergencyTexts,
  },
  roles: {
    CA: {
      name: 'Ceremony administrator',
      does: 'Reads each step aloud, leads, decides on exceptions.',
      mustNotBe: 'Custodian, W1',
    },
    OP: {
      name: 'Offline operator',
      does: 'The only hands on the offline laptop, except for a custodian’s passphrase.',
      mustNotBe: 'W1; RO1 or RO2 of the same ceremony',
    },
    C: {
      name: 'Key custodian',
      does: 'Own stick, own passphrase, own initials.',
      mustNotBe: 'RO1, RO2, W1, administrator of an HSM concerned',
    },
    RO1: { name: 'Recovery operator 1', does: 'Acts on the online machine.', mustNotBe: 'Custodian' },
    RO2: {
      name: 'Recovery operator 2',
      does: 'Confirms, and checks the exchange key alone on a second machine. In the online room: reads each step aloud and is the witness.',
      mustNotBe: 'Custodian',
    },
    W1: {
      name: 'Internal witness',
      does: 'Keeps the official copy: times, initials, exceptions.',
      mustNotBe: 'Anyone who acts',
    },
    W2: {
      name: 'External witness',
      does: 'Observes, attests, keeps their own fingerprint card.',
      mustNotBe: 'Employee of the team, if possible',
    },
    MC: {
      name: 'Media controller',
      does: 'Opens safe and bags, keeps the ledger, destroys.',
      mustNotBe: 'Custodian',
    },
    SL: { name: 'Security lead', does: 'Decides with CA after an incident.', mustNotBe: 'Custodian' },
    ALL: { name: 'Everyone', does: 'All who are present.', mustNotBe: 'None' },
  },
};

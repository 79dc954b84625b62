// Which step of an emergency's script an event of its journal belongs to, and what it says there.
import type { GuardedCall } from '#shared/journal/events.ts';
import { holdValues, type Place, type Trace, type Tracers } from './trace.ts';

const yes = { typed: 'yes' } as const;

const confirmedAt: Readonly<Partial<Record<GuardedCall, string>>> = {
  create: 'F2B',
  'init-recovery': 'F3',
  upload: 'F5',
  restore: 'F8',
};
const settledAt: Readonly<Partial<Record<GuardedCall, string>>> = {
  create: 'F2B',
  upload: 'F5',
  backup: 'F6',
  restore: 'F8',
};

const isOffline = ({ state }: Place): boolean => state.emergency?.machine === 'offline';
const traceOf = (step: string | undefined, values: Trace['values'], verdict?: Trace['verdict']): Trace | undefined =>
  step === undefined ? undefined : { step, values, ...(verdict && { verdict }) };

export const emergencyTracers: Tracers = {
  'air-gap': ({ closed }) =>
    closed ? { step: 'E2', values: { gap: 'yes' } } : { step: 'E2', values: { gap: 'no' }, verdict: 'failed' },
  'security-domain-loaded': ({ sha256, required, custodians }) => ({
    step: 'E3',
    values: { domain: sha256, quorum: `${required}/${custodians}` },
  }),
  'target-typed': ({ hsmUri }, place) => ({
    step: isOffline(place) ? 'E4' : 'F3',
    values: { address: hsmUri },
    verdict: 'begun',
  }),
  // Another file may be accepted afterwards; that one was refused stays on the record.
  'exchange-key-refused': ({ fault }) => ({ step: 'E4', values: { refused: fault }, verdict: 'failed' }),
  'exchange-key-verified': ({ attested, certificateSha256 }) => ({
    step: 'E4',
    values: { proof: attested ? 'attested' : 'none', certificate: certificateSha256 },
  }),
  'share-accepted': ({ certificateSha256 }, { state }) => ({
    step: `E5.${state.shares.length}`,
    values: { accepted: 'yes', certificate: certificateSha256 },
  }),
  // Those who approved it are named at the step.
  'build-approved': () => ({ step: 'E7', values: {}, verdict: 'begun' }),
  'blob-built': ({ blobSha256 }) => ({ step: 'E7', values: { blob: blobSha256 } }),
  // The script of the online machine has no such step, and so no place for its own file.
  'file-written': () => ({ step: 'E8', values: { written: 'yes' } }),
  'exchange-key-fetched': ({ certificateSha256 }) => ({ step: 'F3', values: { certificate: certificateSha256 } }),
  'blob-read': ({ blobSha256 }) => ({ step: 'F4', values: { blob: blobSha256 }, verdict: 'begun' }),
  'blob-compared': ({ fetched, inBlob }) =>
    fetched === inBlob
      ? { step: 'F4', values: { equal: 'yes' } }
      : { step: 'F4', values: { equal: 'no' }, verdict: 'begun' },
  'target-confirmed': ({ call }) => traceOf(confirmedAt[call], yes, 'begun'),
  'call-intended': ({ id }, { state }) => {
    const call = state.calls[id]?.call;
    return traceOf(call && settledAt[call], {}, 'begun');
  },
  'call-settled': ({ id, verdict }, { state }) => {
    const call = state.calls[id]?.call;
    return traceOf(call && settledAt[call], { outcome: verdict }, verdict === 'succeeded' ? undefined : verdict);
  },
  'hold-over': ({ id }, place) => ({ step: 'F7', values: holdValues(id, place) }),
  'backup-named': ({ container, folder }) => ({
    step: 'F8',
    values: { folder: `${container}/${folder}` },
    verdict: 'begun',
  }),
  'restore-verified': ({ keys, versions, differences }) => ({
    step: 'F9',
    values: {
      keys: String(keys),
      versions: String(versions),
      ...(differences !== null && { differences: String(differences) }),
    },
  }),
  'journal-closed': (_, place) => ({ step: isOffline(place) ? 'E9' : 'F10', values: { closed: 'yes' } }),
};

// Rules of an emergency: a journal of its own kind, without a plan, in which nothing of a plan may stand, and what is still asked for all the same.
import { hasSucceeded, indexOf, openCalls } from '#shared/journal/call-index.ts';
import type { EventKind } from '#shared/journal/events.ts';
import { practicePrefix } from '#shared/schemas/atoms.ts';
import { practiceHsmSuffix } from '#shared/schemas/cloud-suffixes.ts';
import { callRule, type OrderRule, rule } from './rule.ts';

/** Kinds that are in an emergency journal alone. */
const emergencyOnly: readonly EventKind[] = [
  'emergency-opened',
  'target-typed',
  'exchange-key-refused',
  'blob-read',
  'backup-named',
  'restore-verified',
];

const onEither: readonly EventKind[] = [
  'emergency-opened',
  'target-typed',
  'wall-clock',
  'self-test',
  'note',
  'step-done',
  'check-failed',
  'exception',
  'tail-closed-off',
  'file-written',
  'journal-closed',
];

/** What each machine may write. What needs a plan, a pairing, a bundle or new keys is in neither list. */
const kindsOf: Readonly<Record<'offline' | 'online', ReadonlySet<EventKind>>> = {
  offline: new Set<EventKind>([
    ...onEither,
    'air-gap',
    'security-domain-loaded',
    'exchange-key-refused',
    'exchange-key-verified',
    'share-accepted',
    'share-refused',
    'shares-gone',
    'build-approved',
    'blob-intended',
    'blob-built',
  ]),
  online: new Set<EventKind>([
    ...onEither,
    'exchange-key-fetched',
    'blob-read',
    'blob-compared',
    'backup-named',
    'target-confirmed',
    'call-intended',
    'call-answered',
    'call-queried',
    'call-settled',
    'hold-over',
    'restore-verified',
  ]),
};

/** Of a ceremony with a plan: nothing of an emergency is in its journal. */
export const withPlan: readonly OrderRule[] = [
  { name: 'not-of-an-emergency', on: emergencyOnly, holds: ({ opened }) => opened === undefined },
];

export const emergency: readonly OrderRule[] = [
  {
    name: 'nothing-of-a-plan',
    on: undefined,
    holds: (state, { kind }) => state.emergency === undefined || kindsOf[state.emergency.machine].has(kind),
  },
  rule(
    'emergency-domain-names-custodians',
    'security-domain-loaded',
    (_, { certificates, custodians }) => new Set(certificates).size === custodians,
  ),
  rule(
    'key-of-the-typed-address',
    ['exchange-key-verified', 'exchange-key-refused'],
    ({ target }, { hsmUri }) => target?.hsmUri === hsmUri,
  ),
  // There is no second observer: a fetch in another name would rest on no call of this machine.
  rule('fetch-by-its-own-operator', 'exchange-key-fetched', (_, { observer }) => observer === 'operator-1'),
  rule('share-after-accepted-key', 'share-accepted', ({ exchangeKey }) => exchangeKey !== undefined),
  rule(
    'share-of-the-domain',
    'share-accepted',
    ({ securityDomain }, { certificateSha256 }) => securityDomain?.certificates?.includes(certificateSha256) === true,
  ),
  rule(
    'refusal-of-the-domain',
    'share-refused',
    ({ securityDomain }, { certificateSha256 }) =>
      certificateSha256 === null || securityDomain?.certificates?.includes(certificateSha256) === true,
  ),
  // Practice is known by its name, and its HSMs by theirs: neither meets the other.
  rule(
    'practice-by-its-name',
    'emergency-opened',
    (_, { ceremony, practice }) => ceremony.startsWith(practicePrefix) === practice,
  ),
  rule(
    'practice-apart',
    'target-typed',
    ({ emergency }, { hsmUri }) => hsmUri.endsWith(practiceHsmSuffix) === emergency?.practice,
  ),
  // Every call of the journal goes to one HSM.
  rule(
    'one-target',
    'target-typed',
    ({ target, calls }, { hsmUri, name }) => !indexOf(calls).any || (target?.hsmUri === hsmUri && target.name === name),
  ),
  // The name that people type again is that of the address.
  rule('target-by-its-name', 'target-typed', (_, { hsmUri, name }) => hsmUri.startsWith(`https://${name}.`)),
  rule(
    'blob-read-before-its-upload',
    'blob-read',
    (state) => !hasSucceeded(state, 'upload') && openCalls(state).every(({ call }) => call !== 'upload'),
  ),
  callRule('upload-of-the-blob-read', ['upload'], ({ blobRead }, { subject }) => blobRead?.blobSha256 === subject),
  callRule(
    'upload-after-comparing',
    ['upload'],
    ({ blobCompared: compared, blobRead }, { subject }) =>
      compared !== undefined &&
      (compared.fetched === compared.inBlob || compared.exception !== null) &&
      compared.inBlob === blobRead?.certificateSha256 &&
      compared.blobSha256 === subject,
  ),
  callRule('no-new-keys', ['download', 'canary'], () => false),
  rule('verified-after-restore', 'restore-verified', (state) => hasSucceeded(state, 'restore')),
];

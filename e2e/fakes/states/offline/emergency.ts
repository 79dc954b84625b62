// An emergency recovery: begun without a plan, its key accepted, refused or without attestation, built, written, closed.
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { certificates, offlineEmergency } from '#core/journal/testdata/emergency.ts';
import type { EmergencyKey, EmergencyRecovery } from '#services/offline/emergency/emergency.ts';
import { nobody } from '#services/offline/state.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import type { EventKind, EventOf, JournalEvent } from '#shared/journal/events.ts';
import { missingOn } from '#shared/journal/missing-parts.ts';
import { sha } from '../hashes.ts';
import { play } from '../played.ts';
import { inStick, type Known, outStick, show } from './common.ts';
import { gave } from './custodians.ts';
import { found, keyFile } from './exchange-key.ts';
import { domain as plannedDomain } from './security-domain.ts';

/** The events of an honest emergency up to one of this kind. */
const upTo = (kind: EventKind): readonly JournalEvent[] =>
  offlineEmergency.slice(0, offlineEmergency.findLastIndex((event) => event.kind === kind) + 1);
const session = { id: 'EMERGENCY-20261014-0912-4F2A', purpose: 'emergency', practice: false } as const;
const emergencyOf = (events: readonly JournalEvent[], known: Known = {}): View => {
  const shown: Pick<EmergencyRecovery, 'missing' | 'state' | 'head'> = {
    ...play(events),
    missing: [...missingOn.offline],
  };
  // A whole one needs a folder and a journal on the disk.
  const emergency = shown as EmergencyRecovery;
  return show({ session: { phase: 'running', ...session }, emergency, ...known });
};

const thumbprints = certificates.map((each) => thumbprintOf(each));
const domain: Known = { volumes: [inStick], securityDomain: { ...plannedDomain, custodians: thumbprints } };
const verified = offlineEmergency.find(
  (event): event is EventOf<'exchange-key-verified'> => event.kind === 'exchange-key-verified',
);
/** A file that was offered as exchange key, as far as it is shown. */
const keyWith = (checks: readonly ExchangeKeyCheck[], change: Partial<EmergencyKey> = {}): Known => {
  const shown = { file: keyFile, checks, assessed: undefined, onlyUnattested: false, ...change };
  // A whole one has the bytes of its file.
  return { ...domain, emergencyKey: shown as EmergencyKey };
};
const accepted = keyWith(found.fine, { assessed: { event: verified } as EmergencyKey['assessed'] });
const refused: readonly JournalEvent[] = [
  ...upTo('target-typed'),
  {
    kind: 'exchange-key-refused',
    fileSha256: sha,
    hsmUri: 'https://recovered-hsm.managedhsm.azure.net',
    fault: 'EXCHANGE_NAME_OTHER',
  },
];
const full: Known = {
  ...accepted,
  volumes: [],
  custodians: {
    accepted: [0, 2].map((at) => ({ ...gave(at), thumbprint: thumbprints[at] ?? '' })),
    ...nobody,
  },
};
const built: Known = {
  ...full,
  volumes: [outStick],
  blob: { phase: 'built', bytes: 15_000, sha256: sha, wrappedFor: thumbprints[0] ?? '', data: 3 },
};

export const emergencyStates = {
  'emergency-gap-open': emergencyOf([...upTo('emergency-opened'), { kind: 'air-gap', closed: false, detail: 'eth0' }], {
    airGap: { phase: 'open', waysOut: [{ kind: 'interface', name: 'eth0' }] },
  }),
  'emergency-domain': emergencyOf(upTo('air-gap'), { volumes: [{ ...inStick, role: 'none' }] }),
  'emergency-key': emergencyOf(upTo('security-domain-loaded'), domain),
  'emergency-key-accepted': emergencyOf(upTo('exchange-key-verified'), accepted),
  'emergency-key-refused': emergencyOf(refused, keyWith(found.otherName)),
  'emergency-key-unattested': emergencyOf(refused, keyWith(found.unattested, { onlyUnattested: true })),
  'emergency-build': emergencyOf(upTo('share-accepted'), full),
  'emergency-built': emergencyOf(upTo('blob-built'), built),
  'emergency-finish': emergencyOf(upTo('file-written'), built),
  'emergency-finished': emergencyOf(upTo('journal-closed'), { ...built, session: { phase: 'finished', ...session } }),
} satisfies Readonly<Record<string, View>>;

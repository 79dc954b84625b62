// English: the living map.
import type { HsmStage, MapPlace, Parcel, ParcelPlace } from '../../map/map.ts';

export interface MapTexts {
  readonly title: string;
  /** Below a drawing that stands for the whole. */
  readonly places: Readonly<Record<MapPlace, string>>;
  readonly now: (places: string) => string;
  readonly nothingNow: string;
  readonly acting: (roles: string) => string;
  readonly wrong: (places: string) => string;
  readonly hsm: Readonly<Record<HsmStage, string>>;
  readonly parcels: Readonly<Record<Parcel, string>>;
  readonly at: Readonly<Record<ParcelPlace, string>>;
  readonly parcel: (what: string, at: string) => string;
  readonly shares: (given: number, required: number) => string;
  readonly open: string;
  readonly key: string;
  readonly close: string;
  /** What a machine cannot know. */
  readonly ownWord: string;
}

export const englishMap: MapTexts = {
  title: 'Where everything is',
  places: {
    'lost-hsm': 'Lost HSM',
    backup: 'Backup',
    'new-hsm': 'New HSM',
    online: 'Online machine',
    gap: 'Air gap',
    offline: 'Offline laptop',
    custodians: 'Custodians',
  },
  now: (places) => `Now at: ${places}.`,
  nothingNow: 'Nothing is being done now.',
  acting: (roles) => `Acting now: ${roles}.`,
  wrong: (places) => `A failed check stands: ${places}.`,
  hsm: {
    none: 'Nothing was done with the new HSM yet.',
    made: 'The new HSM exists, and is empty.',
    recovery: 'The new HSM waits for a security domain.',
    active: 'The new HSM is active. Its keys are not restored.',
    restored: 'The backup is restored. Nobody has compared it yet.',
    verified: 'The backup is restored, and was looked at.',
  },
  parcels: {
    certificates: 'The custodians’ certificates',
    'security-domain': 'The security domain',
    'exchange-key': 'The exchange key',
    blob: 'The restore blob',
  },
  at: {
    'new-hsm': 'in the new HSM',
    online: 'on the online machine',
    stick: 'on its stick, between the machines',
    offline: 'on the offline laptop',
  },
  parcel: (what, at) => `${what}: ${at}.`,
  shares: (given, required) =>
    given < required
      ? `Custodians: ${given} of ${required} have given, ${required - given} still to come.`
      : `Custodians: ${given} of ${required} have given.`,
  open: 'Map',
  key: 'F2 opens the map from everywhere.',
  close: 'Close',
  ownWord:
    'This machine knows what it did itself, and what reached it. What the other side did since then, it cannot know.',
};

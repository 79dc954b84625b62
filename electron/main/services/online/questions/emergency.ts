// What no plan says and people type from paper: the HSM of an emergency, where it is made, and where the backup of the lost one lies.
import type { z } from 'zod';
import {
  type EmergencyStart,
  emergencyOrder,
  namedBackup,
  type NamedBackup,
} from '#shared/contract/online/emergency-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { cloudOfHsm } from '#shared/schemas/cloud-suffixes.ts';
import { readFields } from '#core/encoding/fields.ts';
import { type AskedField, field, press, type Question, type Typed } from '../../app/confirmation.ts';
import { nameFields, typedNames, unlessTwo } from '../../app/two-people.ts';
import type { OpenEmergency } from '../open-emergency.ts';

type Order = z.output<typeof emergencyOrder>;

/** What is typed again where it names no HSM. */
export const unlessNamed = [
  ...(['DIRECTORY_MISSING', 'HSM_DETAILS_INVALID', 'HSM_URI_INVALID', 'HSM_CLOUD_UNKNOWN'] as const),
  ...(['HSM_HOST_PRACTICE', 'HSM_HOST_NOT_PRACTICE', 'PREVIEW_IS_PRACTICE'] as const),
] as const;

interface EmergencyAsked<T> {
  /** Null where only the address that is typed tells. */
  readonly practice: boolean | null;
  readonly start: EmergencyStart;
  /** Whose details are corrected; undefined at the beginning. */
  readonly begun: OpenEmergency | undefined;
  /** What is typed already, where people only try it. */
  readonly made?: Order;
  /** Looks at what was typed, and changes nothing yet; what it refuses is typed again. */
  readonly check: (order: Order) => T;
}

export const askEmergency = <T>({ practice, start, begun, made, check }: EmergencyAsked<T>): Question<T> => ({
  practice,
  draw(texts) {
    const { begin: t } = texts.screens.online.emergency;
    const known = made ?? begun?.typed;
    const address = made?.address ?? begun?.target.hsmUri.replace('https://', '') ?? '';
    return {
      title: begun === undefined ? t.title : t.change,
      lead: [t.starts[start].title, begun === undefined ? t.checked : t.changeNote],
      facts: [],
      fields: [
        field('address', t.address, { value: address, detail: t.addressNote }),
        field('tenant', t.directory, { value: known?.tenant ?? '', detail: t.directoryNote, isOptional: true }),
        ...(start === 'new-hsm' ? placeFields(texts, known?.place) : []),
        ...nameFields(texts, known?.people),
      ],
      acts: [press(begun === undefined ? t.action : t.save)],
    };
  },
  take: ({ typed }) => check(orderOf(start, typed)),
  again: [...unlessTwo, ...unlessNamed],
});

function placeFields({ screens }: Catalogue, place: Order['place'] | undefined): AskedField[] {
  const { place: t } = screens.online.emergency;
  return [
    field('subscription', t.subscription, { value: place?.subscription ?? '', detail: t.formats.subscription }),
    field('resourceGroup', t.resourceGroup, { value: place?.resourceGroup ?? '', detail: t.formats.resourceGroup }),
    field('location', t.location, { value: place?.location ?? '', detail: t.formats.location }),
    field('identity', t.identity, { value: place?.identity ?? '', detail: t.formats.identity, isOptional: true }),
  ];
}

/** @throws HSM_DETAILS_INVALID with every wrong member; PERSON_NAME_UNCLEAR, TWO_PEOPLE_NEEDED */
function orderOf(start: EmergencyStart, typed: Typed): Order {
  const text = (name: string): string => typed[name]?.trim() ?? '';
  const place = {
    subscription: text('subscription'),
    resourceGroup: text('resourceGroup'),
    location: text('location'),
    identity: text('identity') || null,
  };
  return readTyped(emergencyOrder, {
    address: text('address'),
    tenant: text('tenant').toLowerCase() || null,
    start,
    people: typedNames(typed),
    place: start === 'new-hsm' ? place : null,
  });
}

/** Where the backup of the lost HSM lies, and so where the restore point goes. */
export const askBackup = (emergency: OpenEmergency): Question<NamedBackup> => ({
  practice: emergency.opened.practice,
  draw({ screens: { online } }) {
    const { backup: t } = online.emergency;
    const named = emergency.backup;
    return {
      title: t.title,
      lead: [],
      facts: [],
      fields: [
        field('account', t.account, { value: named?.account ?? '', detail: t.accountNote }),
        field('container', t.container, { value: named?.container ?? '' }),
        field('folder', t.folder, { value: named?.folder ?? '', detail: t.folderNote }),
      ],
      acts: [press(t.action)],
    };
  },
  take: ({ typed: { account = '', container = '', folder = '' } }) =>
    readTyped(namedBackup, {
      account: withScheme(inCloudOf(emergency.target.hsmUri, account.trim())),
      container: container.trim(),
      folder: folder.trim(),
    }),
  again: ['HSM_DETAILS_INVALID'],
});

/** A storage account by its name alone is one of the cloud in which the HSM is. */
function inCloudOf(hsmUri: string, account: string): string {
  const cloud = cloudOfHsm(hsmUri);
  return /^[a-z0-9]+$/.test(account) && cloud !== undefined ? `${account}.${cloud.blobSuffix}` : account;
}

/** People type an address as it is on paper, with `https://` or without. */
const withScheme = (typed: string): string => {
  const address = typed.replace(/\/$/, '');
  return address === '' || address.includes('://') ? address : `https://${address}`;
};

/** @throws HSM_DETAILS_INVALID with every wrong member */
function readTyped<Schema extends z.ZodType>(schema: Schema, typed: unknown): z.output<Schema> {
  const read = readFields(schema, typed);
  return read.ok ? read.value : refuse({ code: 'HSM_DETAILS_INVALID', problems: read.problems });
}

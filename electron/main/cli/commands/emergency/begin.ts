// The beginning of an emergency at the operators' machine, and its end.
import { join } from 'node:path';
import type { z } from 'zod';
import { azurePlace, twoNames } from '#shared/contract/online/emergency-view.ts';
import { type EmergencyOrder, OpenEmergency } from '#services/online/open-emergency.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { realWaiting, type Waiting } from '#azure/polling.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { fingerprintLines } from '../../row.ts';
import { type CommandResult } from '../../output.ts';
import { typedGuid } from '../../printed-values.ts';
import { neededTogether, notOfPractice, taken } from '../../usage.ts';
import { answer, machineOf } from './within.ts';

type AzurePlace = z.output<typeof azurePlace>;
/** As typed, and as an earlier version of the details has them. */
type PlaceOptions = Readonly<Partial<Record<Exclude<keyof AzurePlace, 'identity'>, string>>> & {
  readonly identity?: string | null;
};

export type BeginOptions = PlaceOptions & {
  readonly folder: string;
  readonly address: string;
  readonly people: readonly string[];
  readonly tenant: string;
  readonly practice?: boolean;
};

export async function begin(options: BeginOptions): Promise<CommandResult> {
  const { folder, address, tenant, practice = false } = options;
  // Checked before anything is written: a folder that cannot be opened again is worth nothing.
  const people = taken(twoNames, options.people, '--people', "'NAME' 'NAME'");
  const place = placeOf(options);
  notOfPractice(address, practice);
  const start = place === null ? 'blob' : 'new-hsm';
  const order: EmergencyOrder = { address, tenant, start, people, place };
  const emergency = await OpenEmergency.begin(folder, practice, order, machineOf(realWaiting));
  const { id, opened } = emergency;
  await emergency.journal.close();
  const path = join(folder, id);
  return answer(path, {
    known: { 'confirmed-by': people, by: people },
    result: { ceremony: id, folder: path, practice: opened.practice, missing: opened.missing },
    text: ({ commands: { recover: texts }, screens }) => [
      texts.opened(id, visibleText(path)),
      texts.noPlan,
      ...opened.missing.map((part) => `  ${screens.emergency.missing[part]}`),
    ],
  });
}

const exampleIdentity =
  '/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…';

/** Corrects what was typed at the beginning; what is left out stays. Practice stays what it was. */
export async function change(path: string, options: Partial<BeginOptions>): Promise<CommandResult> {
  const emergency = await OpenEmergency.resume(path, machineOf(realWaiting));
  try {
    const { typed, opened, target } = emergency;
    const { address = target.hsmUri, people = typed.people, tenant = typed.tenant } = options;
    const before = typed.place ?? {};
    const isGiven = Object.keys(azurePlace.shape).some((each) => each in options);
    const place = isGiven ? placeOf({ ...before, ...options }) : typed.place;
    await emergency.change('change', {
      address: notOfPractice(address, opened.practice),
      tenant,
      start: typed.place === null && place !== null ? 'new-hsm' : typed.start,
      people: taken(twoNames, people, '--people', "'NAME' 'NAME'"),
      place,
    });
    return answer(path, {
      known: { 'confirmed-by': people, by: people },
      result: { ceremony: emergency.id, folder: path, changed: true },
      text: ({ commands: { recover: texts } }) => [texts.changed(emergency.id)],
    });
  } finally {
    await emergency.journal.close();
  }
}

const { shape } = azurePlace;
/** What is typed in place of an identity, where there is none. */
const noIdentity = 'none';
/** Each part of the place of a new HSM, as it is typed; the identity may be none. @throws USAGE */
export const typedPlace = {
  subscription: typedGuid('--subscription'),
  resourceGroup: (text: string) => taken(shape.resourceGroup, text, '--resource-group', 'a-Z 0-9 _ . ( ) -'),
  location: (text: string) => taken(shape.location, text.toLowerCase(), '--location', 'northeurope'),
  identity: (text: string) =>
    text === noIdentity ? text : taken(shape.identity.unwrap(), text, '--identity', exampleIdentity),
};

/** Where a new HSM is made; null where it is there already. @throws USAGE */
function placeOf({ subscription, resourceGroup, location, identity }: PlaceOptions): AzurePlace | null {
  if ([subscription, resourceGroup, location, identity].every((each) => each === undefined)) return null;
  const given = neededTogether({
    '--subscription': subscription,
    '--resource-group': resourceGroup,
    '--location': location,
  });
  return {
    subscription: given['--subscription'],
    resourceGroup: given['--resource-group'],
    location: given['--location'],
    identity: identity === undefined || identity === noIdentity ? null : identity,
  };
}

export async function close(path: string, by: readonly string[], waiting: Waiting): Promise<CommandResult> {
  const emergency = await OpenEmergency.resume(path, machineOf(waiting));
  try {
    await emergency.journal.append({ kind: 'journal-closed', by: twoOfPlan({ people: null }, by) });
    const { sha256: head, n } = emergency.journal.head;
    return {
      result: { ceremony: emergency.id, events: n, head, closed: true },
      text: ({ commands: { recover: texts, journal } }) => [texts.closed, ...fingerprintLines(journal.head, head)],
    };
  } finally {
    await emergency.journal.close();
  }
}

// Which stick is wanted for a new key, and the sticks that are in: what comes is taken, what is there is chosen.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { VolumeView } from '#shared/contract/offline/volume-view.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, field, press } from '../../app/confirmation.ts';
import { turnHelp } from '../../app/questions/secret.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';
import { copyName } from '../ceremony/new-keys.ts';

/** @param sticks that are in, in the order in which they came */
export function stickAsked(
  sticks: readonly Pick<VolumeView, 'id' | 'name'>[],
  lead: readonly string[],
  texts: Catalogue,
): Asked {
  const { custodians, sticks: t } = texts.screens;
  const newest = sticks.at(-1);
  const choices = sticks.map(({ id: value, name: title }) => ({ value, title }));
  return {
    picture: { name: 'insert', stick: '' },
    title: custodians.key.insert,
    lead: [...lead],
    facts: [],
    fields: newest ? [field('stick', t.which, { value: newest.id, form: { kind: 'choice', choices } })] : [],
    acts: newest ? [press(t.use)] : [],
    ...turnHelp(texts, custodians.key.back, [press(t.folder, 'folder')]),
  };
}

/** Who is at the screen, and which of the two sticks of their key is wanted. */
export function stickOfKey(
  { state }: { readonly state: Pick<Ceremony['state'], 'keysMade'> },
  { custodian, who, copy, doing }: NonNullable<ActivationView['turn']>,
  { screens: { activation, custodians } }: Catalogue,
): readonly string[] {
  const { insert, anewNote } = activation.keys;
  const wanted = {
    make: insert.make,
    write: insert['write-2'],
    check: insert[copy === 1 ? 'check-1' : 'check-2'],
    prove: activation.proofs.insert(`${copyName(custodian, copy)}.key`),
  };
  const isAnew = doing === 'make' && state.keysMade[custodian] !== undefined;
  return [activation.custodian(custodian, who), wanted[doing], ...(isAnew ? [anewNote] : []), custodians.key.only(who)];
}

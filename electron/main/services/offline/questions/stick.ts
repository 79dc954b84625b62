// Which stick is wanted for a new key, and the sticks that are in: what comes is taken, what is there is chosen.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { VolumeView } from '#shared/contract/offline/volume-view.ts';
import { tokenName } from '#shared/register/token.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, field, press } from '../../app/confirmation.ts';
import { turnHelp } from '../../app/questions/secret.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';
import { copyName } from '../ceremony/new-keys.ts';

/**
 * @param sticks that are in, in the order in which they came
 * @param wanted what may come
 */
export function stickAsked(
  sticks: readonly Pick<VolumeView, 'id' | 'name'>[],
  lead: readonly string[],
  texts: Catalogue,
  wanted: 'stick' | 'token' | 'stick-or-token' = 'stick',
): Asked {
  const { activation, custodians, sticks: t } = texts.screens;
  const { onToken } = activation.keys;
  const titles = { stick: custodians.key.insert, token: onToken.insert, 'stick-or-token': onToken.insertEither };
  const newest = sticks.at(-1);
  const choices = sticks.map(({ id: value, name: title }) => ({ value, title }));
  return {
    picture: { name: 'insert', stick: '' },
    title: titles[wanted],
    lead: [...lead],
    facts: [],
    fields: newest ? [field('stick', t.which, { value: newest.id, form: { kind: 'choice', choices } })] : [],
    acts: newest ? [press(t.use)] : [],
    ...turnHelp(texts, custodians.key.back, [
      ...(wanted === 'stick' ? [] : [press(custodians.help.token, 'token')]),
      press(t.folder, 'folder'),
    ]),
  };
}

/** Who is at the screen, and which of the two sticks of their key is wanted. */
export function stickOfKey(
  { state }: { readonly state: Pick<Ceremony['state'], 'keysMade' | 'tokens'> },
  { custodian, who, copy, doing }: NonNullable<ActivationView['turn']>,
  { screens: { activation, custodians } }: Catalogue,
): readonly string[] {
  const { insert, anewNote, onToken } = activation.keys;
  const token = state.tokens[custodian];
  if (doing === 'prove' && token !== undefined) {
    return [activation.custodian(custodian, who), onToken.which(tokenName(token)), custodians.key.only(who)];
  }
  const wanted = {
    make: `${insert.make} ${onToken.orToken}`,
    write: insert['write-2'],
    check: insert[copy === 1 ? 'check-1' : 'check-2'],
    prove: activation.proofs.insert(`${copyName(custodian, copy)}.key`),
  };
  const isAnew = doing === 'make' && state.keysMade[custodian] !== undefined;
  return [activation.custodian(custodian, who), wanted[doing], ...(isAnew ? [anewNote] : []), custodians.key.only(who)];
}

// What a custodian reads once their key is chosen: wait, take the stick out, thank you.
import type { View } from '#shared/contract/offline/view.ts';
import { shortThumbprint } from '#shared/formatting/thumbprint.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, fact, press } from '../../app/confirmation.ts';
import { openCopies } from '#shared/formatting/open-copies.ts';

const nothingAsked = { facts: [], fields: [], acts: [], back: null };

export const askedToWait = ({ screens: { custodians } }: Catalogue): Asked => ({
  ...nothingAsked,
  picture: { name: 'wait', stick: '' },
  title: custodians.opening.title,
  lead: [custodians.opening.lead],
});

/**
 * @param name of the stick or token that is still in
 * @param isNewKey where a key was adopted, and no share opened
 */
export const askedToTakeOut =
  (name: string, isToken = false, isNewKey = false) =>
  ({ screens: { activation, custodians } }: Catalogue): Asked => ({
    ...nothingAsked,
    picture: { name: 'out', stick: name },
    title: (isToken ? custodians.onToken : custodians.accepted).takeOut(name),
    lead: [isNewKey ? activation.keys.onToken.adopted : custodians.accepted.title],
  });

/** The share is in, and the stick is out. */
export function thanked(
  view: View,
  {
    fileName,
    thumbprint,
    isToken,
  }: { readonly fileName: string; readonly thumbprint: string; readonly isToken: boolean },
  { screens: { custodians, emergency } }: Catalogue,
): Asked {
  const t = isToken ? { ...custodians.accepted, ...custodians.onToken } : custodians.accepted;
  const { have, required, copy } = view.custodians;
  const isCheck = view.ceremony.phase === 'running' && view.ceremony.purpose === 'share-check';
  const [other] = isCheck ? openCopies(view.custodians.accepted, thumbprint) : [];
  // In an emergency the next custodian comes at once.
  const isNext = view.emergency !== null && have < required;
  return {
    picture: { name: 'done', stick: '' },
    title: t.thanks,
    lead: [
      // Only a plan has somebody who keeps the sticks.
      view.recovery === null ? t.keep : t.handOver,
      ...(other === undefined ? [] : [t.other(other)]),
    ],
    facts: [
      fact(isCheck ? t.provenSoFar : t.soFar, custodians.count(have, required)),
      fact(t.keyFile, copy === null || isToken ? fileName : `${fileName}, ${custodians.waiting.copy(copy)}`),
      fact(t.certificate, shortThumbprint(thumbprint)),
      fact(t.secrets, t.wiped),
      fact(t.stick, t.unwritten),
    ],
    fields: [],
    acts: [press(isNext ? emergency.build.next : custodians.waiting.goOn)],
    back: null,
  };
}

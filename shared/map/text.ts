// The same as the drawing, in sentences: for screen readers, for the shell, and for people who read rather than look.
import type { Catalogue } from '../messages/catalogue.ts';
import { type LivingMap, mapPlaces, type PlaceState } from './map.ts';

/** Where something happens and who acts comes first, then what is wrong, the HSM, what is on its way, who has given, and who is where. */
export function mapLines(
  { places, hsm, parcels, shares, people }: LivingMap,
  { map: texts, ceremony: { roles } }: Pick<Catalogue, 'map' | 'ceremony'>,
): readonly string[] {
  const named = (state: PlaceState): string =>
    mapPlaces
      .filter((place) => places[place] === state)
      .map((place) => texts.places[place])
      .join(', ');
  const names = (those: LivingMap['people']): string => those.map(({ role }) => roles[role].name).join(', ');
  const acting = names(people.filter(({ state }) => state === 'lit'));
  const [lit, wrong] = [named('lit'), named('wrong')];
  return [
    lit === '' ? texts.nothingNow : texts.now(lit),
    ...(acting === '' ? [] : [texts.acting(acting)]),
    ...(wrong === '' ? [] : [texts.wrong(wrong)]),
    texts.hsm[hsm],
    ...parcels.map(({ what, at }) => texts.parcel(texts.parcels[what], texts.at[at])),
    ...(shares.required === 0 ? [] : [texts.shares(shares.given, shares.required)]),
    ...(['online', 'offline'] as const).map((place) =>
      texts.parcel(texts.places[place], names(people.filter(({ at }) => at === place))),
    ),
  ];
}

// The same as the drawing, in sentences: for screen readers, for the shell, and for people who read rather than look.
import type { MapTexts } from '../messages/en/map.ts';
import { type LivingMap, mapPlaces, type PlaceState } from './map.ts';

/** Where something happens comes first, then what is wrong, the HSM, what is on its way, and who has given. */
export function mapLines({ places, hsm, parcels, shares }: LivingMap, texts: MapTexts): readonly string[] {
  const named = (state: PlaceState): string =>
    mapPlaces
      .filter((place) => places[place] === state)
      .map((place) => texts.places[place])
      .join(', ');
  const [lit, wrong] = [named('lit'), named('wrong')];
  return [
    lit === '' ? texts.nothingNow : texts.now(lit),
    ...(wrong === '' ? [] : [texts.wrong(wrong)]),
    texts.hsm[hsm],
    ...parcels.map(({ what, at }) => texts.parcel(texts.parcels[what], texts.at[at])),
    ...(shares.required === 0 ? [] : [texts.shares(shares.given, shares.required)]),
  ];
}

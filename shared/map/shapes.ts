// The drawing of the map, once for screens and paper: shapes with their places, and no words. What each means says the text beside it.
import { type DrawingName, drawings } from './drawings.ts';
import { type LivingMap, type MapPerson, mapPlaces, type MapPlace, type ParcelPlace, type PlaceState } from './map.ts';

/** How a shape is inked; `gone`: struck out, `faint`: not there yet. */
export type Ink = PlaceState | 'gone' | 'faint' | 'full';

export interface Shape {
  /** Tells shapes apart from one map to the next: what has moved slides. */
  readonly id: string;
  readonly ink: Ink;
  /** Upper left corner, and size, in units of the drawing. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** One pen on a sheet of 48 by 48. */
  readonly path: string;
}

/** `small`: in a frame or a heading, without names; `named`: as wide as names need. */
export type MapSize = 'small' | 'named';

/** Of a place; a stick is half as large. */
const size = 48;
const pitches: Readonly<Record<MapSize, number>> = { small: 52, named: 92 };
/** Of the places; people are in a row below. */
const placeHeight = 52;
export const mapHeight = placeHeight + 18;
export const mapWidth = (drawn: MapSize): number => mapPlaces.length * pitches[drawn];
/** The middle of a place, where its name stands. */
export const middleOf = (place: MapPlace, drawn: MapSize): number => (mapPlaces.indexOf(place) + 0.5) * pitches[drawn];

const placeDrawing: Readonly<Record<Exclude<MapPlace, 'gap' | 'custodians'>, DrawingName>> = {
  'lost-hsm': 'hsm',
  backup: 'storage',
  'new-hsm': 'hsm',
  online: 'laptop',
  offline: 'laptop',
};

/** A wall between the rooms; what it keeps apart is drawn on its sides. */
const wall = 'M24 0v8M24 14v8M24 26v8M24 38v10';
const strike = 'M4 4l40 40M44 4l-40 40';
/** A stick is at the port of a machine, or lies between the two; what is in the HSM is on it. */
const besideMiddle: Readonly<Record<ParcelPlace, readonly [place: MapPlace, aside: number]>> = {
  'new-hsm': ['new-hsm', 2],
  online: ['online', 6],
  stick: ['gap', -12],
  offline: ['offline', -30],
};

/** Of people in a row: codes below need the width, and have it, since the places beside machines have nobody there. */
const codePitch = 26;

/** Where somebody is in the drawing: below their machine, as large as the row has room. */
export function personIn(
  { people }: LivingMap,
  { role, at }: MapPerson,
  drawn: MapSize,
): Pick<Shape, 'x' | 'y' | 'size'> {
  const row = people.filter((each) => each.at === at);
  const pitch = drawn === 'named' ? codePitch : Math.min(14, pitches[drawn] / row.length);
  const place = row.findIndex((each) => each.role === role);
  const side = Math.min(16, pitch);
  return {
    x: middleOf(at, drawn) + (place - row.length / 2) * pitch + (pitch - side) / 2,
    y: placeHeight + 1,
    size: side,
  };
}

/** Every shape of a map, from left to right. */
export function shapesOf(map: LivingMap, drawn: MapSize): readonly Shape[] {
  const { places, hsm } = map;
  const at = (place: MapPlace): Pick<Shape, 'x' | 'y' | 'size'> => ({
    x: middleOf(place, drawn) - size / 2,
    y: 2,
    size,
  });
  const all = mapPlaces.flatMap((place): readonly Shape[] => {
    if (place === 'custodians') return people(map, at(place).x);
    const ink = place === 'new-hsm' && hsm === 'none' && places[place] === 'quiet' ? 'faint' : places[place];
    return [{ id: place, ink, ...at(place), path: place === 'gap' ? wall : drawings[placeDrawing[place]] }];
  });
  const sticks = map.parcels.map(({ what, at: found }): Shape => {
    const [place, aside] = besideMiddle[found];
    const isReturning = what === 'blob' || what === 'security-domain';
    return {
      ...{ id: what, ink: found === 'stick' ? 'lit' : 'full', size: size / 2, path: drawings.stick },
      ...{ x: middleOf(place, drawn) + aside, y: isReturning ? 28 : 2 },
    };
  });
  const team = map.people.map((person): Shape => ({
    ...{ id: person.role, ink: person.state, path: drawings.person },
    ...personIn(map, person, drawn),
  }));
  return [...all, { id: 'lost', ink: 'gone', ...at('lost-hsm'), path: strike }, ...sticks, ...team];
}

/** As many as must give, in two rows at most; those who have given are full. */
function people({ places, shares: { given, required } }: LivingMap, left: number): readonly Shape[] {
  const count = Math.max(required, 2);
  const columns = Math.ceil(count / 2);
  const each = Math.min(size / 2, size / columns);
  return Array.from({ length: count }, (_, at): Shape => ({
    id: `custodian-${at}`,
    ink: at < given ? 'full' : places.custodians,
    x: left + (at % columns) * each,
    y: 2 + Math.floor(at / columns) * (size / 2),
    size: each,
    path: drawings.person,
  }));
}

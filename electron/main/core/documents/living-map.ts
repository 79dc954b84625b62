// The living map on paper, in black and white: small at the head of each part, and once with its names where the document is explained.
import type { PartInstance } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { statesBefore } from '#shared/ceremony/walk.ts';
import { type LivingMap, mapOf, mapPlaces, placesOfPart } from '#shared/map/map.ts';
import { mapHeight, type MapSize, mapWidth, middleOf, personIn, shapesOf } from '#shared/map/shapes.ts';
import { mapLines } from '#shared/map/text.ts';
import type { Words } from './document.ts';
import { html, type Html } from './html.ts';

/** Below the drawing: room for the codes of roles, and for one line of names. */
const nameHeight = 32;

export function mapSvg(map: LivingMap, size: MapSize, words: Words): Html {
  const height = mapHeight + (size === 'named' ? nameHeight : 0);
  const codes = map.people.map((person) => {
    const { x, size: side } = personIn(map, person, size);
    return html`<text class="code" x="${x + side / 2}" y="${mapHeight + 9}">${person.role}</text>`;
  });
  const names = mapPlaces.map(
    (place) => html`<text x="${middleOf(place, size)}" y="${mapHeight + 26}">${words.map.places[place]}</text>`,
  );
  return html`<svg
    class="map ${size}"
    viewBox="0 0 ${mapWidth(size)} ${height}"
    role="img"
    aria-label="${mapLines(map, words).join(' ')}"
  >
    ${shapesOf(map, size).map(
      ({ ink, x, y, size: side, path }) =>
        html`<g class="${ink}" transform="translate(${x} ${y}) scale(${side / 48})"><path d="${path}" /></g>`,
    )}
    ${size === 'named' && [...codes, ...names]}
  </svg>`;
}

/** The map of each part as it begins, by the model in which the script is walked. */
export function mapsOfParts(plan: ScriptPlan): (part: PartInstance) => LivingMap | undefined {
  const states = statesBefore(plan);
  return (part) => {
    const [first] = part.steps.filter(({ step }) => !step.branch);
    const state = first && states.get(first.instanceId);
    return (
      state &&
      mapOf(state, plan.quorum, {
        lit: placesOfPart(part, plan.kind),
        crew: plan.kind.startsWith('emergency') ? 'emergency' : 'planned',
        acting: part.steps.flatMap(({ step }) => step.who),
      })
    );
  };
}

// The living map on paper, in black and white: small at the head of each part, and once with its names where the document is explained.
import type { PartInstance } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { statesBefore } from '#shared/ceremony/walk.ts';
import { type LivingMap, mapOf, mapPlaces, placesOfPart } from '#shared/map/map.ts';
import { mapHeight, type MapSize, mapWidth, middleOf, shapesOf } from '#shared/map/shapes.ts';
import { mapLines } from '#shared/map/text.ts';
import type { Words } from './document.ts';
import { html, type Html } from './html.ts';

/** Below the drawing: room for one line of names. */
const nameHeight = 20;

export function mapSvg(map: LivingMap, size: MapSize, { map: texts }: Words): Html {
  const height = mapHeight + (size === 'named' ? nameHeight : 0);
  const names = mapPlaces.map(
    (place) => html`<text x="${middleOf(place, size)}" y="${mapHeight + 14}">${texts.places[place]}</text>`,
  );
  return html`<svg
    class="map ${size}"
    viewBox="0 0 ${mapWidth(size)} ${height}"
    role="img"
    aria-label="${mapLines(map, texts).join(' ')}"
  >
    ${shapesOf(map, size).map(
      ({ ink, x, y, size: side, path }) =>
        html`<g class="${ink}" transform="translate(${x} ${y}) scale(${side / 48})"><path d="${path}" /></g>`,
    )}
    ${size === 'named' && names}
  </svg>`;
}

/** The map of each part as it begins, by the model in which the script is walked. */
export function mapsOfParts(plan: ScriptPlan): (part: PartInstance) => LivingMap | undefined {
  const states = statesBefore(plan);
  return (part) => {
    const [first] = part.steps.filter(({ step }) => !step.branch);
    const state = first && states.get(first.instanceId);
    return state && mapOf(state, plan.quorum, placesOfPart(part, plan.kind));
  };
}

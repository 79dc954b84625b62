// The living map as README and guide show it: the drawing of the printed pages, as a picture of its own.
import { join } from 'node:path';
import { mapStates } from '#e2e/fakes/states/map.ts';
import { wordsOf } from '#core/documents/document.ts';
import { htmlText } from '#core/documents/html.ts';
import { mapSvg } from '#core/documents/living-map.ts';
import type { Language } from '#shared/messages/languages.ts';
import { mapHeight, mapWidth } from '#shared/map/shapes.ts';
import { root } from './root.ts';

export const mapPictureFile = (language: Language): string => join(root, 'assets', 'manual', language, 'map.svg');

/** A paper of its own around it, in light and in dark. */
const [width, height] = [mapWidth('named') + 24, mapHeight + 56];
const css = `
.paper { fill: #fffefa; stroke: #d8d4c8; }
g { fill: #fffefa; stroke: #1d2733; stroke-linejoin: round; stroke-width: 1.5; }
.lit { fill: #cfe6e6; stroke-width: 4; }
.full { fill: #1d2733; stroke: #fffefa; }
.gone { fill: none; stroke: #a02020; stroke-width: 2.5; }
text { fill: #1d2733; font: 11px sans-serif; text-anchor: middle; }
`;

/** A moment of a recovery: the custodians have given, and the blob is on its way to the operators. */
export function mapPicture(language: Language): string {
  const map = mapStates['map-blob-on-its-way'];
  if (map === undefined) throw new Error('no such map');
  const drawing = htmlText(mapSvg(map, 'named', wordsOf(language)));
  const [, label = ''] = /aria-label="([^"]*)"/u.exec(drawing) ?? [];
  const shapes = drawing.slice(drawing.indexOf('>') + 1).replace('</svg>', '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">`,
    `<style>${css}</style><rect class="paper" x="-11.5" y="-11.5" width="${width - 1}" height="${height - 1}" rx="8" />`,
    ...shapes.split('\n').map((line) => line.trim()),
    '</svg>\n',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

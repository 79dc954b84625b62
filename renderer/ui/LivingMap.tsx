// The living map on a screen: small in the frame, and large with its names and sentences.
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { type LivingMap, mapPlaces } from '#shared/map/map.ts';
import { mapHeight, type MapSize, mapWidth, middleOf, personIn, shapesOf } from '#shared/map/shapes.ts';
import { mapLines } from '#shared/map/text.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';
import { Action } from './Action.tsx';
import { Popup } from './Popup.tsx';

/** Below the drawing: room for the codes of roles, and for one line of names. */
const nameHeight = 32;

function MapDrawing({ map, size }: { readonly map: LivingMap; readonly size: MapSize }) {
  const { map: t } = useSpokenTexts();
  const height = mapHeight + (size === 'named' ? nameHeight : 0);
  return (
    <svg className="map" viewBox={`0 0 ${mapWidth(size)} ${height}`} aria-hidden="true" focusable="false">
      {shapesOf(map, size).map(({ id, ink, x, y, size: side, path }) => (
        // A style, not an attribute: what has moved slides.
        <g key={id} data-ink={ink} style={{ transform: `translate(${x}px, ${y}px) scale(${side / 48})` }}>
          <path d={path} />
        </g>
      ))}
      {size === 'named' &&
        map.people.map((person) => {
          const { x, size: side } = personIn(map, person, size);
          return (
            <text key={person.role} className="code" x={x + side / 2} y={mapHeight + 6} data-ink={person.state}>
              {person.role}
            </text>
          );
        })}
      {size === 'named' &&
        mapPlaces.map((place) => (
          <text key={place} x={middleOf(place, size)} y={mapHeight + 26} data-ink={map.places[place]}>
            {t.places[place]}
          </text>
        ))}
    </svg>
  );
}

/** The drawing with its names, and the same in sentences. */
export function LargeMap({ map }: { readonly map: LivingMap }) {
  const texts = useSpokenTexts();
  return (
    <>
      <MapDrawing map={map} size="named" />
      <ul className="stack" data-tight>
        {mapLines(map, texts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** The small map, which opens the large one; so does F2 from everywhere. */
export function MapButton({ map, beside }: { readonly map: LivingMap; readonly beside?: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const { map: t } = useSpokenTexts();
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'F2') setOpen((wasOpen) => !wasOpen);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Button className="map-button" aria-label={t.title} onPress={() => setOpen(true)}>
        <MapDrawing map={map} size="small" />
      </Button>
      <Popup title={t.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <LargeMap map={map} />
        {beside}
        <p className="soft">
          {t.ownWord} {t.key}
        </p>
        <div className="actions">
          <Action kind="primary" onPress={() => setOpen(false)}>
            {t.close}
          </Action>
        </div>
      </Popup>
    </>
  );
}

// What people must have at hand for what they came for: in drawings and in words, with the manual one press away.
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { useTools } from '../../store/tools-store.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';
import type { DrawingName } from '#shared/map/drawings.ts';
import { Drawing } from '../../ui/Drawing.tsx';

/** Something that people bring. */
export type Thing = keyof ScreenTexts['bring']['things'];

const drawings: Readonly<Record<Thing, DrawingName>> = {
  script: 'paper',
  own: 'stick',
  domain: 'stick',
  handOver: 'stick',
  exchange: 'certificate',
  out: 'stick',
  custodians: 'people',
  newSticks: 'sticks',
  phone: 'phone',
  two: 'people',
  laptops: 'laptop',
  team: 'people',
  package: 'folder',
  hashes: 'paper',
  register: 'list',
  identities: 'certificate',
  account: 'cloud',
  blob: 'stick',
};

export function Bring({ things }: { readonly things: readonly Thing[] }) {
  const openTools = useTools((store) => store.openTools);
  const t = useTexts('bring');
  return (
    <section className="card stack" data-tight aria-label={t.heading}>
      <h2>{t.heading}</h2>
      <ul className="things">
        {things.map((thing) => (
          <li key={thing}>
            <Drawing name={drawings[thing]} />
            <span>{t.things[thing]}</span>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Action kind="quiet" onPress={() => openTools('manual')}>
          {t.manual}
        </Action>
      </div>
    </section>
  );
}

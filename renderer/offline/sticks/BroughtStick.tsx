// The stick that somebody brings for a key: the one that came last is proposed, and taken by the main button; all others fold away.
import type { ReactNode } from 'react';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Drawing } from '#renderer/ui/Drawing.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';

/** The stick of the custodian at the screen, as long as it is in. */
export const custodianStick = ({ volumes }: Pick<View, 'volumes'>): View['volumes'][number] | undefined =>
  volumes.find(({ role, present }) => role === 'custodian' && present);

interface BroughtStickProps {
  readonly view: View;
  /** Which stick is wanted, in a sentence; without one: the custodian's. */
  readonly wanted?: string;
  /** Further actions beside the main button. */
  readonly children?: ReactNode;
}

export function BroughtStick({ view: { volumes }, wanted, children }: BroughtStickProps) {
  const t = useTexts('sticks');
  const action = useStore((store) => store.action);
  const free = volumes.filter(({ role, present }) => role === 'none' && present);
  // Main lists sticks in the order in which they came.
  const newest = free.at(-1);
  // Pulled out in the middle of a turn: that is said, and not folded away.
  const gone = volumes.find(({ role, present }) => role === 'custodian' && !present);
  const shown = newest ?? gone;
  const others = volumes.filter((volume) => volume !== shown);
  const take = (volume: string): void => void action(() => lifeboat.volumes.assign({ volume, role: 'custodian' }));
  return (
    <>
      <section
        className="card stack"
        data-tight
        {...(shown === undefined ? {} : { 'aria-label': t.stick(shown.name) })}
      >
        <div className="brought" role="status">
          <Drawing name="stick" />
          <div>
            <p>{newest === undefined ? (wanted ?? t.insert) : t.cameLast}</p>
            {shown !== undefined && (
              <p className="row">
                <strong className="mono">{shown.name}</strong>
                {!shown.present && <Badge tone="warn">{t.takenOut}</Badge>}
                {shown.readOnly && <Badge tone="plain">{t.readOnly}</Badge>}
              </p>
            )}
          </div>
        </div>
        {newest !== undefined && wanted !== undefined && <p className="soft">{wanted}</p>}
        {others.length > 0 && (
          <details>
            <summary>{t.others(others.length)}</summary>
            <ul className="stack plain-set" data-tight>
              {others.map(({ id, name, role, present }) => (
                <li key={id} className="row spread">
                  <span className="mono">{name}</span>
                  {present && role === 'none' ? (
                    <Action onPress={() => take(id)}>{t.take(name)}</Action>
                  ) : (
                    <Badge tone="plain">{present ? t.roles[role] : t.takenOut}</Badge>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
        <div>
          <Action kind="quiet" onPress={() => void action(() => lifeboat.volumes.addFolder(null))}>
            {t.folder}
          </Action>
        </div>
      </section>
      <div className="actions">
        {newest !== undefined && (
          <Action kind="primary" onPress={() => take(newest.id)}>
            {t.take(newest.name)}
          </Action>
        )}
        {children}
      </div>
    </>
  );
}

// Whom to call while the keys are away: by a map from before the loss, whoever loses data or stops first.
import { useState } from 'react';
import type { ConsumersView } from '#shared/contract/online/consumers-view.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { awayText } from '#shared/messages/consumer-texts.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function CallFirst({ consumers }: { readonly consumers: ConsumersView }) {
  const [map, setMap] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  const { consumers: t, language } = useSpokenTexts();
  const isCalled = consumers.phase === 'to-call';
  return (
    <details className="card" open={isCalled}>
      <summary>{t.sheets.callTitle}</summary>
      <div className="stack" data-tight>
        <p className="measure">{t.call.note}</p>
        <PickFile what={t.page.map} kind="data" picked={map} onPicked={setMap} />
        <div className="actions">
          <Action
            isDisabled={map === null}
            isPending={isWaiting}
            onPress={() => map && void action(() => online.consumers.call({ map: map.token }))}
          >
            {t.call.show}
          </Action>
          {isCalled && (
            <Action
              isPending={isWaiting}
              onPress={() => void action(() => online.consumers.savePdf({ language, paper: 'a4' }))}
            >
              {t.find.pdf}
            </Action>
          )}
        </div>
        {isCalled && <Owners consumers={consumers} />}
        <p className="soft measure">{t.applications}</p>
      </div>
    </details>
  );
}

function Owners({ consumers }: { readonly consumers: Extract<ConsumersView, { phase: 'to-call' }> }) {
  const { hsm, takenUtc, owners, count } = consumers;
  const t = useSpokenTexts().consumers;
  return (
    <>
      <p role="status">
        <span className="mono">{hsm.replace('https://', '')}</span> {t.sheets.mapOf(takenUtc)}
      </p>
      {count > owners.length && <p>{t.call.more(owners.length, count)}</p>}
      <Table region={t.sheets.callTitle} caption={t.sheets.callTitle} columns={[t.page.owner, t.sheets.stops]}>
        {owners.map(({ owner, resources, count: all }) => (
          <tr key={owner ?? ''}>
            <th scope="row">{owner ?? t.noOwner}</th>
            <td>
              <ul className="plain">
                {resources.map((each) => (
                  <li key={each.id}>
                    {each.name} – {awayText(each, t)}
                  </li>
                ))}
                {all > resources.length && <li>{t.sheets.others(all - resources.length)}</li>}
              </ul>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

// Who uses the keys of a healthy HSM: Azure is asked, the map is written, and the page names those who need a person. Nothing is changed from here.
import { useState } from 'react';
import { managementGroupForm, regionForm } from '#shared/consumers/typed-forms.ts';
import type { ConsumersView, FoundRow } from '#shared/contract/online/consumers-view.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { awayText } from '#shared/messages/consumer-texts.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Table } from '#renderer/ui/Table.tsx';
import { ResourceName } from '../hand-over/ResourceName.tsx';

/** Null for a field that was left empty. */
const typed = (text: string): string | null => (text.trim() === '' ? null : text.trim());

type Found = Extract<ConsumersView, { phase: 'found' }>;

export function FindConsumers({ consumers }: { readonly consumers: ConsumersView }) {
  const [region, setRegion] = useState('');
  const [group, setGroup] = useState('');
  const [ownerTag, setOwnerTag] = useState('owner');
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  const { consumers: all, language } = useSpokenTexts();
  const t = all.find;
  const plannedRegion = typed(region);
  const managementGroup = typed(group);
  const isFit =
    (plannedRegion === null || regionForm.test(plannedRegion)) &&
    (managementGroup === null || managementGroupForm.test(managementGroup)) &&
    ownerTag.trim() !== '';
  const question = { plannedRegion, managementGroup, ownerTag: ownerTag.trim(), inventory: inventory?.token ?? null };
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.note}</p>
      <div className="columns">
        <Field label={t.region} description={t.regionNote} value={region} onChange={setRegion} />
        <Field label={t.group} description={t.groupNote} value={group} onChange={setGroup} />
        <Field label={t.ownerTag} value={ownerTag} onChange={setOwnerTag} />
      </div>
      <PickFile what={t.inventory} kind="inventory" picked={inventory} onPicked={setInventory} />
      <div className="actions">
        <Action
          isDisabled={!isFit}
          isPending={isWaiting}
          onPress={() => void action(() => online.consumers.find(question))}
        >
          {t.action}
        </Action>
        {consumers.phase === 'found' && (
          <Action
            isPending={isWaiting}
            onPress={() => void action(() => online.consumers.savePdf({ language, paper: 'a4' }))}
          >
            {t.pdf}
          </Action>
        )}
      </div>
      {consumers.phase === 'found' && <FoundList found={consumers} />}
      <p className="soft measure">{all.applications}</p>
    </section>
  );
}

function FoundList({ found }: { readonly found: Found }) {
  const { rows, count, subscriptions, notSeen, notBackedUp, stranded, withoutRole, atUtc } = found;
  const t = useSpokenTexts().consumers;
  const counts = t.find.counts(notBackedUp, stranded, withoutRole);
  const tone = notBackedUp > 0 ? 'stop' : counts === '' && notSeen.length === 0 ? 'good' : 'warn';
  return (
    <>
      <div className="verdict" data-tone={tone} role="status">
        <strong>{t.found(count, subscriptions)}</strong>
        <span>{counts === '' ? t.find.well : counts}</span>
        {notSeen.length > 0 && <span>{t.notSeen(notSeen)}</span>}
        <span className="soft">{t.find.asked(atUtc)}</span>
      </div>
      {rows.some(({ roleState }) => roleState === null) && <p className="soft">{t.find.withoutInventory}</p>}
      {count > rows.length && <p>{t.page.more(rows.length, count)}</p>}
      {rows.length > 0 && (
        <Table
          region={t.find.remarks}
          caption={t.find.title}
          columns={[t.page.resource, t.page.owner, t.find.keys, t.page.away, t.find.remarks]}
        >
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <ResourceName {...row} /> <span className="soft">{row.region}</span>
              </td>
              <td>{row.owner ?? t.noOwner}</td>
              <td className="mono">{row.keys.join(', ')}</td>
              <td>{awayText(row, t)}</td>
              <td>
                <Remarks row={row} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

function Remarks({ row: { isStranded, notBackedUp, roleState, region } }: { readonly row: FoundRow }) {
  const t = useSpokenTexts().consumers;
  return (
    <>
      {notBackedUp.length > 0 && <Badge tone="stop">{t.inNoBackup(notBackedUp)}</Badge>}
      {isStranded && <Badge tone="warn">{t.bound(region)}</Badge>}
      {roleState === 'missing' && <Badge tone="warn">{t.noRole}</Badge>}
    </>
  );
}

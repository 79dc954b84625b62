// The hand-over: a table of old and new addresses for those whose services use the keys, and what a restore leaves out.
import type { HandOverView } from '#shared/contract/online/verification-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Counted } from '../step/Counted.tsx';
import { DifferenceTable } from '../verify/Differences.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { Table } from '#renderer/ui/Table.tsx';
import { useIsDone } from '../step/use-page-words.ts';

export function HandOverForm() {
  const { action, isWaiting, view } = useOnline();
  const isDone = useIsDone('hand-over');
  const t = useTexts('online').pages['hand-over'];
  return (
    <div className="card stack">
      <p className="measure">{t.what}</p>
      <div className="actions">
        <Action
          kind={isDone ? 'plain' : 'primary'}
          isPending={isWaiting}
          onPress={() => void action(() => online.steps.handOver(null))}
        >
          {t.action}
        </Action>
        <Action
          isPending={isWaiting}
          onPress={() => void action(() => online.inventory.export({ of: 'target', publicHalves: true }))}
        >
          {t.inventory}
        </Action>
      </div>
      {view?.exporting && <Counted {...view.exporting} />}
    </div>
  );
}

export function HandOverTable({ handOver }: { readonly handOver: HandOverView }) {
  const t = useTexts('online').pages['hand-over'];
  const { inventory: words } = useSpokenTexts().online;
  if (handOver.phase === 'none') return null;
  const { rows, rowCount, csv, json, notRestored } = handOver;
  return (
    <>
      <section className="card stack" data-tight aria-label={t.files}>
        <h2>{t.files}</h2>
        <WrittenFiles files={[csv, json]} />
      </section>
      <section className="card stack" data-tight aria-label={t.notRestored}>
        <h2>{t.notRestored}</h2>
        <ul className="bullets">
          {notRestored.map((what) => (
            <li key={what}>{words.notRestored[what]}</li>
          ))}
        </ul>
      </section>
      <ByHand handOver={handOver} />
      <div className="card stack" data-tight>
        <h2>{t.table}</h2>
        {rowCount > rows.length && <p>{t.more(rows.length, rowCount)}</p>}
        <Table region={t.table} caption={t.table} columns={[t.key, t.old, t.new]}>
          {rows.map(({ key, version, enabled, oldUri, newUri }) => (
            <tr key={`${key} ${version}`}>
              <td className="mono">
                {key} {!enabled && <Badge tone="plain">{t.disabled}</Badge>}
              </td>
              <td className="mono">{oldUri}</td>
              <td className="mono">{newUri}</td>
            </tr>
          ))}
        </Table>
      </div>
    </>
  );
}

/** The points in which the new HSM differs from the lost one, and which no restore is known to mend. */
function ByHand({ handOver }: { readonly handOver: Extract<HandOverView, { phase: 'written' }> }) {
  const t = useTexts('online').pages['hand-over'];
  const { byHand, byHandCount } = handOver;
  if (byHand === null || byHandCount === 0) return null;
  return (
    <section className="card stack" data-tight aria-label={t.byHand}>
      <h2>{t.byHand}</h2>
      {byHandCount > byHand.length && <p>{t.byHandMore(byHand.length, byHandCount)}</p>}
      <DifferenceTable differences={byHand} />
    </section>
  );
}

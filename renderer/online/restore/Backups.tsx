// What is in the container of the backups; the folder of the plan is marked.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Table } from '#renderer/ui/Table.tsx';

interface BackupsProps extends Pick<OnlineView, 'backups'> {
  /** Where no plan names a folder: of the column, of the folder that was typed, and of the others. */
  readonly words?: Readonly<Record<'plan' | 'planned' | 'notPlanned', string>>;
}

export function Backups({ backups, words }: BackupsProps) {
  const moment = useMoment();
  const { action, isWaiting } = useOnline();
  const texts = useTexts('online').pages.restore;
  const t = { ...texts, ...words };
  return (
    <div className="card stack" data-tight>
      {backups !== null && <h2>{t.listed}</h2>}
      {backups?.length === 0 && <p>{t.none}</p>}
      {backups !== null && backups.length > 0 && (
        <Table region={t.listed} caption={t.listed} columns={[t.folder, t.written, t.plan]}>
          {backups.map(({ folder, files, writtenUtc, isPlanned }) => (
            <tr key={folder}>
              <td className="mono">{folder}</td>
              <td>
                {writtenUtc === null ? '' : moment(writtenUtc)} <span className="soft">{t.files(files)}</span>
              </td>
              <td>
                <Badge tone={isPlanned ? 'good' : 'plain'}>{isPlanned ? t.planned : t.notPlanned}</Badge>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void action(() => online.storage.list(null))}>
          {t.list}
        </Action>
      </div>
    </div>
  );
}

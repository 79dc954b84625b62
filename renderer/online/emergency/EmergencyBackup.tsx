// Where the backup of the lost HSM lies, typed from paper; then the restore point goes into the same container.
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { BackupForm } from '../backup/BackupForm.tsx';
import type { EmergencyFormProps } from '../pages.ts';
import { Backups } from '../restore/Backups.tsx';
import { Ask } from '../step/Ask.tsx';

export function EmergencyBackup({ view, emergency, acting }: EmergencyFormProps) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').emergency.backup;
  const { backup } = emergency;
  const name = () => online.emergency.nameBackup(null);
  if (backup === null) return <Ask ask={name}>{t.title}</Ask>;
  return (
    <>
      <section className="card stack" data-tight aria-label={t.title}>
        <h2>{t.title}</h2>
        <dl className="facts">
          <dt>{t.folder}</dt>
          <dd className="mono">{backup.folder}</dd>
        </dl>
        <div className="actions">
          <Action kind="quiet" isPending={isWaiting} onPress={() => void action(name)}>
            {t.change}
          </Action>
        </div>
      </section>
      <BackupForm view={view} ceremony={acting} />
      <Backups backups={view.backups} words={{ plan: t.named, planned: t.isNamed, notPlanned: t.isOther }} />
    </>
  );
}

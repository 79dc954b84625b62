// Where the backup of the lost HSM lies, typed from paper; then the restore point goes into the same container.
import { useState } from 'react';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { BackupForm } from '../backup/BackupForm.tsx';
import type { EmergencyFormProps, OpenEmergency } from '../pages.ts';
import { Backups } from '../restore/Backups.tsx';

/** As the call wants them; a final slash may stand. */
const accountPattern =
  /^https:\/\/[a-z0-9]{3,24}\.blob\.(?:core\.windows\.net|core\.usgovcloudapi\.net|core\.chinacloudapi\.cn|practice\.invalid)$/;
const containerPattern = /^[a-z0-9](?:-?[a-z0-9]){2,62}$/;
const folderPattern = /^mhsm-[A-Za-z0-9-]{3,24}-[0-9]{14,18}$/;

export function EmergencyBackup({ view, emergency, acting }: EmergencyFormProps) {
  const [isChanged, setChanged] = useState(false);
  const t = useTexts('online').emergency.backup;
  const { backup } = emergency;
  if (backup === null || isChanged) {
    return <NameBackup backup={backup} onNamed={() => setChanged(false)} />;
  }
  return (
    <>
      <section className="card stack" data-tight aria-label={t.title}>
        <h2>{t.title}</h2>
        <dl className="facts">
          <dt>{t.folder}</dt>
          <dd className="mono">{backup.folder}</dd>
        </dl>
        <div className="actions">
          <Action kind="quiet" onPress={() => setChanged(true)}>
            {t.change}
          </Action>
        </div>
      </section>
      <BackupForm view={view} ceremony={acting} />
      <Backups backups={view.backups} words={{ plan: t.named, planned: t.isNamed, notPlanned: t.isOther }} />
    </>
  );
}

interface NameBackupProps {
  readonly backup: OpenEmergency['backup'];
  readonly onNamed: () => void;
}

function NameBackup({ backup, onNamed }: NameBackupProps) {
  const [account, setAccount] = useState(backup?.account ?? '');
  const [container, setContainer] = useState(backup?.container ?? '');
  const [folder, setFolder] = useState(backup?.folder ?? '');
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').emergency.backup;
  const named = { account: withScheme(account.trim()), container: container.trim(), folder: folder.trim() };
  const is = {
    account: accountPattern.test(named.account),
    container: containerPattern.test(named.container),
    folder: folderPattern.test(named.folder),
  };
  const problem = (typed: string, isGood: boolean, text: string) =>
    typed.trim() === '' || isGood ? {} : { problem: text };
  const name = async (): Promise<void> => {
    if (await action(() => online.emergency.nameBackup(named))) onNamed();
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <Field
        label={t.account}
        value={account}
        onChange={setAccount}
        description={t.accountNote}
        isMono
        maxLength={80}
        {...problem(account, is.account, t.accountWrong)}
      />
      <div className="columns">
        <Field
          label={t.container}
          value={container}
          onChange={setContainer}
          isMono
          maxLength={63}
          {...problem(container, is.container, t.containerWrong)}
        />
        <Field
          label={t.folder}
          value={folder}
          onChange={setFolder}
          description={t.folderNote}
          isMono
          maxLength={60}
          {...problem(folder, is.folder, t.folderWrong)}
        />
      </div>
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={!is.account || !is.container || !is.folder}
          isPending={isWaiting}
          onPress={() => void name()}
        >
          {t.action}
        </Action>
      </div>
    </section>
  );
}

/** People type an address as it is on paper, with `https://` or without. */
const withScheme = (typed: string): string => {
  const address = typed.replace(/\/$/, '');
  return address === '' || address.includes('://') ? address : `https://${address}`;
};

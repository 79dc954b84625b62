// The restore: what is wiped and what comes back, said plainly; the hold; and the second operator's confirmation with name and folder.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { isExcepted } from '#shared/journal/exception-steps.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { HoldCard } from '../backup/BackupForm.tsx';
import type { PageProps } from '../pages.ts';
import { Ask } from '../step/Ask.tsx';
import { areObjectIds, ObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';
import { type Access, StorageAccess } from '../step/StorageAccess.tsx';
import { Backups } from './Backups.tsx';

type Scope = 'all' | 'one';
const keyPattern = /^[A-Za-z0-9-]{1,127}$/;

export function RestoreForm({ view, ceremony }: PageProps) {
  const { account, hold, backups } = view;
  const { backup, target } = ceremony.plan;
  const [access, setAccess] = useState<Access>(backup?.method ?? 'identity');
  // Where a key is back already, others may follow: nobody wipes everything by the button that stands there.
  const hasKey = view.steps.some(({ id, state }) => id === 'restore' && state.phase === 'done' && state.again === true);
  const [scope, setScope] = useState<Scope>(hasKey ? 'one' : 'all');
  const [key, setKey] = useState('');
  const [operators, setOperators] = useState(account.phase === 'signed-in' ? account.objectId : '');
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const [lockOut, setLockOut] = useState('');
  const [external, setExternal] = useState('');
  const t = useTexts('online').pages.restore;
  const isOne = scope === 'one';
  const lockOutException = isOne ? null : exceptionNumber(lockOut);
  const externalException = exceptionNumber(external);
  const isReady =
    hold.phase !== 'running' &&
    areObjectIds(operators) &&
    (!isOne || keyPattern.test(key)) &&
    lockOutException !== undefined &&
    externalException !== undefined;
  return (
    <>
      {hold.phase === 'running' && <HoldCard hold={hold} />}
      <div className="verdict" data-tone="stop">
        <strong>{isOne ? t.oneKey(key === '' ? '…' : key, target.name) : t.wipedIn(target.name)}</strong>
        <span className="mono">{`${t.source}: ${backup?.folder ?? ''}`}</span>
      </div>
      <Backups backups={backups} />
      <section className="card stack" aria-label={t.scope}>
        <Choices
          legend={t.scope}
          isInColumns
          value={scope}
          onChange={setScope}
          choices={[
            { value: 'all', ...t.all },
            { value: 'one', ...t.one },
          ]}
        />
        {isOne && <Field label={t.key} value={key} onChange={setKey} isMono maxLength={127} />}
        <StorageAccess value={access} onChange={setAccess} />
        {/* One key brings no roles with it. It may be an external one, and the inventory says so. */}
        <div className="columns">
          {!isOne && <ObjectIds label={t.operators} note={t.operatorsNote} value={operators} onChange={setOperators} />}
          <PickFile what={t.inventory} kind="inventory" picked={inventory} onPicked={setInventory} />
        </div>
        {!isOne && isExcepted(view, 'lock-out') && (
          <ExceptionField label={t.lockOut} typed={lockOut} onTyped={setLockOut} />
        )}
        {isExcepted(view, 'external-keys') && (
          <ExceptionField label={t.external} typed={external} onTyped={setExternal} />
        )}
      </section>
      {hold.phase === 'running' && (
        <p>
          <strong>{t.hold}</strong>
        </p>
      )}
      <Ask
        kind={hasKey ? 'plain' : 'primary'}
        isFilledIn={isReady}
        ask={() =>
          online.steps.restore({
            access,
            operators: objectIdsIn(operators),
            inventory: inventory === null ? null : inventory.token,
            key: isOne ? key : null,
            lockOutException: lockOutException ?? null,
            externalException: externalException ?? null,
          })
        }
      >
        {isOne ? t.actionOne : t.action}
      </Ask>
    </>
  );
}

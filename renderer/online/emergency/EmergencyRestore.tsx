// The restore of everything: what is wiped, what nobody can tell without an inventory, the hold, and two people with name and folder typed.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { isExcepted } from '#shared/journal/exception-steps.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { online } from '../../online-bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Ask } from '../step/Ask.tsx';
import { areObjectIds, ObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';
import { type Access, StorageAccess } from '../step/StorageAccess.tsx';
import type { EmergencyFormProps } from '../pages.ts';

export function EmergencyRestore({ view, emergency: { name, backup } }: EmergencyFormProps) {
  const { account } = view;
  const [access, setAccess] = useState<Access>('identity');
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const [operators, setOperators] = useState(account.phase === 'signed-in' ? account.objectId : '');
  const [lockOut, setLockOut] = useState('');
  const [external, setExternal] = useState('');
  const { pages, emergency } = useTexts('online');
  const t = pages.restore;
  const lockOutException = exceptionNumber(lockOut);
  const externalException = exceptionNumber(external);
  return (
    <>
      <div className="verdict" data-tone="stop">
        <strong>{t.wipedIn(name)}</strong>
        <span className="mono">{`${t.source}: ${backup?.folder ?? ''}`}</span>
      </div>
      <section className="card stack" aria-label={emergency.restore.title}>
        <PickFile
          what={t.inventory}
          detail={emergency.restore.inventoryNote}
          kind="inventory"
          picked={inventory}
          onPicked={setInventory}
        />
        {inventory === null ? (
          <Notice tone="warn">{emergency.restore.unknown}</Notice>
        ) : (
          <ObjectIds label={t.operators} note={t.operatorsNote} value={operators} onChange={setOperators} />
        )}
        <StorageAccess value={access} onChange={setAccess} />
        {inventory !== null && isExcepted(view, 'lock-out') && (
          <ExceptionField label={t.lockOut} typed={lockOut} onTyped={setLockOut} />
        )}
        {inventory !== null && isExcepted(view, 'external-keys') && (
          <ExceptionField label={t.external} typed={external} onTyped={setExternal} />
        )}
      </section>
      <Ask
        isFilledIn={areObjectIds(operators) && lockOutException !== undefined && externalException !== undefined}
        ask={() =>
          online.steps.restore({
            access,
            operators: objectIdsIn(operators),
            inventory: inventory?.token ?? null,
            key: null,
            lockOutException: lockOutException ?? null,
            externalException: externalException ?? null,
          })
        }
      >
        {t.action}
      </Ask>
    </>
  );
}

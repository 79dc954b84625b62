// What a call to Azure will do, as the sheet says it that two people confirm.
import type { Inventory } from '#shared/inventory/inventory.ts';
import { utcDateTime } from '#shared/formatting/date-time.ts';
import { decisionOf } from '#shared/journal/state.ts';
import { creationText, usualCreation } from '#shared/plan/creation.ts';
import { type AskedFact, fact } from '../../app/confirmation.ts';
import type { CreateOrder } from '../../recovery/create.ts';
import type { WorkSession } from '../work-session.ts';
import type { DrawCall } from './calls.ts';

/** The exception that a call goes on by, as two people noted it: a page gives the number alone. */
const exceptionFact = (
  { journal }: WorkSession,
  label: string,
  number: number | null | undefined,
): readonly AskedFact[] => {
  if (number === null || number === undefined) return [];
  const decision = decisionOf(journal.state.decisions, number)?.decision ?? '–';
  return [fact(label, `EX-${number}: ${decision}`)];
};

/** What the new HSM will be, and who administers it. */
export const creationAsked =
  (
    work: WorkSession,
    { administrators, retentionDays, purgeProtection, creation, changedException }: Omit<CreateOrder, 'confirmation'>,
  ): DrawCall =>
  ({ pages: { create: t } }) => {
    const { target, backup, identity, creation: planned } = work.particulars;
    const place = 'resourceGroup' in target ? target : undefined;
    return {
      title: t.title,
      facts: [
        ...(place ? [fact(t.facts.group, place.resourceGroup), fact(t.facts.region, place.location)] : []),
        fact(t.facts.identity, backup?.identity ?? identity ?? t.noIdentity),
        fact(t.administrators, ...administrators),
        fact(t.retention, String(retentionDays)),
        fact(t.purge, purgeProtection ? t.on.title : t.off.title),
        fact(t.planned, creationText(planned ?? { ...usualCreation, ...creation })),
        ...exceptionFact(work, t.changedException, changedException),
      ],
      action: t.action,
    };
  };

/** @param facts of the blob, where no bundle says what it is */
export const uploadAsked =
  (
    work: WorkSession,
    keyException: number | null,
    facts: (texts: Parameters<DrawCall>[0]) => readonly AskedFact[] = () => [],
  ): DrawCall =>
  (texts) => {
    const { title, action, compared, keyException: label } = texts.pages.upload;
    return { title, lead: [compared], facts: [...facts(texts), ...exceptionFact(work, label, keyException)], action };
  };

interface RestoreAsked {
  readonly operators: readonly string[];
  readonly key: string | null;
  readonly inventory: Inventory | undefined;
  readonly holdException: number | null;
  readonly lockOutException: number | null;
  readonly externalException: number | null;
}

/** What is wiped, who is let in afterwards, and by what it is checked. */
export const restoreAsked =
  (work: WorkSession, { operators, key, inventory, ...exceptions }: RestoreAsked): DrawCall =>
  ({ pages: { restore: t } }) => {
    const { name } = work.particulars.target;
    return {
      title: t.title,
      lead: [key === null ? t.wipedIn(name) : t.oneKey(key, name)],
      facts: [
        ...(key === null && operators.length > 0 ? [fact(t.operators, ...operators)] : []),
        // Without it nobody is warned of a lock-out, or of external keys.
        fact(
          t.inventoryTitle,
          inventory === undefined ? t.noInventory : `${inventory.hsm}, ${utcDateTime(new Date(inventory.taken))}`,
        ),
        ...exceptionFact(work, t.hold, exceptions.holdException),
        ...exceptionFact(work, t.lockOut, exceptions.lockOutException),
        ...exceptionFact(work, t.external, exceptions.externalException),
      ],
      action: key === null ? t.action : t.actionOne,
    };
  };

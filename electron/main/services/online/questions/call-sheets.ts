// What a call to Azure will do, as the sheet says it that two people confirm.
import { creationText, usualCreation } from '#shared/plan/creation.ts';
import { type AskedFact, fact } from '../../app/confirmation.ts';
import type { CreateOrder } from '../../recovery/create.ts';
import type { Particulars } from '../../recovery/step-context.ts';
import type { KeptWork } from '../kept-work.ts';
import type { DrawCall } from './calls.ts';

/** What the new HSM will be, and who administers it. */
export const creationAsked =
  (
    { particulars }: KeptWork,
    { administrators, retentionDays, purgeProtection, creation }: Omit<CreateOrder, 'confirmation'>,
  ): DrawCall =>
  ({ pages: { create: t } }) => {
    const { target, backup, identity, creation: planned } = particulars;
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
      ],
      action: t.action,
    };
  };

/** @param facts of the blob, where no bundle says what it is */
export const uploadAsked =
  (facts: (texts: Parameters<DrawCall>[0]) => readonly AskedFact[] = () => []): DrawCall =>
  (texts) => {
    const { title, action, compared } = texts.pages.upload;
    return { title, lead: [compared], facts: facts(texts), action };
  };

/** What is wiped, and who is let in afterwards. */
export const restoreAsked =
  (
    { target: { name } }: Particulars,
    { operators, key }: { readonly operators: readonly string[]; readonly key: string | null },
  ): DrawCall =>
  ({ pages: { restore: t } }) => ({
    title: t.title,
    lead: [key === null ? t.wipedIn(name) : t.oneKey(key, name)],
    facts: key === null && operators.length > 0 ? [fact(t.operators, ...operators)] : [],
    action: key === null ? t.action : t.actionOne,
  });

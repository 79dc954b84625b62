// Signing in, as main says it itself: which code is typed on another device, and who has signed in. A page could show the code of somebody else.
import type { Account, DeviceCode } from '#azure/sign-in.ts';
import { fact, press, type Question } from '../../app/confirmation.ts';
import type { AccessTarget } from '../../recovery/access.ts';

/** @param done ends it: somebody has signed in, or it is no longer waited for */
export const showDeviceCode = (
  { practice }: Pick<AccessTarget, 'practice'>,
  { userCode, address }: DeviceCode,
  done: Promise<null>,
): Question<null> => ({
  practice,
  draw({ screens: { online } }) {
    const { code: t } = online.account;
    return {
      title: t.title,
      lead: [t.phishing],
      facts: [fact(t.steps.open, address), fact(t.steps.type, userCode), fact(t.then, t.steps.sign)],
      fields: [],
      acts: [],
    };
  },
  take: () => null,
  again: [],
  until: () => done,
});

/** Nothing is asked with an account before somebody has said that it is the right one. */
export const confirmAccount = (
  { practice, target }: AccessTarget,
  { name, objectId, tenantId }: Account,
): Question<null> => ({
  practice,
  draw({ screens: { online } }) {
    const t = online.account;
    return {
      title: t.isItYou,
      lead: [t.isItYouLead],
      facts: [
        fact(t.who, name),
        fact(t.objectId, objectId),
        fact(t.tenant, ...(tenantId === target.tenant ? [tenantId] : [tenantId, t.otherTenant(target.tenant)])),
        fact(t.forHsm, target.uri),
      ],
      fields: [],
      acts: [press(t.itIs)],
    };
  },
  take: () => null,
  again: [],
});

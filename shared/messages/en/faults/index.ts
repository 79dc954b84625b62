// The English book of all faults.
import type { Fault } from '../../../faults/fault.ts';
import type { AdviceBook } from '../../advice.ts';
import { activationAdvice } from './activation.ts';
import { custodianKeyAdvice } from './custodian-key.ts';
import { secretsAdvice } from './secrets.ts';
import { encodingAdvice } from './encoding.ts';
import { exchangeKeyAdvice } from './exchange-key.ts';
import { filesAdvice } from './files.ts';
import { journalAdvice } from './journal.ts';
import { onlineAdvice } from './online.ts';
import { paperAdvice } from './paper.ts';
import { planAdvice } from './plan.ts';
import { consumersAdvice } from './consumers.ts';
import { readinessAdvice } from './readiness.ts';
import { registerAdvice } from './register.ts';
import { rehearsalAdvice } from './rehearsal.ts';
import { securityDomainAdvice } from './security-domain.ts';
import { serviceAdvice } from './service.ts';
import { shellAdvice } from './shell.ts';
import { environmentAdvice } from './environment.ts';
import { tokenAdvice } from './token.ts';
import { transferAdvice } from './transfer.ts';
import { usageAdvice } from './usage.ts';

export const englishAdvice: AdviceBook<Fault> = {
  ...activationAdvice,
  ...custodianKeyAdvice,
  ...secretsAdvice,
  ...encodingAdvice,
  ...exchangeKeyAdvice,
  ...filesAdvice,
  ...journalAdvice,
  ...onlineAdvice,
  ...paperAdvice,
  ...planAdvice,
  ...consumersAdvice,
  ...readinessAdvice,
  ...registerAdvice,
  ...rehearsalAdvice,
  ...securityDomainAdvice,
  ...serviceAdvice,
  ...shellAdvice,
  ...environmentAdvice,
  ...tokenAdvice,
  ...transferAdvice,
  ...usageAdvice,
};

// Rules of the plan: one, of this ceremony, approved by two, and before all that rests on it.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { type OrderRule, rule } from './rule.ts';

export const adoption: readonly OrderRule[] = [
  rule('one-plan', 'plan-adopted', (state) => state.plan === undefined),
  rule(
    'plan-of-this-ceremony',
    'plan-adopted',
    ({ opened }, event) => opened?.ceremony === event.ceremony && opened.practice === event.practice,
  ),
  rule('plan-approved-by-two', 'plan-adopted', (_, { approvers }) => peopleAmong(approvers) >= 2),
  rule(
    'plan-first',
    [
      'challenge-issued',
      'challenge-noted',
      'peer-paired',
      'security-domain-loaded',
      'exchange-key-verified',
      'exchange-key-fetched',
      'share-accepted',
      'share-refused',
      'build-approved',
      'blob-intended',
      'custodian-key-made',
      'custodian-sticks-differ',
      'custodian-copy-checked',
      'custodian-proven',
      'target-confirmed',
      'call-intended',
    ],
    (state) => state.plan !== undefined,
  ),
  // The plan itself may come in a bundle.
  rule(
    'plan-before-bundles',
    ['bundle-written', 'bundle-accepted'],
    (state, { type }) => state.plan !== undefined || type === 'plan',
  ),
];

// Document (d): the quorum drill, from a check of single shares to a whole recovery of a test HSM.
import { closingBlock, offlineMachine, openingBlock } from './blocks.ts';
import { boxes, check, choose, long, medium, part, seen, short, step } from './build-step.ts';
import type { Part, Script } from './model.ts';
import { custodianSteps } from './recovery-offline.ts';

const decision: Part = part('d0', [
  step('D0', 'CA', 3, {
    fields: [choose('trigger', 'quarterly', 'member', 'threat', 'process', 'medium'), medium('approval')],
  }),
]);

const paperAudit: Part = part('d1', [
  step('D1', ['MC', 'W1'], 10, {
    needs: { materials: 'bags-checked' },
    fields: [check('employed'), check('willing'), check('bags'), check('seals')],
  }),
  step('D2', 'W1', 15, { fields: [check('apart'), check('admins'), short('rung'), short('reached'), short('within')] }),
  step('D3', 'RO2', 10, { fields: [short('events'), check('explained'), check('alert'), check('privileged')] }),
  step('D4', 'RO2', 8, { fields: [long('folder'), short('age'), check('access'), check('inventory')] }),
  step('D5', 'OP', 8, {
    needs: { offline: 'ready', domain: 'none' },
    sets: { domain: 'loaded' },
    fields: [medium('place1'), medium('place2'), medium('place3'), seen(check('hash'))],
  }),
]);

const shareCheck: Part = part(
  'd2',
  [
    step('D6', 'C', 5, {
      needs: {
        domain: 'loaded',
        custodianStick: 'none',
        custodianKey: 'none',
        shares: 'none',
        proven: ['none', 'below'],
      },
      sets: { custodianStick: 'in', proven: 'one-more' },
      fields: [boxes('bag'), seen(check('copy1')), seen(check('copy2')), seen(check('wiped')), seen(check('alone'))],
    }),
    step('D7', ['C', 'MC'], 3, {
      needs: { custodianStick: 'in' },
      sets: { custodianStick: 'none' },
      fields: [boxes('bag'), check('register')],
    }),
  ],
  { repeat: 'custodians', only: ['D1'] },
);

const score: Part = part(
  'd3',
  [
    step('D8', 'CA', 4, {
      needs: { proven: 'full' },
      fields: [seen(short('proven')), medium('unproven'), choose('action', 'none', 'rewrap'), short('by')],
    }),
  ],
  { only: ['D1'] },
);

const quorumShares: Part = part('d4', custodianSteps, { repeat: 'quorum', only: ['D2'] });

const reconstruct: Part = part(
  'd5',
  [
    step('D9', ['CA', 'W1'], 3, {
      hold: true,
      needs: { shares: 'full', custodianStick: 'none' },
      fields: [check('approval'), seen(check('notice'))],
    }),
    step('D10', 'OP', 4, {
      needs: { shares: 'full', blob: 'none' },
      sets: { shares: 'clear' },
      fields: [seen(check('item')), seen(check('wiped')), seen(check('nothing')), short('duration')],
    }),
  ],
  { only: ['D2'] },
);

const rehearsal: Part = part(
  'd6',
  [
    step('D11', 'OP', 10, {
      needs: { offline: 'ready', shares: 'none' },
      fields: [seen(check('practice')), seen(check('fakes')), check('paper')],
    }),
    step('D12', 'ALL', 120, {
      fields: [
        choose('fault', 'exchange', 'passphrase', 'stick', 'bundle', 'clock', 'gap', 'power'),
        short('step'),
        medium('by'),
      ],
    }),
    step('D13', 'OP', 5, { fields: [seen(check('equal'))] }),
  ],
  { only: ['D3'] },
);

const liveTest: Part = part(
  'd7',
  [
    step('D14', ['RO1', 'RO2'], 240, {
      needs: { shares: 'none' },
      fields: [choose('domain', 'test', 'production'), medium('approval'), check('purged'), short('billing')],
    }),
  ],
  { only: ['D4'] },
);

const findings: Part = part('d8', [
  step('D15', 'CA', 10, {
    needs: { shares: 'none', custodianStick: 'none' },
    fields: [long('finding1'), long('finding2'), long('finding3'), short('quorum'), short('blob'), short('restored')],
  }),
  step('D16', 'CA', 3, { fields: [short('next'), short('rewrap')] }),
]);

export const drillScript: Script = {
  kind: 'drill',
  cast: ['CA', 'OP', 'C', 'RO1', 'RO2', 'W1', 'W2', 'MC', 'ALL'],
  start: {},
  parts: [
    decision,
    openingBlock(),
    offlineMachine(false),
    paperAudit,
    shareCheck,
    score,
    quorumShares,
    reconstruct,
    rehearsal,
    liveTest,
    findings,
    closingBlock(true, false, false),
  ],
};

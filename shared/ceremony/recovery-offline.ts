// Document (b): the offline side of a recovery. The quorum opens its shares, and the restore blob is built.
import { closingBlock, incidentSheet, offlineMachine, openingBlock, plannedBreak } from './blocks.ts';
import {
  boxes,
  check,
  choose,
  chooseCustodian,
  fingerprint,
  long,
  medium,
  part,
  seen,
  short,
  step,
  writtenWords,
} from './build-step.ts';
import type { Part, Script } from './model.ts';

/** Why the ceremony is held; the online document carries a copy. */
export const callOutFields = [
  medium('incident'),
  medium('decided-by'),
  short('decided-at'),
  medium('second'),
  choose('reason', 'region', 'purged', 'archive', 'exercise'),
  short('called'),
  short('reached'),
];

const callOut: Part = part('b0', [step('B0', 'CA', 2, { fields: callOutFields })]);

const securityDomain: Part = part('b1', [
  step('B1', 'MC', 2, {
    needs: { materials: 'bags-checked', domain: 'none' },
    sets: { domain: 'in-hand' },
    fields: [boxes('bag'), check('intact'), boxes('serial')],
  }),
  step('B2', 'OP', 3, {
    needs: { domain: 'in-hand', offline: 'ready' },
    sets: { domain: 'loaded' },
    fields: [seen(check('hash')), seen(medium('source')), seen(check('counts')), seen(check('custodians'))],
  }),
  step('B3', 'CA', 1, {
    awaitsCustodians: true,
    needs: { domain: 'loaded' },
    fields: [check('enough'), short('spare')],
  }),
  // Nothing secret is in memory yet, and the exchange key is still on its way.
  plannedBreak('B3P', 'ALL'),
]);

const exchangeKey: Part = part('b2', [
  step('B4', ['MC', 'OP'], 2, {
    after: ['C11'],
    needs: { exchange: 'handed-over', domain: 'loaded', offline: 'ready' },
    sets: { exchange: 'arrived' },
    fields: [boxes('bag'), check('intact'), boxes('serial'), seen(check('files'))],
  }),
  step('B5', 'OP', 1, {
    needs: { exchange: 'arrived' },
    sets: { exchange: 'signed' },
    fields: [seen(check('signature')), seen(check('ceremony')), seen(check('sequence')), seen(check('target'))],
  }),
  step('B6', 'OP', 2, {
    needs: { exchange: 'signed' },
    sets: { exchange: 'examined' },
    fields: [
      seen(medium('subject')),
      seen(medium('issuer')),
      seen(short('bits')),
      seen(medium('dates')),
      seen(choose('proof', 'attested', 'none')),
      seen(check('second')),
    ],
  }),
  step('B7', ['OP', 'W1'], 5, {
    hold: true,
    after: ['C11B'],
    needs: { exchange: 'examined' },
    sets: { exchange: 'agreed' },
    fields: [check('number'), seen(check('words')), check('hex'), seen(writtenWords('certificate'))],
  }),
]);

/** One custodian gives a share. The drill of the quorum uses the same steps. */
export const custodianSteps = [
  step('B8', 'OP', 1, {
    needs: {
      offline: 'ready',
      domain: 'loaded',
      custodianKey: 'none',
      shares: ['none', 'below'],
    },
    fields: [seen(check('gap')), chooseCustodian('custodian')],
  }),
  step('B9', ['C', 'W1'], 2, {
    awaitsCustodians: true,
    needs: { custodianStick: 'none' },
    sets: { custodianStick: 'open' },
    fields: [boxes('bag'), check('intact'), boxes('serial'), check('register')],
  }),
  step('B10', ['C', 'OP'], 2, {
    needs: { custodianStick: 'open', custodianKey: 'none' },
    sets: { custodianStick: 'in', shares: 'one-more' },
    fields: [check('away'), seen(check('accepted')), seen(check('short'))],
  }),
  step('B11', ['C', 'OP'], 1, {
    needs: { custodianStick: 'in', custodianKey: 'none' },
    sets: { custodianStick: 'out' },
    fields: [seen(check('wiped')), seen(check('unwritten')), check('ejected')],
  }),
  step('B12', ['C', 'MC'], 2, {
    needs: { custodianStick: 'out' },
    sets: { custodianStick: 'none' },
    fields: [boxes('bag'), check('log')],
  }),
  step('B13', 'OP', 5, {
    branch: true,
    fields: [seen(long('reason')), choose('next', 'second', 'other', 'exception')],
  }),
];

const custodians: Part = part(
  'b3',
  custodianSteps.map((entry) =>
    // The exchange key is agreed before the first custodian comes to the screen.
    entry.id === 'B8' ? { ...entry, needs: { ...entry.needs, exchange: 'agreed' as const } } : entry,
  ),
  { repeat: 'quorum' },
);

const build: Part = part('b4', [
  step('B14', ['CA', 'W1'], 2, {
    hold: true,
    needs: { shares: 'full', exchange: 'agreed', custodianStick: ['out', 'none'] },
    fields: [seen(check('quorum')), check('target'), check('words')],
  }),
  step('B15', 'OP', 2, {
    needs: { shares: 'full', exchange: 'agreed', blob: 'none', custodianStick: ['out', 'none'] },
    sets: { blob: 'built' },
    fields: [seen(check('items')), seen(check('header')), seen(short('time'))],
  }),
  step('B16', 'OP', 1, {
    needs: { blob: 'built' },
    sets: { blob: 'recorded', shares: 'clear' },
    fields: [seen(check('wiped')), seen(short('bytes')), seen(fingerprint('blob'))],
  }),
  step('B17', 'OP', 2, {
    needs: { blob: 'recorded', shares: 'none' },
    sets: { blob: 'bundled' },
    fields: [boxes('serial'), seen(check('verified')), boxes('second')],
  }),
  step('B18', 'OP', 1, {
    needs: { blob: 'bundled' },
    sets: { blob: 'scanned' },
    fields: [seen(check('files'))],
  }),
  step('B19', 'MC', 2, {
    needs: { blob: 'scanned' },
    sets: { blob: 'handed-over' },
    fields: [boxes('bag'), medium('to'), short('time'), short('initials')],
  }),
  // RO2 types the words into the machine that has taken the bundle in.
  step('B20', ['OP', 'W1'], 5, {
    hold: true,
    after: ['C13'],
    needs: { blob: 'received' },
    sets: { blob: 'agreed' },
    fields: [seen(check('words')), seen(fingerprint('bundle'))],
  }),
  step('B21', ['MC', 'OP'], 3, {
    after: ['C16B'],
    needs: { outcome: 'handed-over', offline: 'ready' },
    sets: { outcome: 'read' },
    fields: [boxes('bag'), seen(check('taken')), choose('outcome', 'succeeded', 'failed', 'unknown')],
  }),
  // They go now: what they sign at the end of the script, they sign before.
  step('B22', 'CA', 4, {
    needs: { outcome: 'read' },
    fields: [check('signed'), short('release'), check('sheet')],
  }),
]);

export const recoveryOfflineScript: Script = {
  kind: 'recovery-offline',
  cast: ['CA', 'OP', 'C', 'W1', 'W2', 'MC', 'SL', 'ALL'],
  start: {},
  parts: [
    callOut,
    openingBlock(),
    offlineMachine(),
    securityDomain,
    exchangeKey,
    custodians,
    build,
    closingBlock(true, false),
    incidentSheet('OP'),
  ],
};

// An activation or a re-wrap: new keys, their certificates, the security domain that comes back, and its proofs.
import type { Page } from '@playwright/test';
import type { View } from '#shared/contract/offline/view.ts';
import { say } from '../../localize.ts';
import { type ToolsState, press } from '../tools/tool-state.ts';
import { sha } from '../hashes.ts';
import { agreed, asking, clocked, inStick, outStick, ownStick } from './common.ts';
import { recovery } from './plan.ts';

type NewKey = NonNullable<View['activation']>['keys'][number];
const hashes = [sha, `a1${sha.slice(2)}`, `b2${sha.slice(2)}`];
const newKey = (at: number, next: NewKey['next'], proven: NewKey['proven'] = []): NewKey => ({
  custodian: `C${at}`,
  who: `Person custodian-${at}`,
  next,
  certificateSha256: next === 'make' ? null : (hashes[at - 1] ?? sha),
  proven,
});
const activating = (
  kind: 'activation' | 're-wrap',
  newKeys: NewKey[],
  parts: Partial<NonNullable<View['activation']>> = {},
): View => ({
  ...clocked,
  ceremony: { phase: 'running', id: 'MHSM-ACT-2026-10-14-01', purpose: 'activation', practice: false },
  volumes: [ownStick, inStick, outStick],
  recovery: {
    ...recovery,
    plan: {
      ...recovery.plan,
      kind,
      ceremony: 'MHSM-ACT-2026-10-14-01',
      source: null,
      securityDomain: null,
      custodians: recovery.plan.custodians.map((each) => ({ ...each, certificateSha256: null })),
    },
    planSha256: sha,
    planWords: agreed,
    pairing: agreed,
    challenge: '5ca1ab1e0ddba11ca5cade0ff1cec0de',
  },
  activation: {
    kind,
    keys: newKeys,
    turn: null,
    domainWords: null,
    oldSet: kind === 're-wrap' ? 'kept' : null,
    givenUp: null,
    ...parts,
  },
});
const allMade = [1, 2, 3].map((at) => newKey(at, 'done'));
const certificatesSent = (isReadBack: boolean): View => {
  const view = activating('activation', allMade);
  const name = 'MHSM-ACT-2026-10-14-01.001.activation-certificates.bundle.json';
  return {
    ...view,
    written: [{ volume: 'OUT', name, bytes: 5120, sha256: sha, readBack: true }],
    recovery: view.recovery && {
      ...view.recovery,
      sent: { name, payloadSha256: isReadBack ? sha : null, copies: 1, isReadBack },
    },
  };
};
const withDomain = (keysProven: NewKey[], kind: 'activation' | 're-wrap' = 'activation'): View => ({
  ...certificatesSent(true),
  ...activating(kind, keysProven, { domainWords: agreed }),
  recovery: certificatesSent(true).recovery,
  securityDomain: {
    phase: 'loaded',
    file: { name: 'MHSM-ACT-2026-10-14-01.002.security-domain.bundle.json', bytes: 15_102, sha256: sha },
    version: 2,
    required: 2,
    custodians: hashes.map((each) => Buffer.from(each, 'hex').toString('base64url')),
    data: [{ tag: 'hsm_backup', bytes: 1024 }],
    warnings: [],
  },
});
const allProven = [1, 2, 3].map((at) => newKey(at, 'done', [1, 2]));

const unproven = withDomain([newKey(1, 'done', [1, 2]), newKey(2, 'done', [1]), newKey(3, 'done', [1, 2])]);
const brokenCopy: View['exceptions'][number] = {
  number: 1,
  check: null,
  step: 'A23',
  expected: 'copy 2 of C2 opens its share',
  happened: 'no computer reads the stick with copy 2 of C2',
  options: 'give the ceremony up, and re-wrap with new keys',
  decision: 'give the ceremony up',
  decidedBy: ['Person administrator', 'Person witness'],
  affectsTrust: 'yes',
  followUp: 'Person administrator',
  initials: ['PA', 'PW'],
  atUtc: '2026-10-14T12:40:00.000Z',
};
const toFinish = (page: Page): Promise<void> => press(page, 'Finish');
const ended = { phase: 'finished', id: 'MHSM-ACT-2026-10-14-01', purpose: 'activation', practice: false } as const;

/** The last page, which may be looked at before its time. */
export const activationEnds = {
  're-wrap-finish': { view: withDomain(allProven, 're-wrap'), answers: {}, open: toFinish },
  'activation-unproven': { view: unproven, answers: {}, open: toFinish },
  'activation-give-up': {
    view: { ...unproven, exceptions: [brokenCopy] },
    answers: {},
    open: async (page) => {
      await toFinish(page);
      await press(page, 'Give this ceremony up …');
    },
  },
  'activation-key-anew': {
    view: activating('activation', allMade),
    answers: {},
    open: async (page) => {
      // The rail says of what is done that it is.
      const step = page.getByRole('button', { name: await say(page, 'New keys', 'anywhere') });
      await step.first().click();
      await page.getByRole('table').getByRole('button').nth(1).click();
    },
  },
} satisfies Readonly<Record<string, ToolsState>>;

export const activationStates = {
  'activation-first-key': activating('activation', [newKey(1, 'make'), newKey(2, 'make'), newKey(3, 'make')]),
  'activation-second-stick': {
    ...activating('activation', [newKey(1, 'done'), newKey(2, 'write-2'), newKey(3, 'make')]),
    volumes: [ownStick, inStick, outStick],
  },
  'activation-key-done': activating('activation', [newKey(1, 'done'), newKey(2, 'make'), newKey(3, 'make')]),
  'activation-turn': activating('activation', [newKey(1, 'check-1'), newKey(2, 'make'), newKey(3, 'make')], {
    turn: { custodian: 'C1', who: 'Person custodian-1', copy: 1, doing: 'check' },
  }),
  'activation-certificates': activating('activation', allMade),
  'activation-read-aloud': certificatesSent(false),
  'activation-domain': certificatesSent(true),
  'activation-domain-words': {
    ...certificatesSent(true),
    activation: { kind: 'activation', keys: allMade, turn: null, domainWords: asking(), oldSet: null, givenUp: null },
  },
  'activation-domain-locked': {
    ...certificatesSent(true),
    activation: {
      kind: 'activation',
      keys: allMade,
      turn: null,
      domainWords: { phase: 'locked' },
      oldSet: null,
      givenUp: null,
    },
  },
  'activation-proofs': withDomain([newKey(1, 'done', [1, 2]), newKey(2, 'done', [1]), newKey(3, 'done')]),
  'activation-register': withDomain(allProven),
  're-wrap-proofs': withDomain([newKey(1, 'done', [1, 2]), newKey(2, 'done', [1]), newKey(3, 'done')], 're-wrap'),
  're-wrap-register': withDomain(allProven, 're-wrap'),
  'activation-given-up': {
    ...unproven,
    ceremony: ended,
    exceptions: [brokenCopy],
    activation: unproven.activation && {
      ...unproven.activation,
      givenUp: { by: ['Person administrator', 'Person witness'], exception: 1, reason: 'copy 2 of C2 cannot be read' },
    },
  },
  're-wrap-kept': { ...withDomain(allProven, 're-wrap'), ceremony: ended },
} satisfies Readonly<Record<string, View>>;

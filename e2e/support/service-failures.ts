// What the service can do to a guarded call, as data: each failure, the steps that it hits, and how each of them ends. The tests of the
// steps play it, and the guide's page of the service's failures is made of it.
import type { FaultAction } from '#simulator/fault-scripts.ts';
import { instead, tokenOver } from './fault-actions.ts';
import type { StepName } from './recovery-steps.ts';

export const words = '{"error":{"code":"Odd","message":"odd things happen"}}';
export const html = instead(200, '<html>', { 'content-type': 'text/html' });
const redirect = instead(307, '', { location: 'https://evil.example/' });
export const changed = (headers: Record<string, string | null>): FaultAction => ({ kind: 'change', headers });
export const rewritten = (text: (text: string) => string): FaultAction => ({ kind: 'change', text });
/** The token is refused however often it is shown. */
export const tokenRefused = { ...tokenOver, unauthenticated: false } as FaultAction;
const claims: FaultAction = { kind: 'claims', claims: '{"access_token":{"nbf":{"essential":true,"value":"1"}}}' };

export interface Expected {
  /** What the first run says. */
  readonly code: string;
  readonly phase: 'succeeded' | 'failed' | 'unknown' | 'answered' | 'intended';
  /** How often the call was sent; once unless told. */
  readonly sends?: number;
}

export const data: readonly StepName[] = ['download', 'upload', 'backup', 'restore'];
const all: readonly StepName[] = ['create', ...data];
const passes: Expected = { code: 'done', phase: 'succeeded' };
const refused = (code: string): Expected => ({ code, phase: 'failed' });
const open = (code: string): Expected => ({ code, phase: 'answered' });
/** It stays open, and is sent by the next run. */
const notTaken = (code: string): Expected => ({ code, phase: 'intended' });
const unknown = (code: string): Expected => ({ code, phase: 'unknown' });

const domainLost = refused('SERVICE_SECURITY_DOMAIN_LOST');
/** What brings nothing but its effect: the download brings the security domain. */
const called = data.filter((step) => step !== 'download');
const truncated = rewritten((text) => text.slice(0, 12));

export interface ServiceFailure {
  readonly name: string;
  readonly action: FaultAction;
  /** How many requests it hits; 1 unless told. */
  readonly times?: number;
  readonly on: readonly StepName[];
  readonly expected: Expected;
  /** Steps at which two people decide. */
  readonly decidedAt?: readonly StepName[];
}

/** Faults of the call itself. */
export const callFailures: readonly ServiceFailure[] = [
  {
    name: '429 with Retry-After',
    action: instead(429, words, { 'retry-after': '3' }),
    on: all,
    expected: { ...passes, sends: 2 },
  },
  {
    name: '503 with Retry-After',
    action: instead(503, words, { 'retry-after': '3' }),
    on: all,
    expected: { ...passes, sends: 2 },
  },
  {
    name: 'bad request',
    action: instead(400, words),
    on: all,
    decidedAt: ['upload'],
    expected: refused('SERVICE_REFUSED'),
  },
  {
    name: 'a role that is not in force yet',
    action: instead(403, words),
    times: 2,
    on: all,
    expected: { ...passes, sends: 3 },
  },
  {
    name: 'a role that nobody has given',
    action: instead(403, words),
    times: 5,
    on: ['create', 'download', 'backup', 'restore'],
    expected: { ...refused('SERVICE_FORBIDDEN'), sends: 5 },
  },
  {
    name: 'a role that nobody has given for the upload',
    action: instead(403, words),
    times: 5,
    on: ['upload'],
    expected: { ...notTaken('SERVICE_FORBIDDEN'), sends: 5 },
  },
  { name: 'conflicting operation', action: instead(409, words), on: ['create'], expected: refused('SERVICE_CONFLICT') },
  { name: 'another job that ends', action: instead(409, words), times: 3, on: data, expected: { ...passes, sends: 4 } },
  {
    name: 'HTML page',
    action: html,
    on: called,
    decidedAt: called,
    expected: unknown('SERVICE_NOT_JSON'),
  },
  {
    name: 'truncated JSON',
    action: truncated,
    on: called,
    expected: unknown('SERVICE_JSON_BROKEN'),
  },
  { name: 'HTML page in place of the security domain', action: html, on: ['download'], expected: domainLost },
  { name: 'truncated security domain', action: truncated, on: ['download'], expected: domainLost },
  {
    name: 'redirect',
    action: redirect,
    on: ['download', 'backup', 'restore'],
    expected: refused('SERVICE_REDIRECTED'),
  },
  {
    name: 'redirect of the upload',
    action: redirect,
    on: ['upload'],
    expected: notTaken('SERVICE_REDIRECTED'),
  },
  {
    name: 'no status address',
    action: changed({ 'azure-asyncoperation': null }),
    on: ['download', 'upload'],
    expected: unknown('SERVICE_OPERATION_HEADER_MISSING'),
  },
  {
    name: 'foreign Azure-AsyncOperation',
    action: changed({ 'azure-asyncoperation': 'https://evil.example/x' }),
    on: ['download', 'upload'],
    expected: unknown('SERVICE_OPERATION_FOREIGN'),
  },
  {
    name: 'a job that is named in the body alone',
    action: changed({ 'azure-asyncoperation': null }),
    on: ['backup', 'restore'],
    expected: passes,
  },
  {
    name: 'a job under another address, which nobody follows',
    action: changed({ 'azure-asyncoperation': 'https://evil.example/x' }),
    on: ['backup', 'restore'],
    expected: passes,
  },
  {
    name: 'another job under the address than in the body',
    action: changed({ 'azure-asyncoperation': `https://evil.example/restore/${'0'.repeat(32)}/pending` }),
    on: ['backup', 'restore'],
    expected: unknown('SERVICE_OPERATION_FOREIGN'),
  },
  {
    name: 'sign-in without a challenge',
    action: instead(401, ''),
    on: ['download', 'backup', 'restore'],
    expected: refused('SERVICE_CHALLENGE_MISSING'),
  },
  {
    name: 'sign-in without a challenge at the upload',
    action: instead(401, ''),
    on: ['upload'],
    expected: notTaken('SERVICE_CHALLENGE_MISSING'),
  },
  {
    name: 'gateway that lost the answer',
    action: instead(502, words),
    on: ['backup', 'restore'],
    decidedAt: ['backup', 'restore'],
    expected: unknown('SERVICE_OUTCOME_UNKNOWN'),
  },
  { name: 'token that is over at the call', action: tokenOver, on: data, expected: { ...passes, sends: 2 } },
  { name: 'claims challenge at the call', action: claims, on: data, expected: { ...passes, sends: 2 } },
];

/** Faults while waiting; what does not end the call leaves it open, and the next run finishes it. */
export const statusFailures: readonly ServiceFailure[] = [
  { name: 'reset while waiting', action: { kind: 'reset', when: 'before' }, on: all, expected: passes },
  { name: 'half an answer while waiting', action: { kind: 'half' }, on: all, expected: passes },
  { name: '429 while waiting', action: instead(429, words, { 'retry-after': '60' }), on: all, expected: passes },
  { name: '503 while waiting', action: instead(503, words), on: all, expected: passes },
  { name: 'gateway while waiting', action: instead(502, words), on: all, expected: passes },
  { name: 'token that is over while waiting', action: tokenOver, on: data, expected: passes },
  { name: 'claims challenge while waiting', action: claims, on: all, expected: passes },
  { name: 'HTML while waiting', action: html, on: data, expected: open('SERVICE_NOT_JSON') },
  {
    name: 'truncated JSON while waiting',
    action: truncated,
    on: data,
    expected: open('SERVICE_JSON_BROKEN'),
  },
  {
    name: 'wrong types',
    action: rewritten((text) => text.replace(/"status":"\w+"/, '"status":7')),
    on: data,
    expected: open('SERVICE_ANSWER_UNEXPECTED'),
  },
  {
    name: 'an unknown status',
    action: rewritten((text) => text.replace('InProgress', 'Weird')),
    on: data,
    expected: open('SERVICE_STATUS_UNKNOWN'),
  },
  {
    name: 'Failed with an inner error',
    action: rewritten((text) =>
      JSON.stringify({
        ...(JSON.parse(text) as object),
        status: 'Failed',
        endTime: 1,
        error: { code: 'Outer', message: 'outer', innererror: { code: 'Inner', message: 'the innermost reason' } },
      }),
    ),
    on: ['backup', 'restore'],
    expected: refused('SERVICE_OPERATION_FAILED'),
  },
  {
    name: 'Failed',
    action: rewritten((text) => text.replace('InProgress', 'Failed')),
    on: ['download', 'upload'],
    decidedAt: ['upload'],
    expected: refused('SERVICE_OPERATION_FAILED'),
  },
  { name: 'redirect while waiting', action: redirect, on: data, expected: open('SERVICE_REDIRECTED') },
  {
    name: 'forbidden while waiting',
    action: instead(403, words),
    on: ['create', 'download', 'upload', 'backup'],
    expected: open('SERVICE_FORBIDDEN'),
  },
  {
    name: 'a right that is missing for a moment while the restore replaces the roles',
    action: instead(403, words),
    on: ['restore'],
    expected: passes,
  },
  { name: 'a job that nobody knows', action: instead(404, words), on: data, expected: unknown('STEP_OUTCOME_UNKNOWN') },
];

/** How a step goes on: by itself, when its command is run again, or once two people have decided. */
export type Way = 'borne' | 'repeat' | 'decide';

export function wayOf({ expected, decidedAt = [] }: ServiceFailure, step: StepName): Way {
  if (expected.phase === 'succeeded') return 'borne';
  return decidedAt.includes(step) ? 'decide' : 'repeat';
}

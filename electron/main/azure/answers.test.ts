// Which fault a broken connection is: nothing was done only where nothing of the request has left this machine. And what is kept of an answer.
import { readFileSync } from 'node:fs';
import { RestError } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { keptAnswer, keptHeaders, transportFault } from './answers.ts';
import { TransportFailure } from './policies.ts';

const request = { operation: 'restore', method: 'PUT', path: '/restore' } as const;

it.each([
  ['connect EHOSTUNREACH 192.0.2.1:443', 'EHOSTUNREACH', 'SERVICE_UNREACHABLE'],
  ['connect ENETUNREACH 192.0.2.1:443', 'ENETUNREACH', 'SERVICE_UNREACHABLE'],
  ['connect ECONNREFUSED 192.0.2.1:443', 'ECONNREFUSED', 'SERVICE_UNREACHABLE'],
  ['getaddrinfo ENOTFOUND name', 'ENOTFOUND', 'SERVICE_UNREACHABLE'],
  // The way is lost under a connection that stood: the request may have arrived.
  ['read EHOSTUNREACH', 'EHOSTUNREACH', 'SERVICE_ANSWER_LOST'],
  ['read ENETUNREACH', 'ENETUNREACH', 'SERVICE_ANSWER_LOST'],
  ['write EHOSTUNREACH', 'EHOSTUNREACH', 'SERVICE_ANSWER_LOST'],
  ['read ECONNRESET', 'ECONNRESET', 'SERVICE_ANSWER_LOST'],
])('%s', (message, code, fault) => {
  const failure = new TransportFailure(true, new RestError(message, { code }));
  expect(transportFault(request, 'host', failure).code).toBe(fault);
});

it('an answer is kept with the headers that the page lists, and with no other', () => {
  const asked: string[] = [];
  const header = (name: string): string => {
    asked.push(name);
    return `value of ${name}`;
  };
  const kept = keptAnswer('restore', { status: 202, header, tlsChain: [], bytes: Buffer.from('{}') });
  const names = Object.values(keptHeaders);
  expect(asked.toSorted()).toEqual(names.toSorted());
  expect(kept).toMatchObject(
    Object.fromEntries(Object.entries(keptHeaders).map(([member, name]) => [member, `value of ${name}`])),
  );
  const page = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  expect([...page.matchAll(/^\| `([A-Za-z-]+)` +\| `\w+` +\|/gmu)].map(([, name]) => name?.toLowerCase())).toEqual(
    names,
  );
});

// Which fault a broken connection is: nothing was done only where nothing of the request has left this machine.
import { RestError } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { transportFault } from './answers.ts';
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

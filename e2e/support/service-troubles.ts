// What the service does to a recovery as a whole, each once; played on one by commands, and on one by the desktop app.
import type { FaultAction, FaultScript } from '#simulator/fault-scripts.ts';
import { errorInstead, instead, tokenOver } from './fault-actions.ts';

/**
 * Most on the way to a call, some while it is waited for, some on questions.
 * @param challenge how the service of a cloud asks for a sign-in
 */
export const troublesOf = (challenge: FaultAction): readonly FaultScript[] => [
  { method: 'GET', path: '/securitydomain/upload', action: errorInstead(503, 'Busy') },
  { method: 'GET', path: '/securitydomain/upload', after: 1, action: { kind: 'half' } },
  { method: 'GET', path: '/securitydomain/upload', after: 2, action: challenge },
  // The role of the operators is not in force yet, another job runs, the service is busy; then the answer is lost.
  { method: 'POST', path: '/securitydomain/upload', action: errorInstead(403, 'Forbidden') },
  { method: 'POST', path: '/securitydomain/upload', action: errorInstead(409, 'Conflict') },
  { method: 'POST', path: '/securitydomain/upload', action: instead(429, '{}', { 'retry-after': '3' }) },
  { method: 'POST', path: '/securitydomain/upload', action: { kind: 'reset', when: 'after' } },
  { method: 'GET', path: '/securitydomain/upload/pending', action: errorInstead(400, 'Odd') },
  { method: 'GET', path: '/securitydomain/upload/pending', action: { kind: 'reset', when: 'before' } },
  { method: 'POST', path: '/prebackup', action: errorInstead(409, 'Conflict') },
  { method: 'POST', path: '/backup', action: errorInstead(503, 'Busy') },
  { method: 'POST', path: '/backup', action: errorInstead(403, 'Forbidden') },
  {
    method: 'GET',
    path: '/backup/*/pending',
    after: 1,
    action: instead(502, '<html>', { 'content-type': 'text/html' }),
  },
  {
    method: 'GET',
    path: '/backup/*/pending',
    after: 1,
    action: instead(200, '<html>', { 'content-type': 'text/html' }),
  },
  { method: 'PUT', path: '/keys/*/restore', action: errorInstead(409, 'Conflict') },
  { method: 'PUT', path: '/prerestore', action: errorInstead(503, 'Busy') },
  { method: 'PUT', path: '/restore', action: instead(429, '{}') },
  { method: 'GET', path: '/restore/*/pending', after: 1, action: errorInstead(403, 'Forbidden') },
  { method: 'GET', path: '/keys', action: errorInstead(503, 'Busy') },
  { method: 'GET', path: '/keys/*/versions', action: { kind: 'reset', when: 'after' } },
  { method: 'GET', path: '/providers/Microsoft.Authorization/roleAssignments', action: instead(429, '{}') },
];

export const troubles = troublesOf(tokenOver);

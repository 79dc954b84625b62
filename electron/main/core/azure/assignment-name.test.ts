// The name of a role assignment: the same for the same, another for anything else, and a GUID.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guid } from '#shared/schemas/atoms.ts';
import { assignmentName } from './assignment-name.ts';

const role = '21dbd100-6940-42c2-9190-5d6cb909625b';
const principal = '00000000-0000-4000-8000-0000000000aa';

it('is what it was: another name would be another assignment', () => {
  const name = assignmentName('/keys', role, principal);
  expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(assignmentName('/keys', role.toUpperCase(), principal.toUpperCase())).toBe(name);
});

it('differs in scope, role and principal', () => {
  const names = [
    assignmentName('/keys', role, principal),
    assignmentName('/', role, principal),
    // The ids of two roles differ in their last letter (recorded).
    assignmentName('/keys', role.replace(/b$/, 'c'), principal),
    assignmentName('/keys', role, principal.replace(/a$/, 'b')),
  ];
  expect(new Set(names).size).toBe(4);
});

it('is a GUID, and no two orders share one', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      expect(guid.safeParse(assignmentName('/', one, other)).success).toBe(true);
      fc.pre(one !== other);
      expect(assignmentName('/', one, other)).not.toBe(assignmentName('/', other, one));
    }),
  );
});

// What people type about the creation of an HSM.
import { describe, expect, it } from 'vitest';
import { creationSchema } from '#shared/plan/creation-schema.ts';
import { usualCreation } from '#shared/plan/creation.ts';
import { type CreationInput, creationOf, inputOf, wrongAddressIn, wrongTagIn } from './creation-input.ts';

const usualInput = inputOf(usualCreation);
const typed = (change: Partial<CreationInput>) => creationOf({ ...usualInput, ...change });

describe('a creation as it is typed', () => {
  it('is what Azure does by itself where nobody types anything', () => {
    expect(typed({})).toEqual(usualCreation);
  });

  it('has tags and addresses line by line, and is one that a plan could have', () => {
    const creation = typed({
      tags: 'cost-center=4711\n\n team = keys=and more \n empty=',
      access: 'listed',
      addresses: '203.0.113.0/24\n198.51.100.7\n',
      bypass: 'off',
    });
    expect(creation).toEqual({
      sku: 'Standard_B1',
      tags: { 'cost-center': '4711', team: 'keys=and more', empty: '' },
      network: {
        publicAccess: true,
        defaultAction: 'deny',
        bypass: 'none',
        allowedAddresses: ['203.0.113.0/24', '198.51.100.7'],
      },
    });
    expect(creationSchema.safeParse(creation).success).toBe(true);
    // A plan that is opened again shows what was typed.
    expect(creation && creationOf(inputOf(creation))).toEqual(creation);
  });

  it('forgets addresses where they mean nothing', () => {
    expect(typed({ access: 'nobody', addresses: '203.0.113.7' })?.network).toMatchObject({
      publicAccess: false,
      defaultAction: 'deny',
      allowedAddresses: [],
    });
  });

  it.each([
    ['a tag without a value', { tags: 'cost-center' }],
    ['a tag without a name', { tags: '=4711' }],
    ['a tag given twice, in whatever case', { tags: 'a=1\nA=2' }],
    ['a name that Azure does not take', { tags: 'a/b=1' }],
    ['too many tags', { tags: Array.from({ length: 51 }, (_, at) => `t${at}=1`).join('\n') }],
    ['no address', { access: 'listed', addresses: '' }],
    ['an address that is none', { access: 'listed', addresses: '203.0.113.256' }],
    ['a range that is none', { access: 'listed', addresses: '203.0.113.0/33' }],
    ['a name instead of an address', { access: 'listed', addresses: 'example.org' }],
  ] as const)('is nothing with %s', (_, change) => {
    expect(typed(change)).toBeUndefined();
  });

  it('says which line is wrong', () => {
    expect(wrongTagIn('a=1\nb')).toBe('b');
    expect(wrongAddressIn('203.0.113.7\n1.2.3')).toBe('1.2.3');
  });
});

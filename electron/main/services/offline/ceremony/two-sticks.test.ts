// Two copies of a new key are on two sticks: the system tells them apart, or two people do.
import { expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { assertTwoSticks } from './new-keys.ts';

const second = { name: 'SECOND', device: { sequence: '2' } };

it('is told by the system where it knows both devices', () => {
  expect(assertTwoSticks('C1', { serial: 'a' }, { ...second, device: { serial: 'b' } }, ['Anna'])).toBeNull();
  expect(faultOf(() => assertTwoSticks('C1', { sequence: '2' }, second, ['Anna']))).toMatchObject({
    code: 'CUSTODIAN_COPY_SAME_STICK',
  });
});

it('is told by two people where it does not, and by nobody where they do not', () => {
  expect(assertTwoSticks('C1', undefined, second, ['Anna', 'Ben'])).toEqual(['Anna', 'Ben']);
  expect(faultOf(() => assertTwoSticks('C1', undefined, second, null))).toEqual({
    ...{ code: 'CUSTODIAN_STICKS_UNCONFIRMED', custodian: 'C1' },
  });
});

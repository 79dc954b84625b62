// Where an exception serves: at its step of a ceremony, and at the step of the emergency that stands for it.
import { describe, expect, it } from 'vitest';
import { exceptionStep, isExcepted } from './exception-steps.ts';

describe('an exception', () => {
  const decidedAt = (step: string) => isExcepted({ exceptions: [{ step: 'B7' }, { step }] }, 'changed-creation');

  it('serves at the step of the ceremony, and at that of the emergency', () => {
    const steps = [{}, { emergency: {} }].map((grade) => exceptionStep(grade, 'changed-creation'));
    expect(steps).toEqual(['C6', 'F2B']);
    expect(steps.map(decidedAt)).toEqual([true, true]);
  });

  it('serves nothing else', () => {
    expect(['C5', 'F2'].map(decidedAt)).toEqual([false, false]);
    // The emergency has no step for this: nothing stands for it.
    expect(isExcepted({ exceptions: [{ step: 'C6' }] }, 'no-canary')).toBe(false);
  });
});

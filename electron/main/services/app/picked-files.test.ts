// Tokens of chosen files: each opens what it was chosen as, and nothing else.
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { fileToken } from '#shared/contract/files.ts';
import { PickedFiles } from './picked-files.ts';

describe('chosen files', () => {
  const files = new PickedFiles();
  const { token, name } = files.remember('/media/IN/plan\u202e.json', 'plan');

  it('have a token of the contract’s form and a harmless name, and keep their path', () => {
    expect(fileToken.safeParse(token).success).toBe(true);
    expect(name).toBe('plan\\u{202e}.json');
    expect(files.path(token, 'plan')).toBe('/media/IN/plan\u202e.json');
  });

  it('keep their token when they are chosen again, and have another one for another use', () => {
    expect(files.remember('/media/IN/plan\u202e.json', 'plan')).toEqual({ token, name });
    expect(files.remember('/media/IN/plan\u202e.json', 'journal').token).not.toBe(token);
    expect(faultCode(() => files.path(token, 'journal'))).toBe('FILE_TOKEN_UNKNOWN');
  });

  it('are refused as something else, and where nobody chose them', () => {
    expect(faultCode(() => files.path(token, 'journal'))).toBe('FILE_TOKEN_UNKNOWN');
    expect(faultCode(() => files.path('x'.repeat(22), 'plan'))).toBe('FILE_TOKEN_UNKNOWN');
  });
});

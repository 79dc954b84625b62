import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { sasAccess } from './sas.ts';

const now = Date.parse('2026-10-14T10:00:00Z');
const token = (changed: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({
    sv: '2025-05-05',
    sr: 'c',
    se: '2026-10-15T10:00:00Z',
    sp: 'rwdcl',
    sig: 'c2VjcmV0LXNpZ25hdHVyZQ==',
    ...changed,
  }).toString();
const problem = (pasted: string, use: 'backup' | 'restore' = 'backup') => faultOf(() => sasAccess(pasted, use, now));
const unfit = (name: string) => ({ code: 'SAS_UNFIT', problem: name });

describe('a pasted SAS token', () => {
  it('is taken without its question mark and the spaces around it', () => {
    expect(sasAccess(` ?${token()}\n`, 'backup', now)).toEqual({ kind: 'sas', token: token() });
  });

  it('grants what the use needs, and lasts', () => {
    expect(problem(token({ sp: 'rl' }))).toEqual(unfit('permissions'));
    expect(sasAccess(token({ sp: 'rl' }), 'restore', now).kind).toBe('sas');
    expect(problem(token({ sp: 'cdw' }), 'restore')).toEqual(unfit('permissions'));
    expect(problem(token({ se: '2026-10-14T10:00:00Z' }))).toEqual(unfit('expired'));
    expect(problem(token({ se: 'tomorrow' }))).toEqual(unfit('expired'));
    expect(problem(token({ se: '2026-10-15T09:59:59Z' }))).toEqual(unfit('expires-soon'));
    expect(sasAccess(token({ se: '2026-10-15T10:00:00Z' }), 'backup', now).kind).toBe('sas');
    expect(problem(token({ sig: '' }))).toEqual(unfit('secret-missing'));
  });

  it('is refused without a word of it where it is none', () => {
    for (const pasted of ['', 'https://lifeboat.blob.core.windows.net/backups?sv=1', 'a b c d e f g h i j k l m']) {
      expect(problem(pasted)).toEqual(unfit('form'));
    }
  });
});

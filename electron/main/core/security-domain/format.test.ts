// The worked bytes of FORMAT.md, read from the page and computed again: implementers of the format can trust them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { combineShares, encodeShare, parseShare } from './shamir.ts';
import { deriveDatumKey, deriveKeySp800108 } from './kdf.ts';
import { encodeCompactJwe, openDirectJwe, parseCompactJwe } from './jwe.ts';

const page = readFileSync(new URL('FORMAT.md', import.meta.url), 'utf8');

/** The indented blocks of section 7, in the order of the page, each joined to one line. */
const blocks = (page.split('## 7. Worked bytes')[1]?.split('\n## ')[0] ?? '')
  .split(/\n(?! {4})/)
  .map((part) => [...part.matchAll(/^ {4}(\S+)$/gm)].map(([, text]) => text ?? '').join(''))
  .filter((text) => text !== '');
const [derived = '', datumKey = '', jwe = '', ...shares] = blocks;

const counting = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => i));

describe('the worked bytes of FORMAT.md', () => {
  it('are six', () => {
    expect(blocks).toHaveLength(6);
  });

  it('derive the key of the published check value', () => {
    const key = deriveKeySp800108(Buffer.alloc(32, 0x41), Buffer.from('label'), Buffer.from('context'), 256);
    expect(key.toString('hex')).toBe(derived);
  });

  it('derive the key of a datum, and open it', () => {
    const key = deriveDatumKey(counting(32), 'hsm_backup');
    expect(key.toString('hex')).toBe(datumKey);
    const parsed = parseCompactJwe(jwe);
    expect(parsed).toMatchObject({ alg: 'dir', kid: 'hsm_backup', iv: counting(16) });
    expect(openDirectJwe(parsed, key).toString()).toBe('restore me');
    expect(encodeCompactJwe(parsed)).toBe(jwe);
  });

  it.each([
    [0, 1],
    [0, 2],
    [1, 2],
    [0, 1, 2],
  ])('combine the shares %i, %i to the master key', (...chosen) => {
    const points = chosen.map((i) => ({
      custodian: `share ${String(i)}`,
      ...parseShare(Buffer.from(shares[i] ?? '', 'hex')),
    }));
    expect(combineShares(points, 2)).toEqual(counting(32));
  });

  it('are canonical: a share that was read is written as the same bytes', () => {
    for (const hex of shares) expect(encodeShare(parseShare(Buffer.from(hex, 'hex'))).toString('hex')).toBe(hex);
  });
});

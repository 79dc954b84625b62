// Rebuilds the master key from the shares that custodians gave: Shamir's scheme of version 2, XOR pairs of version 1.
import { refuse } from '#shared/faults/fault.ts';
import { equalBytes, secretBuffer, wipe } from '#core/encoding/bytes.ts';
import type { SecurityDomain } from '#core/security-domain/security-domain.ts';
import { combineShares, parseShare, secretLength } from '#core/security-domain/shamir.ts';

/** Shares by their position in the security domain. */
export type GivenShares = ReadonlyMap<number, Buffer>;

/**
 * @returns the master key, which the caller wipes
 * @throws QUORUM_SHORT, the faults of parseShare and combineShares
 */
export function rebuildMasterKey(domain: SecurityDomain, given: GivenShares): Buffer {
  return domain.version === 1 ? combinePairs(domain.pairs, given) : combinePoints(domain, given);
}

function combinePoints({ shares, required }: SecurityDomain, given: GivenShares): Buffer {
  const points = [...given].map(([position, bytes]) => ({
    ...parseShare(bytes),
    custodian: shares[position]?.thumbprintS256 ?? '',
  }));
  try {
    return combineShares(points, required);
  } finally {
    for (const { values } of points) values.fill(0);
  }
}

/** Every pair that is whole must give the same key. */
function combinePairs(pairs: readonly (readonly [number, number])[], given: GivenShares): Buffer {
  const keys = pairs.flatMap(([one, other]) => {
    const [a, b] = [given.get(one), given.get(other)];
    return a === undefined || b === undefined ? [] : [xor(a, b)];
  });
  const [masterKey, ...others] = keys;
  if (masterKey === undefined) return refuse({ code: 'QUORUM_SHORT', have: Math.min(given.size, 1), required: 2 });
  const agree = others.every((other) => equalBytes(other, masterKey));
  wipe(...others);
  if (!agree) {
    wipe(masterKey);
    refuse({ code: 'SHARES_INCONSISTENT', have: given.size, required: 2 });
  }
  return masterKey;
}

function xor(a: Buffer, b: Buffer): Buffer {
  for (const { length } of [a, b]) {
    if (length !== secretLength) refuse({ code: 'SHARE_LENGTH', bytes: length, expected: secretLength });
  }
  const both = secretBuffer(secretLength);
  for (const [i, byte] of a.entries()) both[i] = byte ^ (b[i] ?? 0);
  return both;
}

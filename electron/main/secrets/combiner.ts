// The process that holds the shares: takes them from the key workers, rebuilds the master key for the moment of one request,
// checks every share and every datum, builds the blob, and is ended by its host. Only the blob and counts leave it. Only the host
// commands it: the line of the key workers carries shares, and is read where the host asks for those of one turn.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { buildRestoreBlob, verifyData } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain, type SecurityDomain } from '#core/security-domain/security-domain.ts';
import { assertHoldsNone } from '#core/transfer/outgoing-scan.ts';
import { rebuildMasterKey } from './combine.ts';
import { type CombinerRequest, combinerRequestSchema } from './messages.ts';
import { ownEnd } from './own-end.ts';
import { answerAll, Reply } from './serve.ts';

const shares = new Map<number, Buffer>();
let domain: SecurityDomain | undefined;

/** Set once a key worker has sent anything but its share: from then on nothing is held here, and nothing is taken or built. */
let isViolated = false;

/**
 * Takes exactly the shares that the host was told of, each for the first time. A sender of others wanted something else of this
 * process: then every share is forgotten.
 */
async function takeShares(turn: string, positions: readonly number[]): Promise<void> {
  try {
    const given = await end.takeShares(turn);
    const isAsAnnounced =
      given.size === positions.length && positions.every((position) => given.has(position) && !shares.has(position));
    if (!isAsAnnounced) {
      wipe(...given.values());
      refuse({ code: 'SHARE_LINE_VIOLATED' });
    }
    for (const [position, share] of given) shares.set(position, share);
  } catch (error) {
    if (error instanceof Refusal && error.fault.code === 'SHARE_LINE_VIOLATED') {
      isViolated = true;
      wipe(...shares.values());
      shares.clear();
    }
    throw error;
  }
}

function sharesAt(positions: readonly number[]): Map<number, Buffer> {
  if (positions.some((position) => !shares.has(position))) refuse({ code: 'SHARES_LOST' });
  return new Map([...shares].filter(([position]) => positions.includes(position)));
}

async function answer(request: CombinerRequest, part: Buffer): Promise<object | Reply> {
  if (isViolated) refuse({ code: 'SHARE_LINE_VIOLATED' });
  if (request.do === 'load') {
    domain = parseSecurityDomain(part);
    return { is: 'loaded' };
  }
  if (request.do === 'take-shares') {
    await takeShares(request.turn, request.positions);
    return { is: 'taken' };
  }
  if (domain === undefined) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: 'combiner' });
  return combine(domain, request, part);
}

function combine(
  securityDomain: SecurityDomain,
  request: Exclude<CombinerRequest, { do: 'load' | 'take-shares' }>,
  exchangeKeyFile: Buffer,
): object | Reply {
  const { data } = securityDomain;
  // The exchange key is checked before the master key exists.
  const exchangeKey =
    request.do === 'build' ? verifyExchangeKey({ ...request.claim, fileBytes: exchangeKeyFile }) : undefined;
  const given = sharesAt(request.positions);
  const masterKey = rebuildMasterKey(securityDomain, given);
  try {
    const summary = { datumTags: data.map(({ datumTag }) => datumTag), shares: given.size };
    if (exchangeKey) {
      const blob = buildRestoreBlob(data, masterKey, exchangeKey);
      const held = [...given.values()].map((bytes) => ({ name: 'share', bytes }));
      assertHoldsNone(blob, [...held, { name: 'master key', bytes: masterKey }]);
      return new Reply({ is: 'built', ...summary }, [blob]);
    }
    verifyData(data, masterKey);
    return { is: 'checked', ...summary };
  } finally {
    wipe(masterKey);
  }
}

const end = ownEnd();
answerAll(end, 'combiner', combinerRequestSchema, (request, [part = Buffer.alloc(0)]) => answer(request, part));

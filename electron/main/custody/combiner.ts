// The process that holds the shares: takes them from the key workers, rebuilds the master key for the moment of one request,
// checks every share and every datum, builds the blob, and is ended by its host. Only the blob and counts leave it.
import { refuse } from '../../../shared/faults/fault.ts';
import { wipe } from '../core/encoding/bytes.ts';
import { verifyExchangeKey } from '../core/exchange-key/policy.ts';
import { buildRestoreBlob, verifyData } from '../core/security-domain/restore-blob.ts';
import { parseSecurityDomain, type SecurityDomain } from '../core/security-domain/security-domain.ts';
import { assertHoldsNone } from '../core/transfer/outgoing-scan.ts';
import { rebuildMasterKey } from './combine.ts';
import { type CombinerRequest, combinerRequestSchema } from './messages.ts';
import { ownEnd } from './own-end.ts';
import { answerAll, Reply } from './serve.ts';

const shares = new Map<number, Buffer>();
let domain: SecurityDomain | undefined;

function takeShare(position: number, share: Buffer): void {
  wipe(shares.get(position));
  shares.set(position, Buffer.from(share));
}

/** A worker hands over its share before it announces it to the host, so an announced share is here or lost. */
function sharesAt(positions: readonly number[]): Map<number, Buffer> {
  if (positions.some((position) => !shares.has(position))) refuse({ code: 'SHARES_LOST' });
  return new Map([...shares].filter(([position]) => positions.includes(position)));
}

function answer(request: CombinerRequest, part: Buffer): object | Reply | undefined {
  if (request.do === 'load') {
    domain = parseSecurityDomain(part);
    return { is: 'loaded' };
  }
  if (request.do === 'take-share') {
    takeShare(request.position, part);
    return undefined;
  }
  if (domain === undefined) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: 'combiner' });
  return combine(domain, request, part);
}

function combine(
  securityDomain: SecurityDomain,
  request: Exclude<CombinerRequest, { do: 'load' | 'take-share' }>,
  exchangeKeyFile: Buffer,
): object | Reply {
  const { data } = securityDomain;
  // The exchange key is judged before the master key exists.
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
answerAll(end, 'combiner', combinerRequestSchema, (request, [part = Buffer.alloc(0)]) =>
  Promise.resolve().then(() => answer(request, part)),
);

// The process that holds the shares: takes them from the key workers, rebuilds the master key for the moment of one request,
// checks every share and every datum, builds the blob, and is ended by its host. Only the blob and counts leave it.
import { refuse } from '../../../shared/faults/fault.ts';
import { wipe } from '../core/encoding/bytes.ts';
import { verifyExchangeKey } from '../core/exchange-key/policy.ts';
import { buildRestoreBlob, verifyData } from '../core/security-domain/restore-blob.ts';
import { parseSecurityDomain, type SecurityDomain } from '../core/security-domain/security-domain.ts';
import { rebuildMasterKey } from './combine.ts';
import { type CombinerRequest, combinerRequestSchema } from './messages.ts';
import { pipeEnd } from './own-end.ts';
import { answerAll, Reply } from './serve.ts';

/** How long a share that a worker has announced may still be on its way. */
const shareTimeoutMs = 10_000;

const shares = new Map<number, Buffer>();
let domain: SecurityDomain | undefined;
let onArrival: (() => void) | undefined;

function takeShare(position: number, share: Buffer): void {
  wipe(shares.get(position));
  shares.set(position, share);
  onArrival?.();
}

/** Replies and shares come on different lines: the announcement may be faster than the share. */
async function sharesAt(positions: readonly number[]): Promise<Map<number, Buffer>> {
  const missing = (): boolean => positions.some((position) => !shares.has(position));
  if (missing()) {
    await new Promise<void>((arrived) => {
      const timer = setTimeout(arrived, shareTimeoutMs);
      onArrival = () => {
        if (missing()) return;
        clearTimeout(timer);
        arrived();
      };
    });
    onArrival = undefined;
  }
  if (missing()) return refuse({ code: 'SHARES_LOST' });
  return new Map([...shares].filter(([position]) => positions.includes(position)));
}

async function answer(request: CombinerRequest, [part = Buffer.alloc(0)]: readonly Buffer[]): Promise<object | Reply> {
  if (request.do === 'load') {
    domain = parseSecurityDomain(part);
    return { is: 'loaded' };
  }
  if (domain === undefined) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: 'combiner' });
  const { data } = domain;
  // The exchange key is judged before the master key exists.
  const exchangeKey = request.do === 'build' ? verifyExchangeKey({ ...request.claim, fileBytes: part }) : undefined;
  const given = await sharesAt(request.positions);
  const masterKey = rebuildMasterKey(domain, given);
  try {
    const summary = { datumTags: data.map(({ datumTag }) => datumTag), shares: given.size };
    if (exchangeKey) return new Reply({ is: 'built', ...summary }, [buildRestoreBlob(data, masterKey, exchangeKey)]);
    verifyData(data, masterKey);
    return { is: 'checked', ...summary };
  } finally {
    wipe(masterKey);
  }
}

const end = pipeEnd();
end.onShare(takeShare);
answerAll(end, 'combiner', combinerRequestSchema, answer);

// The contents of bundles from the files and options of a command.
import { basename, dirname } from 'node:path';
import { maxCarriedBytes } from '#core/transfer/carried-files.ts';
import {
  certificatesContent,
  type ContentOf,
  outcomeContent,
  planContent,
  readObservation,
  restoreBlobContent,
  securityDomainContent,
} from '#core/transfer/contents.ts';
import type { BundleType } from '#core/transfer/roles.ts';
import type { BundleExchange } from '#services/bundles/bundle-exchange.ts';
import { readWholeFile } from '#platform/files.ts';
import type { JournalFile } from '#services/journal/journal-file.ts';
import { type KeyChoice, settledObservations } from '#services/evidence/observations.ts';
import { readRevocationListFiles } from './revocation-list-files.ts';
import { needed, refuseUsage } from './usage.ts';

/** Options that only some kinds of bundle take. */
export interface BodyOptions {
  readonly plan: string;
  readonly certificates?: readonly string[];
  readonly securityDomain?: string;
  readonly certificatesBundle?: string;
  readonly observations?: readonly string[];
  readonly revocationLists?: readonly string[];
  readonly blob?: string;
  readonly call?: string;
  readonly verdict?: string;
  readonly requestId?: string;
  readonly receivedAt?: string;
  readonly serverDate?: string;
  readonly detail?: string;
  readonly key?: string;
  readonly keyException?: number;
}

/** The choice of two people where the operators saw different keys. */
function keyChoiceOf({ key, keyException }: BodyOptions): KeyChoice | undefined {
  if ((key === undefined) !== (keyException === undefined)) refuseUsage('together', '--key, --key-exception');
  return key === undefined || keyException === undefined
    ? undefined
    : { key: key as KeyChoice['key'], exception: keyException };
}

/** The content of one kind of bundle. */
export async function contentOf(
  type: BundleType,
  exchange: BundleExchange,
  journal: Pick<JournalFile, 'state' | 'assertMayHappen' | 'append' | 'head' | 'hadEnd'>,
  options: BodyOptions,
): Promise<ContentOf<BundleType>> {
  const { session } = exchange;
  switch (type) {
    case 'plan':
      return planContent(await read(options.plan));
    case 'activation-certificates':
      return certificatesContent(
        session.plan,
        await Promise.all(needed(options.certificates, '--certificates').map(read)),
      );
    case 'security-domain':
      return securityDomainContent(
        await read(needed(options.securityDomain, '--security-domain')),
        await certificatesOf(exchange, options),
        {
          requestId: needed(options.requestId, '--request-id'),
          receivedAt: needed(options.receivedAt, '--received-at'),
          serverDate: options.serverDate ?? null,
        },
      );
    case 'exchange-key': {
      const [first, second, ...more] = await Promise.all(needed(options.observations, '--observations').map(read));
      if (!first || !second || more.length > 0) refuseUsage('two-files', '--observations');
      const choice = keyChoiceOf(options);
      const revocationLists = await readRevocationListFiles(options.revocationLists);
      return settledObservations(journal, session, [readObservation(first), readObservation(second)], {
        choice,
        revocationLists,
      });
    }
    case 'restore-blob':
      return restoreBlobContent(session, await read(needed(options.blob, '--blob')));
    case 'outcome':
      return outcomeContent(session, {
        call: needed(options.call, '--call') as 'upload',
        verdict: needed(options.verdict, '--verdict') as 'succeeded',
        requestId: needed(options.requestId, '--request-id'),
        detail: needed(options.detail, '--detail'),
      });
  }
}

const read = (path: string): Promise<Buffer> => readWholeFile(path, maxCarriedBytes);

/** The bundle that this machine accepted and activated the HSM with. */
function certificatesOf(exchange: BundleExchange, { certificatesBundle }: BodyOptions) {
  const path = needed(certificatesBundle, '--certificates-bundle');
  return exchange.reopen(dirname(path), basename(path), 'activation-certificates');
}

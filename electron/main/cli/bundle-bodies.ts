// The contents of bundles from the files and options of a command.
import { refuse } from '../../../shared/faults/fault.ts';
import { maxCarriedBytes } from '../core/transfer/carried-files.ts';
import {
  certificatesContent,
  type ContentOf,
  exchangeKeyContent,
  outcomeContent,
  planContent,
  readObservation,
  restoreBlobContent,
  securityDomainContent,
} from '../core/transfer/contents.ts';
import type { ExchangeSession } from '../core/transfer/session.ts';
import type { BundleType } from '../core/transfer/roles.ts';
import { readWholeFile } from '../ports/files.ts';

/** Options that only some kinds of bundle take. */
export interface BodyOptions {
  readonly plan: string;
  readonly certificates?: readonly string[];
  readonly securityDomain?: string;
  readonly observations?: readonly string[];
  readonly blob?: string;
  readonly call?: string;
  readonly verdict?: string;
  readonly requestId?: string;
  readonly serverDate?: string;
  readonly detail?: string;
  readonly journalHead: string;
}

/** The content of one kind of bundle. */
export async function contentOf(
  type: BundleType,
  session: ExchangeSession,
  options: BodyOptions,
): Promise<ContentOf<BundleType>> {
  switch (type) {
    case 'plan':
      return planContent(await read(options.plan));
    case 'activation-certificates':
      return certificatesContent(
        session.plan,
        await Promise.all(need(options.certificates, '--certificates').map(read)),
      );
    case 'security-domain':
      return securityDomainContent(await read(need(options.securityDomain, '--security-domain')), {
        requestId: need(options.requestId, '--request-id'),
        serverDate: need(options.serverDate, '--server-date'),
      });
    case 'exchange-key': {
      const [first, second, ...more] = await Promise.all(need(options.observations, '--observations').map(read));
      if (!first || !second || more.length > 0) refuse({ code: 'USAGE', detail: '--observations takes two files' });
      return exchangeKeyContent(session, readObservation(first), readObservation(second));
    }
    case 'restore-blob':
      return restoreBlobContent(session, await read(need(options.blob, '--blob')));
    case 'outcome':
      return outcomeContent(session, {
        call: need(options.call, '--call') as 'upload',
        verdict: need(options.verdict, '--verdict') as 'succeeded',
        requestId: need(options.requestId, '--request-id'),
        detail: need(options.detail, '--detail'),
        journalHead: options.journalHead,
      });
  }
}

const need = <T>(value: T | undefined, option: string): T =>
  value ?? refuse({ code: 'USAGE', detail: `this kind of bundle needs ${option}` });

const read = (path: string): Promise<Buffer> => readWholeFile(path, maxCarriedBytes);

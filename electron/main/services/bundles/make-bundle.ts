// Makes the next bundle of this machine from files that people name and what they know of them.
import { basename, dirname } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { openBundle, openForCountersigning, type SignedBundle } from '#core/transfer/bundle.ts';
import { maxCarriedBytes } from '#core/transfer/carried-files.ts';
import {
  certificatesContent,
  type ContentOf,
  type Origin,
  outcomeContent,
  planContent,
  readObservation,
  restoreBlobContent,
  securityDomainContent,
} from '#core/transfer/contents.ts';
import type { Signer } from '#core/transfer/identity.ts';
import { bundleRules, type BundleType } from '#core/transfer/roles.ts';
import { readWholeFile } from '#platform/files.ts';
import { type KeyChoice, settledObservations } from '../evidence/observations.ts';
import { readRevocationLists } from '../evidence/revocation-lists.ts';
import { BundleExchange, type ExchangeParts } from './bundle-exchange.ts';
import { readBundle } from './bundle-folder.ts';

/** What a bundle is to carry; files by their paths. */
export type BundleOrder =
  | { readonly type: 'plan'; readonly plan: string }
  /** PEM or DER, in the order of the plan's custodians. */
  | { readonly type: 'activation-certificates'; readonly certificates: readonly string[] }
  | {
      readonly type: 'security-domain';
      readonly file: string;
      /** The bundle with which the HSM was activated. */
      readonly certificates: string;
      readonly origin: Origin;
    }
  | {
      readonly type: 'exchange-key';
      /** What operator 1 and operator 2 fetched. */
      readonly observations: readonly [string, string];
      readonly choice: KeyChoice | undefined;
      readonly revocationLists: readonly string[];
    }
  | { readonly type: 'restore-blob'; readonly blob: string }
  | { readonly type: 'outcome'; readonly body: ContentOf<'outcome'>['body'] };

export interface MadeBundle extends SignedBundle {
  readonly name: string;
  readonly bytes: Buffer;
  /** Who has yet to sign it. It is a draft until then: the sender notes it when it has verified the whole one. */
  readonly missing: readonly string[];
}

/** SHA-256 of files as people saw it, hex, by their paths. */
export type SeenFiles = ReadonlyMap<string, string>;

/** Files of which people see name and hash before they sign. */
export function filesOf(order: BundleOrder): readonly string[] {
  switch (order.type) {
    case 'plan':
      return [order.plan];
    case 'activation-certificates':
      return order.certificates;
    case 'security-domain':
      return [order.file];
    case 'exchange-key':
      return [...order.observations, ...order.revocationLists];
    case 'restore-blob':
      return [order.blob];
    case 'outcome':
      return [];
  }
}

/** @throws the file faults */
export const seeFiles = async (order: BundleOrder): Promise<SeenFiles> =>
  new Map(
    await Promise.all(
      filesOf(order).map(
        async (path) => [path, sha256(await readWholeFile(path, maxCarriedBytes)).toString('hex')] as const,
      ),
    ),
  );

/**
 * Writes the next bundle into a folder and notes it as sent; one that others must sign too becomes a draft, which nobody notes.
 * @param seen files that are refused where they are others now
 * @throws FILE_CHANGED, what `BundleExchange.send` and `draft` throw, the faults of what is carried, and the file faults
 */
export async function makeBundle(
  parts: ExchangeParts<Signer>,
  folder: string,
  order: BundleOrder,
  seen: SeenFiles = new Map(),
): Promise<MadeBundle> {
  const exchange = new BundleExchange(parts);
  const content = await contentOf(order, exchange, parts, seen);
  const { signers } = bundleRules[order.type];
  const isDraft = signers.length > 1;
  const missing = isDraft ? signers.filter((role) => role !== parts.self.role) : [];
  const name = isDraft ? (await exchange.draft(folder, content)).name : await exchange.send(folder, content);
  const bytes = await readBundle(folder, name);
  const bundle = (isDraft ? openForCountersigning : openBundle)(bytes, order.type, exchange.session.pins);
  return { ...bundle, name, bytes, missing };
}

async function contentOf(
  order: BundleOrder,
  exchange: BundleExchange,
  { journal }: ExchangeParts<Signer>,
  seen: SeenFiles,
): Promise<ContentOf<BundleType>> {
  const { session } = exchange;
  const read = async (path: string, maxBytes = maxCarriedBytes): Promise<Buffer> => {
    const bytes = await readWholeFile(path, maxBytes);
    const expected = seen.get(path);
    const isSeen = expected === undefined || sha256(bytes).toString('hex') === expected;
    return isSeen ? bytes : refuse({ code: 'FILE_CHANGED', name: visibleText(basename(path)) });
  };
  switch (order.type) {
    case 'plan':
      return planContent(await read(order.plan));
    case 'activation-certificates':
      return certificatesContent(session.plan, await Promise.all(order.certificates.map((path) => read(path))));
    case 'security-domain': {
      const { certificates: path, origin } = order;
      const certificates = await exchange.reopen(dirname(path), basename(path), 'activation-certificates');
      return securityDomainContent(await read(order.file), certificates, origin);
    }
    case 'exchange-key': {
      const [first, second] = order.observations;
      return settledObservations(
        journal,
        session,
        [readObservation(await read(first)), readObservation(await read(second))],
        { choice: order.choice, revocationLists: await readRevocationLists(order.revocationLists, read) },
      );
    }
    case 'restore-blob':
      return restoreBlobContent(session, await read(order.blob));
    case 'outcome':
      return outcomeContent(session, order.body);
  }
}

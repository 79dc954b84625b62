// The bodies of bundles from the files and options of a command.
import { refuse } from '../../../shared/faults/fault.ts';
import { asBuffer, sha256 } from '../core/encoding/bytes.ts';
import { parseStrictJson } from '../core/encoding/json.ts';
import { observedKey } from '../core/transfer/body.ts';
import { blobExchangeThumbprint, maxCarriedBytes } from '../core/transfer/carried-files.ts';
import type { BundlePayload, Observation } from '../core/transfer/payload.ts';
import { knownExchangeKey, type ExchangeSession } from '../core/transfer/session.ts';
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

/** What is in a bundle besides its header. Its form is checked where the bundle is built. */
export type BundleContent = Pick<BundlePayload, 'type' | 'exchange' | 'sd' | 'body'>;

/** Certificates as the observations hold them have at most this many bytes as JSON. */
const maxObservationBytes = 512 << 10;
const maxCertificateBytes = 16 << 10;

/** The content of one kind of bundle. */
export async function contentOf(
  type: BundleType,
  session: ExchangeSession,
  options: BodyOptions,
): Promise<BundleContent> {
  switch (type) {
    case 'plan':
      return { type, exchange: null, sd: null, body: { approvedPlan: await textOf(options.plan) } };
    case 'activation-certificates':
      return certificatesOf(session, need(options.certificates, '--certificates'));
    case 'security-domain':
      return securityDomainOf(options);
    case 'exchange-key':
      return exchangeKeyOf(session, need(options.observations, '--observations'));
    case 'restore-blob':
      return restoreBlobOf(session, await textOf(need(options.blob, '--blob')));
    case 'outcome':
      return outcomeOf(session, options);
  }
}

const need = <T>(value: T | undefined, option: string): T =>
  value ?? refuse({ code: 'USAGE', detail: `this kind of bundle needs ${option}` });

const textOf = async (path: string): Promise<string> => (await readWholeFile(path, maxCarriedBytes)).toString('utf8');
const textSha256 = (text: string): string => sha256(Buffer.from(text, 'utf8')).toString('hex');

/** Certificates are given in DER, in the order of the plan's custodians. */
async function certificatesOf({ plan }: ExchangeSession, files: readonly string[]): Promise<BundleContent> {
  const certificates = await Promise.all(
    files.map(async (file, at) => ({
      custodian: plan.custodians[at]?.id ?? `C${at + 1}`,
      certificate: asBuffer(await readWholeFile(file, maxCertificateBytes)).toString('base64'),
    })),
  );
  const body = { required: plan.quorum.required, certificates };
  return { type: 'activation-certificates', exchange: null, sd: null, body };
}

async function securityDomainOf({ securityDomain, requestId, serverDate }: BodyOptions): Promise<BundleContent> {
  const text = await textOf(need(securityDomain, '--security-domain'));
  return {
    type: 'security-domain',
    exchange: null,
    sd: { sha256: textSha256(text) },
    body: {
      securityDomain: text,
      requestId: need(requestId, '--request-id'),
      serverDate: need(serverDate, '--server-date'),
    },
  };
}

async function exchangeKeyOf(session: ExchangeSession, files: readonly string[]): Promise<BundleContent> {
  const [first, second] = await Promise.all(files.map(observationOf));
  if (!first || !second || files.length > 2) refuse({ code: 'USAGE', detail: '--observations takes two files' });
  return { type: 'exchange-key', exchange: observedKey(first), sd: registeredDomain(session), body: { first, second } };
}

/** An observation as the other operator's machine wrote it; the schema of the bundle judges its form. */
const observationOf = async (file: string): Promise<Observation> =>
  parseStrictJson(await readWholeFile(file, maxObservationBytes), {
    maxBytes: maxObservationBytes,
  }) as unknown as Observation;

function restoreBlobOf(session: ExchangeSession, restoreBlob: string): BundleContent {
  const exchange = knownExchangeKey(session.state) ?? refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'exchange-key' });
  const body = { restoreBlob, blobSha256: textSha256(restoreBlob), x5tS256: blobExchangeThumbprint(restoreBlob) };
  return { type: 'restore-blob', exchange, sd: registeredDomain(session), body };
}

function outcomeOf({ state, plan }: ExchangeSession, options: BodyOptions): BundleContent {
  return {
    type: 'outcome',
    exchange: knownExchangeKey(state) ?? null,
    sd: plan.securityDomain && { sha256: plan.securityDomain.sha256 },
    body: {
      call: need(options.call, '--call') as 'upload',
      verdict: need(options.verdict, '--verdict') as 'succeeded',
      requestId: need(options.requestId, '--request-id'),
      detail: need(options.detail, '--detail'),
      journalHead: options.journalHead,
    },
  };
}

const registeredDomain = ({ plan }: ExchangeSession): { sha256: string } =>
  plan.securityDomain
    ? { sha256: plan.securityDomain.sha256 }
    : refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'security-domain' });

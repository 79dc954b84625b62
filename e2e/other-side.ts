// The other side of a recovery for specs: people who approved a plan, operators who sign bundles, and what they would read aloud.
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#core/encoding/bytes.ts';
import { approveAgain, approvePlan } from '#core/plan/approval.ts';
import { encodePlan, parsePlan, pinnedIdentities, planSha256 } from '#core/plan/plan-file.ts';
import { asPractice, recoveryPlan, withTarget } from '#core/plan/testdata/sample-plan.ts';
import { buildBundle, bundleFileName, openBundle } from '#core/transfer/bundle.ts';
import { certificateOfAnswer, exchangeReferenceOf } from '#core/transfer/certificate-hashes.ts';
import { readPublicIdentity, type Signer, signerOf } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import type { BundlePayload, Observation } from '#core/transfer/payload.ts';
import { payloadVersions, signerRoles } from '#core/transfer/roles.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { keptIdentity } from './support/kept.ts';

export const identityPassphrase = 'offline identity of a spec';
const otherNumber = '0123456789abcdef0123456789abcdef';
const app = { version: '0.1.0', build: 'spec' };

export const offlineIdentity = (): Buffer =>
  keptIdentity('offline', 'Person offline-operator', identityPassphrase).file;

/** What a plan must know. */
export interface PlanOrder {
  readonly ceremony: string;
  readonly practice: boolean;
  /** Host of the new HSM. */
  readonly host: string;
  readonly certificates: readonly Buffer[];
  readonly required: number;
  readonly securityDomain: Buffer;
  /** What the plan says instead of a recovery. */
  readonly planned?: ((recovery: Plan) => Plan) | undefined;
}

export interface OtherSide {
  readonly plan: Plan;
  readonly planSha256: string;
  readonly pairingCode: string;
  /** The number that the other machine gives out. */
  readonly number: string;
  /** The approved plan and this machine's identity, as they are on the stick OWN. */
  readonly files: Readonly<Record<string, Buffer>>;
  /**
   * The bundle of an exchange key, signed by both operators.
   * @param challenge the number that the offline machine gave out
   */
  sendKey(stick: string, challenge: string, answer: Buffer): string;
  /** The message about the upload, after the bundle of the blob was read. */
  sendOutcome(stick: string, challenge: string, blobBundle: Buffer, verdict?: 'succeeded' | 'failed'): string;
}

export function makeOtherSide({
  ceremony,
  practice,
  host,
  certificates,
  required,
  securityDomain,
  planned = (recovery) => recovery,
}: PlanOrder): OtherSide {
  const offline = readPublicIdentity(offlineIdentity());
  const signers = Object.fromEntries(
    signerRoles.map((role) => [
      role,
      signerOf(role, `Person ${role}`, generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey),
    ]),
  ) as Record<Signer['role'], Signer>;
  const name = host.slice(0, host.indexOf('.'));
  const plan = parsePlan(
    encodePlan(
      planned({
        ...withTarget(practice ? asPractice(recoveryPlan, ceremony) : { ...recoveryPlan, ceremony }, name),
        quorum: { custodians: certificates.length, required },
        custodians: certificates.map((certificate, at) => ({
          id: `C${at + 1}`,
          person: `custodian-${at + 1}`,
          site: null,
          certificateSha256: sha256(certificate).toString('hex'),
        })),
        identities: recoveryPlan.identities.map((each) => ({
          ...each,
          spki: (each.role === 'offline' ? offline : signers[each.role]).spkiDer.toString('base64'),
        })),
        securityDomain: { sha256: sha256(securityDomain).toString('hex'), provenance: 'Register, day of the download' },
      }),
    ),
  );
  const hash = planSha256(plan);
  const header = (seq: number, prev: string | null, challenge: string) => ({
    ceremony,
    seq,
    prev,
    dir: 'online-to-offline' as const,
    from: signers['operator-1'].keyId,
    to: offline.keyId,
    challenge,
    issued: new Date().toISOString(),
    expires: new Date(Date.now() + 86_400_000).toISOString(),
    hsm: { uri: plan.target.uri, resourceId: plan.target.resourceId, tenant: plan.target.tenant },
    sd: { sha256: plan.securityDomain?.sha256 ?? '' },
    plan: { sha256: hash },
    practice,
    // The other side keeps no journal here: each bundle says that it has grown.
    journal: { events: 10 * seq, head: '0'.repeat(64) },
    app,
  });
  const write = (stick: string, payload: BundlePayload, ...roles: Signer['role'][]): string => {
    const name = bundleFileName(payload);
    writeFileSync(
      join(stick, name),
      buildBundle(
        payload,
        roles.map((role) => signers[role]),
      ),
    );
    return name;
  };
  return {
    plan,
    planSha256: hash,
    number: otherNumber,
    pairingCode: pairingCode(ceremony, offline, signers['operator-1']),
    files: {
      'plan.dsse.json': approveAgain(approvePlan(plan, signers['operator-1']), signers.witness),
      'offline.identity.json': offlineIdentity(),
    },
    sendKey(stick, challenge, answer) {
      const chains = serverChains(host);
      const observed = (observer: Observation['observer']): Observation => ({
        observer,
        answer: answer.toString('base64'),
        tlsChain: chains[observer],
        requestId: `request of ${observer}`,
        fetchedAt: new Date().toISOString(),
        serverDate: null,
        journal: { events: 1, head: sha256(Buffer.from(observer)).toString('hex') },
      });
      const body = {
        first: observed('operator-1'),
        second: observed('operator-2'),
        decision: null,
        revocationLists: [],
      };
      const exchange = exchangeReferenceOf(certificateOfAnswer(answer));
      const payload = {
        ...header(1, null, challenge),
        type: 'exchange-key' as const,
        v: payloadVersions['exchange-key'],
        exchange,
        body,
      };
      return write(stick, payload, 'operator-1', 'operator-2');
    },
    sendOutcome(stick, challenge, blobBundle, verdict = 'succeeded') {
      const { payload, payloadSha256 } = openBundle(blobBundle, 'restore-blob', pinnedIdentities(plan));
      const body = {
        call: 'upload' as const,
        verdict,
        requestId: 'request of the upload',
        detail: verdict === 'succeeded' ? 'Succeeded' : 'BadParameter: wrong key',
      };
      const { exchange } = payload;
      return write(
        stick,
        {
          ...header(payload.seq + 1, payloadSha256, challenge),
          type: 'outcome',
          v: payloadVersions.outcome,
          exchange,
          body,
        },
        'operator-1',
      );
    },
  };
}

/** Certificates of the operators' connections to a host: two of the servers behind its name. */
function serverChains(host: string): Record<Observation['observer'], string[]> {
  const { servers, caCertificatePem } = makeServerIdentity(Date.now(), [{ dns: host }]);
  const chainOf = (at: number): string[] =>
    [servers[at]?.certificatePem ?? '', caCertificatePem].map((pem) => new X509Certificate(pem).raw.toString('base64'));
  return { 'operator-1': chainOf(0), 'operator-2': chainOf(1) };
}

// One machine's side of the exchange: bundles written to a folder and noted, bundles read from a folder, bound and noted.
import { refuse } from '../../../shared/faults/fault.ts';
import type { AppVersion } from '../../../shared/schemas/atoms.ts';
import { sha256 } from '../core/encoding/bytes.ts';
import type { ApprovedPlan } from '../core/plan/approval.ts';
import { pinnedIdentities } from '../core/plan/plan-file.ts';
import { type VerifiedBundle, verifyBundle } from '../core/transfer/bind.ts';
import { buildBundle, bundleFileName, openBundle } from '../core/transfer/bundle.ts';
import type { Signer } from '../core/transfer/identity.ts';
import type { SecretRegistry } from '../core/transfer/outgoing-scan.ts';
import type { BundlePayload, PayloadOf } from '../core/transfer/payload.ts';
import type { BundleType } from '../core/transfer/roles.ts';
import { bundleAccepted, bundleSent, type ExchangeSession, expectationOf, headerOf } from '../core/transfer/session.ts';
import { readBundle, writeBundle } from './bundle-folder.ts';
import type { Clock, JournalFile } from './journal-file.ts';

/** What a bundle holds besides the header that follows from plan and journal. */
export type ContentOf<Type extends BundleType> = Pick<PayloadOf<Type>, 'type' | 'exchange' | 'sd' | 'body'>;

export interface ExchangeParts {
  readonly journal: JournalFile;
  readonly approved: ApprovedPlan;
  readonly self: Signer;
  readonly clock: Clock;
  readonly app: AppVersion;
  readonly registry?: SecretRegistry;
}

/** Advice on a bundle's face: people look after a day. */
const expiresAfterMs = 24 * 60 * 60 * 1000;

export class BundleExchange {
  readonly #parts: ExchangeParts;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  /**
   * Writes the next bundle under its name and notes it.
   * @param others signers besides this machine: an exchange key needs the second operator
   * @returns the name of the file
   * @throws BUNDLE_…, SECRET_IN_OUTPUT, JOURNAL_OUT_OF_ORDER before anything is written; the file and medium faults
   */
  async send<Type extends BundleType>(
    folder: string,
    content: ContentOf<Type>,
    others: readonly Signer[] = [],
  ): Promise<string> {
    const { journal, self, clock, app, registry } = this.#parts;
    const issued = clock();
    const expires = new Date(Date.parse(issued) + expiresAfterMs).toISOString();
    const header = headerOf(this.#session(), content.type, { issued, expires, app });
    // The kind and its content belong together; a spread cannot say so, and the bundle's own schema checks it.
    const payload = { ...header, ...content } as unknown as BundlePayload;
    const file = buildBundle(payload, [self, ...others], registry);
    const bundle = openBundle(file, payload.type, this.#session().pins);
    journal.assertMayHappen(bundleSent(bundle, file));
    const name = bundleFileName(payload);
    // A crash after this line leaves a file that no journal knows, and whose name stands in the way: people see it.
    await writeBundle(folder, name, file);
    for (const event of bundleSent(bundle, file)) await journal.append(event);
    return name;
  }

  /**
   * Reads a bundle, verifies that it is the next one for this machine, and notes it.
   * @throws BUNDLE_…, ENVELOPE_…, JOURNAL_OUT_OF_ORDER, the file and medium faults
   */
  async receive<Type extends BundleType>(folder: string, name: string, type: Type): Promise<VerifiedBundle<Type>> {
    const session = this.#session();
    const file = await readBundle(folder, name);
    const bundle = verifyBundle(file, type, session.pins, expectationOf(session, type));
    await this.#parts.journal.append(bundleAccepted(bundle, file));
    return bundle;
  }

  /**
   * Opens a bundle again that this machine accepted before, as after a restart: the same file, bound as it was then.
   * @throws BUNDLE_SEQUENCE if the journal knows of no such file; the BUNDLE, file and medium faults
   */
  async reopen<Type extends BundleType>(folder: string, name: string, type: Type): Promise<VerifiedBundle<Type>> {
    const session = this.#session();
    const { accepted, written } = session.state;
    const file = await readBundle(folder, name);
    const found = sha256(file).toString('hex');
    const then = accepted.find(({ fileSha256 }) => fileSha256 === found);
    if (!then) return refuse({ code: 'BUNDLE_SEQUENCE', expected: 'a bundle accepted before', found });
    const before = [...written, ...accepted].find(({ seq }) => seq === then.seq - 1);
    return verifyBundle(file, type, session.pins, {
      ...expectationOf(session, type),
      seq: then.seq,
      prev: before?.payloadSha256 ?? null,
    });
  }

  #session(): ExchangeSession {
    const { approved, self, journal } = this.#parts;
    const { plan, planSha256 } = approved;
    return { self, plan, planSha256, pins: pinnedIdentities(plan), state: journal.state };
  }
}

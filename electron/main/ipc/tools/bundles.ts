// Calls about bundles: made and sent, signed by a second person, verified against the approved plan, and noted in a journal.
import { basename, dirname } from 'node:path';
import type { BundleContentOrder, BundleView, DraftOrder, DraftView } from '#shared/contract/tools/bundles.ts';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { observedKey } from '#core/transfer/body.ts';
import { claimedType, openBundle, type SignedBundle } from '#core/transfer/bundle.ts';
import { maxCarriedBytes } from '#core/transfer/carried-files.ts';
import { readObservation } from '#core/transfer/contents.ts';
import type { PublicIdentity } from '#core/transfer/identity.ts';
import type { BundlePayload, Observation } from '#core/transfer/payload.ts';
import { ownFetch, type OwnFetch } from '#core/transfer/second-observer.ts';
import type { AppServices } from '#services/app/app-services.ts';
import {
  appOf,
  clockOf,
  openSigner,
  readComparedPlan,
  readIdentity,
  refuseProduction,
  withJournal,
  writtenFile,
} from '#services/app/chosen-files.ts';
import { countersignDraft, openDraft } from '#services/bundles/bundle-exchange.ts';
import { readBundle, setBundleAside } from '#services/bundles/bundle-folder.ts';
import { makeBundle, seeFiles } from '#services/bundles/make-bundle.ts';
import { signingDraft, signingOf, type ToolsBundle } from '#services/app/questions/signing-bundles.ts';
import { readWholeFile } from '#platform/files.ts';
import type { JournalWriter } from '#services/journal/journal-file.ts';
import { noteBundle, type NotedAs } from '#services/bundles/note-bundle.ts';

export function bundleCalls(services: AppServices): ToolsHandlers['bundles'] {
  const { files } = services;
  return {
    async verify({ bundle: token, plan, own }) {
      const approved = await readComparedPlan(services, plan);
      const file = await readPicked(services, token);
      const bundle = openBundle(file, claimedType(file), pinnedIdentities(approved.plan));
      if (own === null) return viewOf(bundle, 'signatures');
      refuseProduction(services, approved.plan.practice);
      return viewOf(bundle, await note(services, own, approved, bundle, file));
    },
    async create({ content: order, plan, journal: journalToken, identity, folder: folderToken }) {
      const approved = await readComparedPlan(services, plan);
      refuseProduction(services, approved.plan.practice);
      const folder = files.path(folderToken, 'folder');
      const content = orderOf(services, order, plan);
      const seen = await seeFiles(content);
      const self = await openSigner(services, identity, signingOf(approved.plan, content, seen));
      return withJournal(services, journalToken, async (journal) => {
        const parts = { journal, approved, self, clock: clockOf(services), app: appOf(services) };
        const { name, bytes, missing, ...bundle } = await makeBundle(parts, folder, content, seen);
        const noted = missing.length > 0 ? 'draft' : 'sent';
        return { bundle: viewOf(bundle, noted), file: writtenFile(folder, name, bytes) };
      });
    },
    async readDraft({ plan, ...order }) {
      const { plan: approved } = await readComparedPlan(services, plan);
      return withJournal(services, order.journal, async (journal) => {
        const { file, fetch } = await secondSignature(services, order, journal);
        return draftView(openDraft(file, approved, fetch), fetch.own);
      });
    },
    async countersign({ plan, seen, identity, folder: folderToken, ...order }) {
      const { plan: approved } = await readComparedPlan(services, plan);
      refuseProduction(services, approved.practice);
      const folder = files.path(folderToken, 'folder');
      return withJournal(services, order.journal, async (journal) => {
        const { file, fetch } = await secondSignature(services, order, journal);
        const draft = openDraft(file, approved, fetch);
        files.assertShown(order.draft, 'bundle', seen, draft.payloadSha256);
        const signer = await openSigner(services, identity, signingDraft(approved, draft, order.exception));
        const { name } = await countersignDraft(file, folder, approved, signer, fetch, journal);
        const bytes = await readBundle(folder, name);
        const bundle = openBundle(bytes, 'exchange-key', pinnedIdentities(approved));
        return { bundle: viewOf(bundle, 'signatures'), file: writtenFile(folder, name, bytes) };
      });
    },
    setAside: ({ folder, name, journal }) =>
      withJournal(services, journal, async ({ state }) => ({
        name: await setBundleAside(files.path(folder, 'folder'), name, state),
      })),
  };
}

function readPicked({ files }: AppServices, token: string): Promise<Buffer> {
  const path = files.path(token, 'bundle');
  return readBundle(dirname(path), basename(path));
}

function orderOf({ files }: AppServices, order: BundleContentOrder, plan: string): ToolsBundle {
  switch (order.type) {
    case 'plan':
      return { type: 'plan', plan: files.path(plan, 'plan') };
    case 'activation-certificates':
      return { ...order, certificates: order.certificates.map((token) => files.path(token, 'data')) };
    case 'security-domain': {
      const { type, requestId, receivedAt } = order;
      return {
        type,
        file: files.path(order.file, 'data'),
        certificates: files.path(order.certificates, 'bundle'),
        origin: { requestId, receivedAt, serverDate: null },
      };
    }
    case 'exchange-key':
      return {
        type: 'exchange-key',
        observations: [files.path(order.first, 'observation'), files.path(order.second, 'observation')],
        choice: order.choice ?? undefined,
        revocationLists: order.revocationLists.map((token) => files.path(token, 'data')),
      };
    case 'outcome': {
      const { type, ...body } = order;
      return { type, body };
    }
  }
}

/** The draft, and what the second operator's machine has of its own to compare it with. */
async function secondSignature(
  services: AppServices,
  { draft, own, exception }: Pick<DraftOrder, 'draft' | 'own' | 'exception'>,
  journal: JournalWriter,
): Promise<{ readonly file: Buffer; readonly fetch: OwnFetch }> {
  const observation = readObservation(await readWholeFile(services.files.path(own, 'observation'), maxCarriedBytes));
  const fetch = await ownFetch(observation, journal, exception);
  return { file: await readPicked(services, draft), fetch };
}

interface Own {
  readonly journal: string;
  readonly self: string;
}

const note = (
  services: AppServices,
  own: Own,
  approved: ApprovedPlan,
  bundle: SignedBundle,
  file: Buffer,
): Promise<NotedAs> =>
  withJournal(services, own.journal, async (journal) =>
    noteBundle(bundle, file, journal, { approved, self: await readIdentity(services, own.self) }),
  );

/** A bundle of any kind. */
interface AnyBundle {
  readonly payload: BundlePayload;
  readonly payloadSha256: string;
  readonly signers: readonly PublicIdentity[];
}

function viewOf({ payload, payloadSha256, signers }: AnyBundle, noted: BundleView['noted']): BundleView {
  const { type, seq, ceremony, practice, issued, exchange, hsm } = payload;
  return {
    type,
    seq,
    ceremony,
    practice,
    issued,
    payloadSha256,
    signers: signers.map(({ role, holder }) => ({ role, holder })),
    exchange: exchange?.certificateSha256 ?? null,
    hsmUri: hsm.uri,
    noted,
  };
}

const draftView = (bundle: SignedBundle<'exchange-key'>, own: Observation): DraftView => ({
  bundle: viewOf(bundle, 'draft'),
  spkiSha256: observedKey(own).spkiSha256,
  observations: [bundle.payload.body.first, bundle.payload.body.second].map(
    ({ observer, requestId, fetchedAt, serverDate, tlsChain }) => ({
      observer,
      requestId,
      fetchedAt,
      serverDate,
      tlsCertificates: tlsChain.length,
    }),
  ),
});

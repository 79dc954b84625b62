// Calls about bundles: made and sent, signed by a second person, verified against the approved plan, and noted in a journal.
import { basename, dirname } from 'node:path';
import type { BundleContentOrder, BundleView, DraftOrder, DraftView } from '#shared/contract/tools/bundles.ts';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import { maxJournalBytes, verifyJournal } from '#core/journal/chain.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { observedKey } from '#core/transfer/body.ts';
import { claimedType, openBundle, openForCountersigning, type SignedBundle } from '#core/transfer/bundle.ts';
import { maxCarriedBytes } from '#core/transfer/carried-files.ts';
import {
  certificatesContent,
  type ContentOf,
  outcomeContent,
  planContent,
  readObservation,
  securityDomainContent,
} from '#core/transfer/contents.ts';
import type { PublicIdentity } from '#core/transfer/identity.ts';
import type { BundlePayload, Observation } from '#core/transfer/payload.ts';
import type { BundleType } from '#core/transfer/roles.ts';
import { assertOwnEnd, type OwnFetch } from '#core/transfer/second-observer.ts';
import { settledObservations } from '#services/evidence/observations.ts';
import type { AppServices } from '#services/app/app-services.ts';
import {
  appOf,
  clockOf,
  openSigner,
  readApprovedPlan,
  readIdentity,
  readRevocationLists,
  refuseProduction,
  withJournal,
  writtenFile,
} from '#services/app/chosen-files.ts';
import { BundleExchange, countersignDraft, openDraft } from '#services/bundles/bundle-exchange.ts';
import { readBundle, setBundleAside } from '#services/bundles/bundle-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import { noteBundle, type NotedAs } from '#services/bundles/note-bundle.ts';

export function bundleCalls(services: AppServices): ToolsHandlers['bundles'] {
  const { files } = services;
  return {
    async verify({ bundle: token, plan, planSha256, own }) {
      const approved = await readApprovedPlan(services, plan, planSha256);
      const file = await readPicked(services, token);
      const bundle = openBundle(file, claimedType(file), pinnedIdentities(approved.plan));
      if (own === null) return viewOf(bundle, 'signatures');
      refuseProduction(services, approved.plan.practice);
      return viewOf(bundle, await note(services, own, approved, bundle, file));
    },
    async create({ content: order, plan, planSha256, journal: journalToken, identity, folder: folderToken }) {
      const approved = await readApprovedPlan(services, plan, planSha256);
      refuseProduction(services, approved.plan.practice);
      const folder = files.path(folderToken, 'folder');
      const self = await openSigner(services, identity);
      return withJournal(services, journalToken, async (journal) => {
        const exchange = new BundleExchange({
          journal,
          approved,
          self,
          clock: clockOf(services),
          app: appOf(services),
        });
        const content = await contentOf(services, order, plan, exchange, journal);
        if (order.type === 'exchange-key') {
          const draft = await exchange.draft(folder, content);
          const bytes = await readBundle(folder, draft.name);
          const bundle = openForCountersigning(bytes, order.type, pinnedIdentities(approved.plan));
          return { bundle: viewOf(bundle, 'draft'), file: writtenFile(folder, draft.name, bytes) };
        }
        const name = await exchange.send(folder, content);
        const bytes = await readBundle(folder, name);
        const bundle = openBundle(bytes, order.type, pinnedIdentities(approved.plan));
        return { bundle: viewOf(bundle, 'sent'), file: writtenFile(folder, name, bytes) };
      });
    },
    async readDraft({ plan, planSha256, ...order }) {
      const { plan: approved } = await readApprovedPlan(services, plan, planSha256);
      const { file, fetch } = await secondLook(services, order);
      return draftView(openDraft(file, approved, fetch), fetch.own);
    },
    async countersign({ plan, planSha256, identity, folder: folderToken, ...order }) {
      const { plan: approved } = await readApprovedPlan(services, plan, planSha256);
      refuseProduction(services, approved.practice);
      const folder = files.path(folderToken, 'folder');
      const { file, fetch } = await secondLook(services, order);
      openDraft(file, approved, fetch);
      const { name } = await countersignDraft(file, folder, approved, await openSigner(services, identity), fetch);
      const bytes = await readBundle(folder, name);
      const bundle = openBundle(bytes, 'exchange-key', pinnedIdentities(approved));
      return { bundle: viewOf(bundle, 'signatures'), file: writtenFile(folder, name, bytes) };
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

const read = ({ files }: AppServices, token: string, kind: 'data' | 'observation' = 'data'): Promise<Buffer> =>
  readWholeFile(files.path(token, kind), maxCarriedBytes);

type OpenJournal = Parameters<Parameters<typeof withJournal>[2]>[0];

async function contentOf(
  services: AppServices,
  order: BundleContentOrder,
  plan: string,
  exchange: BundleExchange,
  journal: OpenJournal,
): Promise<ContentOf<BundleType>> {
  const { session } = exchange;
  switch (order.type) {
    case 'plan':
      return planContent(await readWholeFile(services.files.path(plan, 'plan'), maxCarriedBytes));
    case 'activation-certificates': {
      const certificates = await Promise.all(order.certificates.map((token) => read(services, token)));
      return certificatesContent(session.plan, certificates);
    }
    case 'security-domain': {
      const { requestId, receivedAt } = order;
      const path = services.files.path(order.certificates, 'bundle');
      const certificates = await exchange.reopen(dirname(path), basename(path), 'activation-certificates');
      return securityDomainContent(await read(services, order.file), certificates, {
        requestId,
        receivedAt,
        serverDate: null,
      });
    }
    case 'exchange-key': {
      const [first, second] = [
        await read(services, order.first, 'observation'),
        await read(services, order.second, 'observation'),
      ];
      return settledObservations(journal, session, [readObservation(first), readObservation(second)], {
        choice: order.choice ?? undefined,
        revocationLists: await readRevocationLists(services, order.revocationLists),
      });
    }
    case 'outcome': {
      const { call, verdict, requestId, detail } = order;
      return outcomeContent(session, { call, verdict, requestId, detail });
    }
  }
}

/** The draft, and what the second operator's machine has of its own to compare it with. */
async function secondLook(
  services: AppServices,
  { draft, own, journal, exception }: Omit<DraftOrder, 'plan' | 'planSha256'>,
): Promise<{ readonly file: Buffer; readonly fetch: OwnFetch }> {
  const noted = verifyJournal(await readWholeFile(services.files.path(journal, 'journal'), maxJournalBytes));
  const observation = readObservation(await read(services, own, 'observation'));
  assertOwnEnd(observation, noted);
  return {
    file: await readPicked(services, draft),
    fetch: { own: observation, journal: noted.head.state, exception },
  };
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

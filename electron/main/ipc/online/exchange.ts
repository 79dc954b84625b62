// Calls about what goes from one machine to another: observations between the operators, bundles to and from the offline side.
import { join } from 'node:path';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { OrderNeed } from '#shared/faults/shell.ts';
import type { CallState } from '#shared/journal/call-index.ts';
import { claimedType, openBundle } from '#core/transfer/bundle.ts';
import { type ContentOf, outcomeContent, readObservation, securityDomainContent } from '#core/transfer/contents.ts';
import { observedKey } from '#core/transfer/body.ts';
import { same } from '#core/transfer/compare.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import type { Signer } from '#core/transfer/identity.ts';
import type { BundleType } from '#core/transfer/roles.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { openSigner } from '#services/app/chosen-files.ts';
import type { Signing } from '#services/app/questions/signing.ts';
import { signingDraft } from '#services/app/questions/signing-bundles.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { type OpenCeremony, openIncoming } from '#services/online/open-ceremony.ts';
import { type OwnType, sentLast } from '#services/online/outgoing.ts';
import { signingContent, signingKey } from '#services/online/questions/signing.ts';
import { fetched } from '#services/online/step-work.ts';
import { noteWritten, writeOut } from '#services/online/write-out.ts';
import { keptSecurityDomain } from '#services/recovery/activate.ts';
import { acceptedBundle } from '#services/recovery/bundles.ts';
import { assertOperator, fetchAgain, observationFile, observationName } from '#services/recovery/exchange-key.ts';
import { doneCall } from '#services/recovery/guarded-call.ts';
import { sessionOf } from '#services/recovery/step-context.ts';
import { ownFetch } from '#core/transfer/second-observer.ts';
import { BundleExchange, countersignDraft, openDraft } from '#services/bundles/bundle-exchange.ts';
import { readBundle, writeBundle } from '#services/bundles/bundle-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import { settledObservations } from '#services/evidence/observations.ts';
import { readRevocationLists } from '#services/evidence/revocation-lists.ts';
import { noteBundle } from '#services/bundles/note-bundle.ts';

const maxObservationBytes = 512 << 10;

export function exchangeCalls(appState: OnlineAppState): OnlineHandlers['exchange'] {
  const { services } = appState.world;
  const bundleOf = (token: string): Promise<Buffer> =>
    readWholeFile(services.files.path(token, 'bundle'), maxBundleBytes);
  return {
    async exportObservation() {
      const { own, approved } = appState.open('exchange.exportObservation');
      const observation = own ?? missing('exchange.exportObservation', 'an exchange key that this machine fetched');
      const folder = await services.pickFolder('forOperator');
      if (folder === undefined) return appState.view;
      const { bytes } = observationFile(observation);
      await writeOut(appState, folder, observationName(approved.plan.ceremony, observation), bytes);
      return appState.view;
    },
    async takeObservation({ file }) {
      const call = 'exchange.takeObservation';
      const ceremony = appState.open(call);
      assertOperator(ceremony, 'operator-1');
      const own = ceremony.own ?? missing(call, 'an exchange key that this machine fetched');
      const second = readObservation(
        await readWholeFile(services.files.path(file, 'observation'), maxObservationBytes),
      );
      if (second.observer !== 'operator-2') refuse({ code: 'BUNDLE_BODY', path: 'body.second.observer' });
      // Kept whatever it says: where the two differ, people look at both.
      observedKey(second);
      await ceremony.keepSecond(second);
      appState.update();
      await settledObservations(ceremony.journal, sessionOf(contextOf(ceremony)), [own, second]);
      return appState.update();
    },
    async fetchAgain() {
      const call = 'exchange.fetchAgain';
      const step = appState.open(call).self.role === 'operator-1' ? 'init-recovery' : 'observe';
      return appState.run(call, step, (context) => fetched(appState.open(call), () => fetchAgain(context)));
    },
    async makeBundle({ choice, revocationLists }) {
      const call = 'exchange.makeBundle';
      const ceremony = appState.open(call);
      assertOperator(ceremony, 'operator-1');
      const own = ceremony.own ?? missing(call, 'an exchange key that this machine fetched');
      const second = ceremony.second ?? missing(call, 'what the other operator fetched');
      const sender = await exchangeFrom(appState, ceremony, signingKey(ceremony, own, choice));
      if (sender === undefined) return appState.view;
      const { exchange, folder } = sender;
      const { name } = await exchange.draft(
        folder,
        await settledObservations(ceremony.journal, exchange.session, [own, second], {
          choice: choice ?? undefined,
          revocationLists: await readRevocationLists(revocationLists.map((list) => services.files.path(list, 'data'))),
        }),
      );
      const file = await readWholeFile(join(folder, name), maxBundleBytes);
      await ceremony.keepExchange('draft', file);
      await noteWritten(appState, folder, name, file);
      return appState.view;
    },
    async countersign({ file: token, exception }) {
      const call = 'exchange.countersign';
      const ceremony = appState.open(call);
      assertOperator(ceremony, 'operator-2');
      const own = ceremony.own ?? missing(call, 'an exchange key that this machine fetched');
      const draft = await bundleOf(token);
      const { plan } = ceremony.approved;
      const fetch = await ownFetch(own, ceremony.journal, exception);
      const asked = signingDraft(plan, openDraft(draft, plan, fetch), exception);
      const signer = await ownSigner(appState, ceremony, asked);
      const folder = await services.pickFolder('forSignedBundle');
      if (signer === undefined || folder === undefined) return appState.view;
      const { name } = await countersignDraft(draft, folder, plan, signer, fetch, ceremony.journal);
      const file = await readWholeFile(join(folder, name), maxBundleBytes);
      await ceremony.keepExchange('sent', file);
      await noteWritten(appState, folder, name, file);
      return appState.view;
    },
    async takeCountersigned({ file: token }) {
      const call = 'exchange.takeCountersigned';
      const ceremony = appState.open(call);
      assertOperator(ceremony, 'operator-1');
      const draft = ceremony.exchange ?? missing(call, 'what the other operator fetched');
      const file = await bundleOf(token);
      const bundle = openBundle<BundleType>(file, 'exchange-key', pinnedIdentities(ceremony.approved.plan));
      // The second signature changes nothing in what was signed.
      same('BUNDLE_OTHER_CONTENT', draft.bundle.payloadSha256, bundle.payloadSha256);
      await noteBundle(bundle, file, ceremony.journal, { approved: ceremony.approved, self: ceremony.self });
      await ceremony.keepExchange('sent', file);
      return appState.update();
    },
    async takeIncoming({ file: token }) {
      const ceremony = appState.open('exchange.takeIncoming');
      assertOperator(ceremony, 'operator-1');
      const file = await bundleOf(token);
      const type = claimedType(file) === 'activation-certificates' ? 'activation-certificates' : 'restore-blob';
      await acceptedBundle(contextOf(ceremony), type, file);
      await ceremony.folder.keep('incoming', file);
      ceremony.incoming = openIncoming(file, ceremony.approved);
      return appState.update();
    },
    async sendSecurityDomain() {
      const call = 'exchange.sendSecurityDomain';
      const ceremony = appState.open(call);
      const id = doneCall(ceremony, 'download') ?? missing(call, 'a call with a verdict');
      const { answers, approved } = ceremony;
      const securityDomain = await keptSecurityDomain({ answers, plan: approved.plan }, id);
      const answer = await ceremony.answers.last(id);
      const {
        requestId,
        received: receivedAt,
        serverDate,
      } = answer ?? refuse({ code: 'SERVICE_SECURITY_DOMAIN_LOST' });
      const certificates = openBundle(
        await ceremony.incomingFile(call),
        'activation-certificates',
        pinnedIdentities(ceremony.approved.plan),
      );
      return sent(
        appState,
        ceremony,
        securityDomainContent(securityDomain, certificates, { requestId, receivedAt, serverDate }),
      );
    },
    async sendOutcome({ call: guarded }) {
      const ceremony = appState.open('exchange.sendOutcome');
      const { calls } = ceremony.journal.state;
      const state = Object.values(calls).findLast(({ call, phase }) => call === guarded && isVerdict(phase));
      if (!state) return missing('exchange.sendOutcome', 'a call with a verdict');
      const requestId = (await ceremony.answers.last(state.id))?.requestId ?? 'none';
      const body = {
        call: guarded,
        verdict: state.phase as 'succeeded',
        requestId,
        detail: `${guarded}: ${state.phase}`,
      };
      return sent(appState, ceremony, outcomeContent(sessionOf(contextOf(ceremony)), body));
    },
  };
}

const missing = (call: string, needs: OrderNeed): never => refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
const isVerdict = (phase: CallState['phase']): boolean => ['succeeded', 'failed', 'unknown'].includes(phase);

const contextOf = ({ approved: { plan, planSha256 }, journal }: OpenCeremony) => ({ plan, planSha256, journal });

interface Sender {
  readonly exchange: BundleExchange;
  readonly folder: string;
}

/** Opens this machine's identity and asks for the folder; undefined where the person turned back. */
async function exchangeFrom(
  appState: OnlineAppState,
  ceremony: OpenCeremony,
  signing: Signing,
): Promise<Sender | undefined> {
  const { services, app } = appState.world;
  const self = await ownSigner(appState, ceremony, signing);
  const folder = self && (await services.pickFolder('forBundle'));
  if (self === undefined || folder === undefined) return undefined;
  const { approved, journal } = ceremony;
  return { exchange: new BundleExchange({ journal, approved, self, clock: () => appState.nowUtc(), app }), folder };
}

/**
 * Opens this machine's identity; undefined where the person turned back.
 * @throws IDENTITY_FOREIGN if another identity was chosen; what `openSigner` throws
 */
export async function ownSigner(
  appState: OnlineAppState,
  ceremony: OpenCeremony,
  signing: Signing,
): Promise<Signer | undefined> {
  const token = appState.identity ?? (await pickedIdentity(appState));
  if (token === undefined) return undefined;
  try {
    const signer = await openSigner(appState.world.services, token, signing);
    if (signer.keyId !== ceremony.self.keyId) refuse({ code: 'IDENTITY_FOREIGN', role: signer.role });
    appState.identity = token;
    ceremony.signer = signer;
    return signer;
  } catch (error) {
    // The next time, people are asked for the file: a public half opens a ceremony, and signs nothing.
    if (!isFaultOf(error, 'PASSPHRASE_CANCELLED')) appState.identity = undefined;
    throw error;
  }
}

async function pickedIdentity({ world: { services } }: OnlineAppState): Promise<string | undefined> {
  const path = await services.pickFile('ownIdentity');
  return path === undefined ? undefined : services.files.remember(path, 'identity').token;
}

/** Signs a bundle into the ceremony's folder, unless it is signed already, and copies it to the stick that a person chooses. */
async function sent(
  appState: OnlineAppState,
  ceremony: OpenCeremony,
  content: ContentOf<OwnType>,
): Promise<OnlineView> {
  const { outgoingPath } = ceremony.folder;
  const last = await sentLast(ceremony, content);
  const signing = signingContent(ceremony, content);
  const sender = last === undefined ? await exchangeFrom(appState, ceremony, signing) : undefined;
  const folder = last === undefined ? sender?.folder : await appState.world.services.pickFolder('forBundle');
  const name = last ?? (await sender?.exchange.sendHere(outgoingPath, content));
  if (folder === undefined || name === undefined) return appState.view;
  const file = await readBundle(outgoingPath, name);
  await writeBundle(folder, name, file);
  await noteWritten(appState, folder, name, file);
  return appState.view;
}

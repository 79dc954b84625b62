// What the screens see, made again from the truth each time: the ceremony with its journal, the step at work, and what is around.
import type {
  BundleSummary,
  ExchangeView,
  IncomingView,
  ObservationView,
} from '#shared/contract/online/exchange-view.ts';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { HoldView } from '#shared/contract/online/storage-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { clockViewOf } from '#shared/contract/clock-view.ts';
import { exceptionViewOf } from '#shared/contract/exception-view.ts';
import { operatorRole } from '#shared/contract/online/ceremony-view.ts';
import { recoveryClock, restoresHere, timesOf } from '#shared/ceremony/recovery-time.ts';
import { outcomeEnd } from '#shared/journal/outcome.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { mapOfJournal } from '#shared/map/map.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import { standingFailures } from '#core/journal/standing-failures.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';
import { observedKey } from '#core/transfer/body.ts';
import type { Observation } from '#core/transfer/payload.ts';
import type { HealthyHsm } from '../readiness/healthy-hsm.ts';
import type { Waiting } from '#azure/polling.ts';
import { observationName } from '../recovery/exchange-key.ts';
import { holdMinuteMs, holdOf } from '../recovery/hold.ts';
import { plannedContainer } from '../recovery/step-context.ts';
import { emptyView } from './empty-view.ts';
import type { IncomingBundle, OpenCeremony } from './open-ceremony.ts';
import type { OpenEmergency } from './open-emergency.ts';
import { type RefusedStep, stepViews } from './step-states.ts';
import type { Facts } from './steps.ts';
import { ceremonySteps, emergencySteps } from './steps-of.ts';
import { inventoryPrefix, type WorkSession } from './work-session.ts';
import type { RunningStep } from './running-step.ts';
import type { UiState, OnlineWorld } from './world.ts';

/** What the view is made from. */
export interface OnlineViewSource {
  readonly world: { readonly services: Pick<OnlineWorld['services'], 'version' | 'practiceOnly'> };
  readonly uiState: UiState;
  readonly ceremony: OpenCeremony | undefined;
  readonly emergency: OpenEmergency | undefined;
  readonly healthy: HealthyHsm | undefined;
  readonly running: RunningStep | undefined;
  readonly refused: ReadonlyMap<OnlineStepId, RefusedStep>;
  readonly facts: ReadonlyMap<OnlineStepId, Facts>;
  readonly isSignedIn: boolean;
  readonly waiting: Pick<Waiting, 'now'>;
}

export function viewOf(appState: OnlineViewSource): OnlineView {
  const { services } = appState.world;
  const { readiness, ...uiState } = appState.uiState;
  const outside = { ...emptyView(services.version, services.practiceOnly), ...uiState };
  const { ceremony, emergency, healthy } = appState;
  if (healthy) return { ...outside, readiness: readinessPart(appState, healthy, readiness) };
  if (ceremony) return { ...outside, ...workPart(appState, ceremony, listOf(ceremony)), ...ceremonyPart(ceremony) };
  if (!emergency) return outside;
  const list = emergencySteps[emergency.start];
  return { ...outside, ...workPart(appState, emergency, list), emergency: emergencyPart(emergency) };
}

const listOf = ({ approved: { plan }, self }: OpenCeremony): readonly OnlineStepId[] =>
  ceremonySteps(plan, operatorRole.parse(self.role));

/** What is shown with a plan and without one. */
function workPart(appState: OnlineViewSource, work: WorkSession, list: readonly OnlineStepId[]): Partial<OnlineView> {
  const { particulars: plan, journal } = work;
  const { state, head } = journal;
  const hold = holdView(appState, work);
  const carried = filesToCarry(work, appState.emergency);
  return {
    steps: stepViews({
      list,
      plan,
      journal: state,
      isSignedIn: appState.isSignedIn,
      wasInspected: appState.uiState.preFlight.phase === 'looked',
      hasObservation: work.own !== undefined,
      isExchangeSigned: appState.ceremony?.exchange?.phase === 'sent',
      isVerified: work.verification.phase !== 'none',
      isHandedOver: appState.uiState.handOver.phase === 'written',
      hasBaseline: state.filesWritten.some(({ name }) => name.startsWith(inventoryPrefix(work, 'target'))),
      hold: hold.phase,
      running: appState.running,
      refused: appState.refused,
      facts: appState.facts,
      settledAt: (id) => journal.settledAt(id),
    }),
    unwritten: list.filter((step) => {
      const end = carried[step];
      return end !== undefined && !state.filesWritten.some(({ name }) => name.endsWith(end));
    }),
    exchange: exchangeOf(work, appState.ceremony),
    hold,
    recoveryTime: recoveryTimeOf(appState, state),
    map: mapOfJournal(state),
    verification: work.verification,
    failures: standingFailures(state),
    exceptions: state.decisions.map(exceptionViewOf),
    incident: state.failures.find(({ check }) => incidents.includes(check))?.check ?? null,
    activity: {
      events: head.n,
      head: head.sha256,
      latest: journal.latest.map(({ n, at: atUtc, event }) => ({ n, atUtc, event })),
    },
  };
}

function ceremonyPart(ceremony: OpenCeremony): Partial<OnlineView> {
  const { approved, journal, self, folder, resumed } = ceremony;
  const { plan, planSha256, approvers } = approved;
  const { state } = journal;
  const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;
  return {
    ceremony: {
      phase: state.closed ? 'closed' : 'open',
      id: plan.ceremony,
      practice: plan.practice,
      kind: plan.kind,
      role: operatorRole.parse(self.role),
      holder: self.holder,
      plan,
      planSha256,
      approvers: approvers.map(nameOf),
      folder: folder.name,
      resumed,
    },
    clock: clockViewOf(state),
    peers: {
      offlineKeyId: state.peers['offline'] ?? null,
      words: ceremony.pairingWords,
      issued: state.challengeIssued ?? null,
      noted: state.challengeNoted ?? null,
      code: ceremony.pairingWords?.phase === 'agreed' ? ceremony.pairingCode : null,
    },
    incoming: incomingOf(ceremony),
  };
}

function readinessPart(
  appState: OnlineViewSource,
  healthy: HealthyHsm,
  look: UiState['readiness'],
): OnlineView['readiness'] {
  const { practice, target, place, backup } = healthy;
  const container = plannedContainer(healthy);
  return {
    phase: 'open',
    practice,
    ...target,
    container,
    place,
    identity: backup.identity,
    look,
    backup: backupOf(appState),
  };
}

function backupOf({
  running,
  refused,
  facts,
}: OnlineViewSource): Extract<OnlineView['readiness'], { phase: 'open' }>['backup'] {
  if (running) return { phase: 'running', progress: running.progress };
  const failed = refused.get('backup');
  if (failed) return { phase: 'refused', ...failed };
  const folderUri = facts.get('backup')?.find(({ fact }) => fact === 'folder-uri')?.value;
  return folderUri === undefined ? { phase: 'none' } : { phase: 'done', folderUri };
}

function emergencyPart(emergency: OpenEmergency): OnlineView['emergency'] {
  const { journal, typed, opened, target, folder, resumed, backup, start, isChangeable } = emergency;
  const { blobRead, closed } = journal.state;
  return {
    phase: closed ? 'closed' : 'open',
    kind: 'emergency',
    id: opened.ceremony,
    practice: opened.practice,
    isChangeable,
    start,
    name: target.name,
    uri: target.hsmUri,
    tenant: typed.tenant,
    place: typed.place,
    people: typed.people,
    folder: folder.name,
    resumed,
    missing: [...opened.missing],
    blob: blobRead
      ? { sha256: blobRead.blobSha256, bytes: blobRead.blobBytes, certificateSha256: blobRead.certificateSha256 }
      : null,
    backup,
  };
}

/** Failed checks that may mean that the blob was made for a stranger's key (REQ-14). */
const incidents: readonly string[] = ['upload-refused', 'blob-key', 'exchange-key', 'second-observer'];

function holdView({ waiting }: OnlineViewSource, { particulars, journal }: WorkSession): HoldView {
  const minuteMs = holdMinuteMs(particulars);
  const hold = holdOf({ journal, waiting, holdMinuteMs: minuteMs });
  if (hold.phase === 'no-restore-point') return hold;
  const utc = (ms: number): string => new Date(ms).toISOString();
  return { phase: hold.phase, beganUtc: utc(hold.beganMs), endsUtc: utc(hold.endsMs), minuteMs };
}

/** Of a recovery, at the machine that restores. */
function recoveryTimeOf({ ceremony }: OnlineViewSource, state: JournalState): OnlineView['recoveryTime'] {
  const plan = ceremony?.approved.plan;
  const isElsewhere = plan !== undefined && !restoresHere(plan.kind, ceremony?.self.role);
  const clock = isElsewhere
    ? undefined
    : recoveryClock(timesOf(state), plan === undefined ? 'emergency' : gradeOf(plan));
  return clock === undefined
    ? null
    : { ...clock, milestones: [...clock.milestones], consumers: state.consumers ?? null };
}

/** What another machine waits for, by the step that makes it and the end of its file's name. */
function filesToCarry(
  { own, id }: WorkSession,
  emergency: OpenEmergency | undefined,
): Partial<Record<OnlineStepId, string>> {
  if (own === undefined) return { ...carriedBundles };
  return emergency
    ? { 'init-recovery': emergency.keyFileName(own) }
    : { ...carriedBundles, observe: observationName(id, own) };
}

const carriedBundles = { upload: outcomeEnd, activate: '-security-domain.bundle.json' } as const;

function exchangeOf({ own, checks, journal }: WorkSession, ceremony: OpenCeremony | undefined): ExchangeView {
  const { second, exchange } = ceremony ?? {};
  const [mine, theirs] = [own && observationOf(own), second && observationOf(second)];
  return {
    own: mine ?? null,
    checks: [...checks],
    second: theirs ?? null,
    isSame: mine && theirs ? mine.certificateSha256 === theirs.certificateSha256 : null,
    differed: journal.state.keysDiffer?.round ?? 0,
    bundle: exchange ? { phase: exchange.phase, bundle: summaryOf(exchange.bundle) } : { phase: 'none' },
  };
}

const observationOf = (observation: Observation): ObservationView => ({
  observer: observation.observer,
  certificateSha256: observedKey(observation).certificateSha256,
  requestId: observation.requestId,
  fetchedUtc: observation.fetchedAt,
  serverDate: observation.serverDate,
  tlsCertificates: observation.tlsChain.length,
});

type Summarized = Pick<IncomingBundle, 'payloadSha256' | 'signers'> & {
  readonly payload: Parameters<typeof bundleFileName>[0];
};

export const summaryOf = ({ payload, payloadSha256, signers }: Summarized): BundleSummary => ({
  name: bundleFileName(payload),
  type: payload.type,
  seq: payload.seq,
  payloadSha256,
  signers: signers.map(({ role, holder }) => ({ role, holder })),
});

function incomingOf(ceremony: OpenCeremony): IncomingView {
  const { incoming } = ceremony;
  if (!incoming) return { phase: 'none' };
  const { payloadSha256, ...bundle } = summaryOf(incoming);
  const words = ceremony.incomingWords(incoming);
  const readBack = words.phase === 'agreed' ? { ...words, payloadSha256 } : words;
  return { phase: 'accepted', bundle, readBack };
}

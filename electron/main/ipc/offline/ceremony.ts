// Calls about the ceremony of a recovery: its journal is opened, resumed and healed; plan and other machine are compared by words.
import { basename, dirname } from 'node:path';
import { sheetOf } from '#shared/contract/exception-view.ts';
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { openingOf } from '#shared/journal/grade.ts';
import { sheetOfPlan } from '#shared/plan/people.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { approvalsRequired, readSignedPlan } from '#core/plan/approval.ts';
import { assertInputsMatch } from '#core/plan/inputs.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { bundleFileName, claimedType } from '#core/transfer/bundle.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { maxIdentityBytes, readPublicIdentity } from '#core/transfer/identity.ts';
import { askException } from '#services/app/questions/exception.ts';
import { typedSigner } from '#services/app/typed-signer.ts';
import { keptBlob } from '#services/offline/ceremony/blob.ts';
import { Ceremony, checked } from '#services/offline/ceremony/ceremony.ts';
import { keptKey } from '#services/offline/ceremony/exchange-key.ts';
import { keptDomain } from '#services/offline/ceremony/proofs.ts';
import { exportCeremony } from '#services/offline/ceremony/records.ts';
import { type OfferedCeremony, purposeOf } from '#services/offline/ceremony/earlier.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { signingLater } from '#services/offline/questions/signing.ts';
import { askPlanWords, pairWithOperator } from '#services/offline/questions/words.ts';
import { readKnown } from '#services/offline/volume-register.ts';
import { readBundle } from '#services/bundles/bundle-folder.ts';
import { keepIncoming } from '#services/journal/ceremony-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import { closeOffJournal } from '#services/journal/journal-file.ts';
import { resumeEmergency } from './emergency.ts';

export function ceremonyCalls(appState: OfflineAppState): OfflineHandlers['ceremony'] {
  const { ceremonies, app, now } = appState.world;
  return {
    open: ({ plan, identity }) => open(appState, plan, identity),
    async resume({ journal }) {
      appState.need(appState.state.session.phase === 'none', 'no ceremony', 'ceremony.resume');
      const offered = ceremonies.offered(journal);
      if (offered.grade === 'emergency') return resumeEmergency(appState, offered.folder);
      return takeUp(appState, await Ceremony.resume(offered.folder, app, now));
    },
    async closeOff({ journal }) {
      appState.need(appState.state.session.phase === 'none', 'no ceremony', 'ceremony.closeOff');
      const offered = ceremonies.offered(journal);
      const practice = openingOf(offered.journal.head.state)?.practice ?? false;
      const note = async (sheet: ExceptionSheet): Promise<void> => {
        await closeOffJournal(offered.folder.journal, () => now().toISOString(), await sheetFor(offered, sheet));
      };
      const question = { practice, step: 'M7', failure: undefined, deciders: 2, note } as const;
      await appState.world.confirm(askException(question));
      return appState.update({ earlierCeremonies: ceremonies.list() });
    },
    confirmPlan: () =>
      appState.showing(() => appState.world.confirm(askPlanWords(appState.recovery('ceremony.confirmPlan')))),
    pair: () => appState.showing(() => appState.world.confirm(pairWithOperator(appState.recovery('ceremony.pair')))),
    takeOutcome: ({ file }) => takeOutcome(appState, file),
    exportRecords: () => exportRecords(appState),
  };
}

/** Where a plan names people, they decide; without one, those who sign the sheet. @throws PERSON_NOT_IN_PLAN, the file faults */
async function sheetFor(offered: OfferedCeremony, sheet: ExceptionSheet): Promise<ExceptionSheet> {
  if (offered.grade === 'emergency') return sheet;
  const { plan } = readSignedPlan(await readWholeFile(offered.folder.plan, maxBundleBytes));
  return sheetOfPlan(plan, sheet);
}

async function open(appState: OfflineAppState, planToken: string, identityToken: string): Promise<View> {
  const { id, practice, purpose } = appState.running('ceremony.open');
  const isUnderJournal = purpose === 'recovery' || purpose === 'activation';
  appState.need(isUnderJournal && appState.state.ceremony === undefined, 'no ceremony', 'ceremony.open');
  const { clock, airGap, exceptions, readings: clocks } = appState.state;
  if (clock.phase !== 'set')
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'ceremony.open', needs: 'the wall clock' });
  const planKnown = appState.world.volumes.file(planToken, 'own', 'in');
  const planFile = await readKnown(planKnown, maxBundleBytes);
  const { plan, planSha256, approvers } = readSignedPlan(planFile);
  assertPlanFor(plan, purpose);
  assertInputsMatch(plan, { ceremony: id, practice });
  if (approvers.length < approvalsRequired) {
    refuse({ code: 'PLAN_APPROVALS_SHORT', have: approvers.length, required: approvalsRequired });
  }
  const folder = appState.world.ceremonies.folderFor(plan.ceremony, planSha256);
  const identity = appState.world.volumes.file(identityToken, 'own');
  const identityFile = await readKnown(identity, maxIdentityBytes);
  const self = readPublicIdentity(identityFile);
  const isPinned = pinnedIdentities(plan).some(({ role, keyId }) => role === 'offline' && keyId === self.keyId);
  if (!isPinned || self.role !== 'offline') refuse({ code: 'IDENTITY_FOREIGN', role: self.role });
  // A lost passphrase must be noticed before the blob has to be signed.
  const signs = signingLater(plan, planKnown.name);
  const signer = await typedSigner(appState.world.askPassphrase, identityFile, identity.name, signs);
  const { app, now } = appState.world;
  const ceremony = await Ceremony.begin({ folder, planFile, identityFile, clocks, app }, now);
  ceremony.signer = signer;
  appState.update({ ceremony });
  await ceremony.noteGap(airGap, 'found');
  await appState.noteSelfTest();
  await appState.noteSticks();
  // People may have written one at the clock on the wall, when there was no journal yet.
  for (const exception of exceptions) await ceremony.except(sheetOf(exception), null);
  return appState.update();
}

/** @throws PLAN_MISMATCH */
function assertPlanFor({ kind }: Plan, purpose: Purpose): void {
  if (kind === 'drill' || purposeOf(kind) !== purpose) {
    refuse({ code: 'PLAN_MISMATCH', what: 'kind', expected: purpose, found: kind });
  }
}

/** What a journal says is still true; the rest must be brought again. */
async function takeUp(appState: OfflineAppState, ceremony: Ceremony): Promise<View> {
  const { plan } = ceremony;
  if (!plan.practice && appState.world.practiceOnly) {
    await ceremony.close();
    return refuse({ code: 'PREVIEW_IS_PRACTICE' });
  }
  appState.update({ ceremony });
  try {
    await ceremony.noteGap(appState.state.airGap, 'found');
    await appState.noteSelfTest();
    appState.world.volumes.recall(Object.values(ceremony.state.sticks));
    const { wallClock } = ceremony.state;
    const wallClockMs = wallClock && Date.parse(wallClock.wall);
    const key = ceremony.state.plan
      ? await keptKey(ceremony, wallClockMs === undefined ? {} : { wallClockMs })
      : undefined;
    const outcome = await keptOutcome(ceremony);
    const blob = await keptBlob(ceremony);
    const domain = ceremony.state.plan ? await keptDomain(ceremony) : undefined;
    const isAgreed = domain !== undefined && ceremony.words('security-domain').phase === 'agreed';
    return appState.update({
      key,
      outcome,
      domain,
      session: { phase: 'running', id: plan.ceremony, purpose: purposeOf(plan.kind), practice: plan.practice },
      earlier: [],
      earlierCeremonies: [],
      blob,
      ...(isAgreed && { securityDomain: domain.inspected }),
    });
  } catch (error) {
    appState.update({ ceremony: undefined });
    await ceremony.close();
    throw error;
  }
}

async function takeOutcome(appState: OfflineAppState, token: string): Promise<View> {
  const ceremony = appState.recovery('ceremony.takeOutcome');
  const { path, within } = appState.world.volumes.file(token, 'in');
  const name = basename(path);
  const bytes = await readBundle(dirname(path), name, within);
  const found = claimedType(bytes);
  if (found !== 'outcome') refuse({ code: 'BUNDLE_TYPE', expected: 'outcome', found });
  const kept = await keepIncoming(ceremony.folder, name, bytes);
  return appState.showing(async () => {
    const work = () => ceremony.exchange().receive(kept, name, 'outcome');
    const { payload } = await checked(ceremony, { check: 'outcome-bundle', step: 'B21' }, work);
    appState.update({ outcome: outcomeOf(payload.body) });
  });
}

type Outcome = NonNullable<RecoveryView['outcome']>;
const outcomeOf = ({ call, verdict, requestId, detail }: Outcome): Outcome => ({ call, verdict, requestId, detail });

async function keptOutcome(ceremony: Ceremony): Promise<Outcome | undefined> {
  const last = ceremony.state.accepted.findLast(({ type }) => type === 'outcome');
  if (last === undefined) return undefined;
  const name = bundleFileName({ ceremony: ceremony.plan.ceremony, ...last });
  const { payload } = await ceremony.exchange().reopen(ceremony.folder.incoming(last.fileSha256), name, 'outcome');
  return outcomeOf(payload.body);
}

async function exportRecords(appState: OfflineAppState): Promise<View> {
  const ceremony = appState.recovery('ceremony.exportRecords');
  appState.need(ceremony.state.closed, 'a finished ceremony', 'ceremony.exportRecords');
  const written = await exportCeremony(ceremony, appState.world.volumes.withRole('out'));
  return appState.update({ written: [...appState.state.written, ...written] });
}

// Calls about the ceremony as a whole: start, wall clock, exceptions, finish.
import { standingFailures } from '#core/journal/standing-failures.ts';
import { basename, join } from 'node:path';
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf, ExceptionSheet } from '#shared/journal/events.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import type { Ceremony } from '#services/offline/ceremony/ceremony.ts';
import { assertAllProven } from '#services/offline/ceremony/proofs.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { askWallClock } from '#services/app/questions/clock.ts';
import { askBegin } from '#services/offline/questions/begin.ts';
import { approveClosing } from '#services/offline/questions/ends.ts';
import { signerAtTheEnd } from '#services/offline/ceremony/signing.ts';
import { openedIn, SessionLog } from '#services/offline/session-log.ts';
import { nothingHeld } from '#services/offline/state.ts';
import { writtenFile } from '#services/app/chosen-files.ts';
import { askException } from '#services/app/questions/exception.ts';
import type { WorkspaceSession } from '#services/app/open-rehearsal.ts';
import { endJournal } from '#services/journal/common-events.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';

export function sessionCalls(appState: OfflineAppState): OfflineHandlers['session'] {
  return {
    view: () => appState.view,
    async start({ purpose, isTrial }) {
      appState.need(appState.state.session.phase === 'none', 'no ceremony', 'session.start');
      // It has its own call, which opens its journal.
      if (purpose === 'emergency') {
        return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'session.start', needs: 'an approved plan' });
      }
      const { practice, id } = await appState.world.confirm(askBegin(appState.world, purpose, isTrial));
      const session = { phase: 'running', id, purpose, practice } as const;
      // A recovery or an activation opens its own journal.
      if (purpose === 'recovery' || purpose === 'activation') return appState.update({ session, ...nothingEarlier });
      const opened = { ceremony: id, purpose, practice };
      const log = await SessionLog.begin(appState.world.sessions.folder, opened, appState.logWriting);
      await log.noteGap(appState.state.airGap, 'found');
      return appState.update({ session, log, ...nothingEarlier });
    },
    async resume({ log: token }) {
      appState.need(appState.state.session.phase === 'none', 'no ceremony', 'session.resume');
      const open = appState.world.sessions.offered(token);
      const { ceremony: id, purpose, practice } = openedIn(open);
      if (!practice && appState.world.practiceOnly) refuse({ code: 'PREVIEW_IS_PRACTICE' });
      const log = await SessionLog.resume(open, appState.logWriting);
      return appState.update({ session: { phase: 'running', id, purpose, practice }, log, ...nothingEarlier });
    },
    async setWallClock() {
      const { practice } = appState.running('session.setWallClock');
      const { wallUtc } = await appState.world.confirm(askWallClock(practice));
      const wall = new Date(wallUtc);
      const machine = appState.world.now();
      const aheadSeconds = Math.round((machine.getTime() - wall.getTime()) / 1000);
      const clock = {
        phase: 'set' as const,
        wallUtc: wall.toISOString(),
        machineUtc: machine.toISOString(),
        aheadSeconds,
      };
      const { ceremony, log, readings } = appState.state;
      await ceremony?.noteClock(clock);
      await log?.append({ kind: 'clock-read', wall: clock.wallUtc });
      return appState.update(ceremony === undefined ? { clock, readings: [...readings, clock] } : {});
    },
    noteException: ({ step, check }) => noteException(appState, step, check),
    closeAlarm: () => appState.closeAlarm(),
    async finish() {
      const running = appState.running('session.finish');
      const { ceremony, emergency, log } = appState.state;
      appState.need(emergency === undefined, 'an approved plan', 'session.finish');
      if (ceremony !== undefined) return finishCeremony(appState, ceremony);
      appState.dropShares();
      // The stick OUT stays known: the log may be written to it afterwards.
      for (const role of ['own', 'in', 'custodian'] as const) appState.world.volumes.release(role);
      await log?.dropShares('cancelled');
      await log?.append({ kind: 'session-finished' });
      return appState.update({ ...nothingHeld, log, session: { ...running, phase: 'finished' } });
    },
    exportLog: () => exportLog(appState),
    leave() {
      appState.need(appState.state.session.phase === 'finished', 'a finished ceremony', 'session.leave');
      if (appState.state.ceremony === undefined) appState.world.volumes.clear();
      return appState.reset();
    },
  };
}

async function noteException(appState: OfflineAppState, step: string, check: string | null): Promise<View> {
  const { practice } = appState.running('session.noteException');
  const { journal } = appState;
  const failure = journal && standingFailures(journal.state).find((each) => each.check === check);
  const note = async (sheet: ExceptionSheet): Promise<void> => {
    if (journal !== undefined) return journal.except(sheet, check);
    const { exceptions } = appState.state;
    const number = exceptions.length + 1;
    const atUtc = appState.world.now().toISOString();
    appState.update({ exceptions: [...exceptions, { ...sheet, number, check: null, atUtc }] });
  };
  await appState.world.confirm(askException({ practice, step, failure, note }));
  return appState.update();
}

/**
 * Opens the session of a rehearsal with its id and its sticks. What was begun before is gone on with from the start screen, which says what
 * is gone.
 * @throws CALL_OUT_OF_ORDER while another session is open
 */
export function enterRehearsal(appState: OfflineAppState, { ceremony: id, sticks }: WorkspaceSession): View {
  const { session, earlierCeremonies } = appState.state;
  const isBegun = session.phase !== 'none' && session.id === id;
  appState.need(isBegun || session.phase === 'none', 'no ceremony', 'rehearsal.enter');
  for (const role of ['own', 'in', 'out'] as const) appState.world.volumes.addFolder(sticks[role], role);
  if (isBegun || earlierCeremonies.some((each) => 'id' in each && each.id === id)) return appState.update();
  return appState.update({ session: { phase: 'running', id, purpose: 'recovery', practice: true } });
}

const nothingEarlier = { earlier: [], earlierCeremonies: [] };

/** The log of a drill, as it is on this machine, goes to the stick OUT under its own name. */
async function exportLog(appState: OfflineAppState): Promise<View> {
  const call = 'session.exportLog';
  appState.need(appState.state.session.phase === 'finished', 'a finished ceremony', call);
  const path = appState.log(call).journal.finishedPath;
  const out = appState.world.volumes.withRole('out');
  const bytes = await readWholeFile(path, maxJournalBytes);
  const name = `session-log-${basename(path)}`;
  await writeNewFile(join(out.path, name), bytes);
  return appState.update({ written: [...appState.state.written, writtenFile(out.name, name, bytes)] });
}

/** The journal is closed by two people. */
async function finishCeremony(appState: OfflineAppState, ceremony: Ceremony): Promise<View> {
  if (appState.running('session.finish').purpose === 'activation') assertAllProven(ceremony);
  const by = await appState.world.confirm(approveClosing(ceremony));
  return endCeremony(appState, ceremony, { kind: 'journal-closed', by: [...by] });
}

/**
 * Ends a journal, which this machine signs; nothing secret is held any more. Its stick OUT stays known: journal and plan may be written to it
 * afterwards.
 * @throws JOURNAL_OUT_OF_ORDER if this end may not come now, and what `signerAtTheEnd` throws: then nothing was dropped
 */
export async function endCeremony(
  appState: OfflineAppState,
  ceremony: Ceremony,
  end: EventOf<'journal-closed' | 'given-up'>,
): Promise<View> {
  const running = appState.running('session.finish');
  ceremony.journal.assertMayHappen([end]);
  const signer = await signerAtTheEnd(appState.world, ceremony);
  appState.dropShares();
  await ceremony.dropShares('cancelled');
  await endJournal(ceremony, end, signer);
  const { key, outcome } = appState.state;
  return appState.update({ ...nothingHeld, ceremony, key, outcome, session: { ...running, phase: 'finished' } });
}

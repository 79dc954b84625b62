// Calls about the ceremony as a whole: start, wall clock, exceptions, finish.
import { basename, join } from 'node:path';
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { practicePrefix } from '#shared/schemas/atoms.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { maxSessionLogBytes } from '#core/journal/session-log.ts';
import type { Ceremony } from '#services/offline/ceremony/ceremony.ts';
import { assertAllProven } from '#services/offline/ceremony/proofs.ts';
import type { Desk } from '#services/offline/desk.ts';
import { nothingHeld } from '#services/offline/state.ts';
import type { WorkspaceSession } from '#services/app/open-rehearsal.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';

export function sessionCalls(desk: Desk): OfflineHandlers['session'] {
  return {
    view: () => desk.view,
    start({ purpose, practice, id }) {
      desk.need(desk.state.session.phase === 'none', 'no ceremony', 'session.start');
      // It has a call of its own, which opens its journal.
      desk.need(purpose !== 'emergency', 'an approved plan', 'session.start');
      if (!practice && desk.world.practiceOnly) refuse({ code: 'PREVIEW_IS_PRACTICE' });
      if (id.startsWith(practicePrefix) !== practice) refuse({ code: 'CEREMONY_ID_NOT_PRACTICE', id });
      return desk.update({
        session: { phase: 'running', id, purpose, practice },
        earlier: [],
        earlierCeremonies: [],
      });
    },
    resume({ log }) {
      desk.need(desk.state.session.phase === 'none', 'no ceremony', 'session.resume');
      const { begun, clock, exceptions, written, createdKeys } = desk.world.recorder.look(log);
      const { id, purpose, practice } = begun;
      if (!practice && desk.world.practiceOnly) refuse({ code: 'PREVIEW_IS_PRACTICE' });
      return desk.resume(log, {
        session: { phase: 'running', id, purpose, practice },
        clock,
        exceptions: [...exceptions],
        written: [...written],
        createdKeys: [...createdKeys],
      });
    },
    async setWallClock({ wallUtc }) {
      desk.running('session.setWallClock');
      const machine = desk.world.now();
      const wall = new Date(wallUtc);
      const aheadSeconds = Math.round((machine.getTime() - wall.getTime()) / 1000);
      const clock = {
        phase: 'set' as const,
        wallUtc: wall.toISOString(),
        machineUtc: machine.toISOString(),
        aheadSeconds,
      };
      const { ceremony, readings } = desk.state;
      if (ceremony === undefined) return desk.update({ clock, readings: [...readings, clock] });
      await ceremony.noteClock(clock);
      return desk.update();
    },
    async noteException({ sheet, check }) {
      desk.running('session.noteException');
      const journal = desk.state.ceremony ?? desk.state.emergency;
      if (journal !== undefined) {
        await journal.except(sheet, check);
        return desk.update();
      }
      const { exceptions } = desk.state;
      const number = exceptions.length + 1;
      const atUtc = desk.world.now().toISOString();
      return desk.update({ exceptions: [...exceptions, { ...sheet, number, check: null, atUtc }] });
    },
    closeAlarm: () => desk.update({ alarm: null }),
    async finish({ by }) {
      const running = desk.running('session.finish');
      const { ceremony, emergency } = desk.state;
      desk.need(emergency === undefined, 'an approved plan', 'session.finish');
      if (ceremony !== undefined) return finishCeremony(desk, ceremony, by);
      desk.dropShares();
      // The stick OUT stays known: the log may be written to it afterwards.
      for (const role of ['own', 'in', 'custodian'] as const) desk.world.volumes.release(role);
      return desk.update({ ...nothingHeld, session: { ...running, phase: 'finished' } });
    },
    exportLog: () => exportLog(desk),
    leave() {
      desk.need(desk.state.session.phase === 'finished', 'a finished ceremony', 'session.leave');
      if (desk.state.ceremony === undefined) desk.world.volumes.clear();
      return desk.reset();
    },
  };
}

/**
 * Opens the session of a rehearsal with its id and its sticks. What was begun before is gone on with from the start screen, which says what
 * is gone.
 * @throws CALL_OUT_OF_ORDER while another session is open
 */
export function enterRehearsal(desk: Desk, { ceremony: id, sticks }: WorkspaceSession): View {
  const { session, earlierCeremonies } = desk.state;
  const isBegun = session.phase !== 'none' && session.id === id;
  if (isBegun || earlierCeremonies.some((each) => 'id' in each && each.id === id)) return desk.view;
  desk.need(session.phase === 'none', 'no ceremony', 'rehearsal.enter');
  for (const role of ['own', 'in', 'out'] as const) desk.world.volumes.addFolder(sticks[role], role);
  return desk.update({ session: { phase: 'running', id, purpose: 'recovery', practice: true } });
}

/** The log of a drill, as it lies on this machine, goes to the stick OUT under a name of its own. */
async function exportLog(desk: Desk): Promise<View> {
  const path = desk.world.recorder.finishedLog('session.exportLog');
  const out = desk.world.volumes.withRole('out');
  const bytes = await readWholeFile(path, maxSessionLogBytes);
  const name = `session-log-${basename(path)}`;
  await writeNewFile(join(out.path, name), bytes);
  const written = { volume: visibleText(out.name, 40), name, bytes: bytes.length };
  const file = { ...written, sha256: sha256(bytes).toString('hex'), readBack: true };
  return desk.update({ written: [...desk.state.written, file] });
}

/** The journal is closed by two people. */
function finishCeremony(desk: Desk, ceremony: Ceremony, by: readonly string[] | null): Promise<View> {
  if (by === null) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'session.finish', needs: 'two people' });
  const names = ceremony.names(by);
  if (desk.running('session.finish').purpose === 'activation') assertAllProven(ceremony);
  return endCeremony(desk, ceremony, { kind: 'journal-closed', by: names });
}

/**
 * Writes the last event of a journal; nothing secret is held any more. Its stick OUT stays known: journal and plan may be written to it
 * afterwards.
 * @throws JOURNAL_OUT_OF_ORDER if this end may not come now: then nothing was dropped
 */
export async function endCeremony(
  desk: Desk,
  ceremony: Ceremony,
  end: EventOf<'journal-closed' | 'given-up'>,
): Promise<View> {
  const running = desk.running('session.finish');
  ceremony.journal.assertMayHappen([end]);
  desk.dropShares();
  await ceremony.dropShares('cancelled');
  await ceremony.append(end);
  const { key, outcome } = desk.state;
  return desk.update({ ...nothingHeld, ceremony, key, outcome, session: { ...running, phase: 'finished' } });
}

// Calls about the ceremony as a whole: start, wall clock, exceptions, finish.
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import type { Desk } from '../../offline/desk.ts';

/** Ids of practice are told apart on every page and screen, and by every reader. */
const practicePrefix = 'PRACTICE-';

export function sessionCalls(desk: Desk): OfflineHandlers['session'] {
  return {
    view: () => desk.view,
    start({ purpose, practice, id }) {
      desk.need(desk.view.ceremony.phase === 'none', 'no ceremony', 'session.start');
      if (!practice && desk.view.practiceOnly) refuse({ code: 'PREVIEW_IS_PRACTICE' });
      if (id.startsWith(practicePrefix) !== practice) refuse({ code: 'CEREMONY_ID_NOT_PRACTICE', id });
      return desk.update({ ceremony: { phase: 'running', id, purpose, practice }, earlier: [] });
    },
    resume({ log }) {
      desk.need(desk.view.ceremony.phase === 'none', 'no ceremony', 'session.resume');
      const { begun, clock, exceptions, written, createdKeys } = desk.world.recorder.look(log);
      const { id, purpose, practice } = begun;
      if (!practice && desk.view.practiceOnly) refuse({ code: 'PREVIEW_IS_PRACTICE' });
      return desk.resume(log, {
        ceremony: { phase: 'running', id, purpose, practice },
        clock,
        exceptions: [...exceptions],
        written: [...written],
        createdKeys: [...createdKeys],
      });
    },
    setWallClock({ wallUtc }) {
      desk.running('session.setWallClock');
      const machine = desk.world.now();
      const wall = new Date(wallUtc);
      const aheadSeconds = Math.round((machine.getTime() - wall.getTime()) / 1000);
      return desk.update({
        clock: { phase: 'set', wallUtc: wall.toISOString(), machineUtc: machine.toISOString(), aheadSeconds },
      });
    },
    noteException(note) {
      desk.running('session.noteException');
      const { exceptions } = desk.view;
      const number = exceptions.length + 1;
      return desk.update({ exceptions: [...exceptions, { ...note, number, atUtc: desk.world.now().toISOString() }] });
    },
    closeAlarm: () => desk.update({ alarm: null }),
    finish() {
      const ceremony = desk.running('session.finish');
      desk.dropShares();
      desk.behind = {};
      desk.world.volumes.clear();
      return desk.update({ ceremony: { ...ceremony, phase: 'finished' }, volumes: [] });
    },
    leave() {
      desk.need(desk.view.ceremony.phase === 'finished', 'a finished ceremony', 'session.leave');
      return desk.reset();
    },
  };
}

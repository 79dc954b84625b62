// Calls about media: which are there, what role each has, which files lie on them.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Desk } from '#services/offline/desk.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { PracticeSetKind } from '#drill/practice-set.ts';

export function volumeCalls(desk: Desk): OfflineHandlers['volumes'] {
  const { volumes, now, app } = desk.world;
  return {
    async addFolder() {
      needSession(desk, 'volumes.addFolder');
      const folder = await desk.world.pickFolder();
      if (folder !== undefined) volumes.addFolder(folder);
      return desk.update();
    },
    async makePracticeSet({ language, reWrap }) {
      const { practice, purpose, id } = desk.running('volumes.makePracticeSet');
      if (!practice) refuse({ code: 'PRACTICE_ONLY' });
      const folder = await desk.world.pickFolder();
      if (folder === undefined) return desk.view;
      const { practiceSet: texts } = await loadCatalogue(language);
      const kind = setKind(purpose, reWrap);
      const { writePracticeSticks } = await import('#drill/practice-sticks.ts');
      const order = { now: now(), appVersion: app.version, kind, ceremony: id, texts };
      for (const stick of await writePracticeSticks(folder, order)) volumes.addFolder(stick);
      return desk.update(kind === 'drill' || kind === 'emergency' ? {} : { practiceSet: folder });
    },
    async askPracticeOperators({ language }) {
      const { practice } = desk.running('volumes.askPracticeOperators');
      if (!practice) refuse({ code: 'PRACTICE_ONLY' });
      const { approved, state, folder } = desk.recovery('volumes.askPracticeOperators');
      const set = desk.state.practiceSet ?? (await desk.world.pickFolder());
      if (set === undefined) return desk.view;
      const { practiceSet: texts } = await loadCatalogue(language);
      const theirs = { state, outgoing: folder.outgoing, now: now(), appVersion: app.version, texts };
      const { answerAsOperators } = await import('#drill/practice-operators.ts');
      await answerAsOperators(set, approved, theirs);
      return desk.update({ practiceSet: set });
    },
    async assign({ volume, role }) {
      needSession(desk, 'volumes.assign');
      volumes.assign(volume, role);
      await desk.noteSticks();
      return desk.update();
    },
    files({ volume }) {
      desk.running('volumes.files');
      return volumes.list(volume);
    },
  };
}

const setKind = (purpose: Purpose, reWrap: boolean): PracticeSetKind => {
  if (purpose === 'activation') return reWrap ? 're-wrap' : 'activation';
  return purpose === 'recovery' || purpose === 'emergency' ? purpose : 'drill';
};

/** Sticks are known as long as a session is on the screen; one that is over may still write its records. */
function needSession(desk: Desk, call: string): void {
  desk.need(desk.state.session.phase !== 'none', 'a running ceremony', call);
}

// Calls about media: which are there, what role each has, which files are on them.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { PracticeSetKind } from '#drill/practice-set.ts';

export function volumeCalls(appState: OfflineAppState): OfflineHandlers['volumes'] {
  const { volumes, now, app } = appState.world;
  return {
    async addFolder() {
      needSession(appState, 'volumes.addFolder');
      const folder = await appState.world.pickFolder();
      if (folder !== undefined) volumes.addFolder(folder);
      return appState.update();
    },
    async makePracticeSet({ language, reWrap }) {
      const { practice, purpose, id } = appState.running('volumes.makePracticeSet');
      if (!practice) refuse({ code: 'PRACTICE_ONLY' });
      const folder = await appState.world.pickFolder();
      if (folder === undefined) return appState.view;
      const { practiceSet: texts } = await loadCatalogue(language);
      const kind = setKind(purpose, reWrap);
      const { writePracticeSticks } = await import('#drill/practice-sticks.ts');
      const order = { now: now(), appVersion: app.version, kind, ceremony: id, texts };
      for (const stick of await writePracticeSticks(folder, order)) volumes.addFolder(stick);
      return appState.update(kind === 'drill' || kind === 'emergency' ? {} : { practiceSet: folder });
    },
    async askPracticeOperators({ language }) {
      const { practice } = appState.running('volumes.askPracticeOperators');
      if (!practice) refuse({ code: 'PRACTICE_ONLY' });
      const { approved, state, folder } = appState.recovery('volumes.askPracticeOperators');
      const set = appState.state.practiceSet ?? (await appState.world.pickFolder());
      if (set === undefined) return appState.view;
      const { practiceSet: texts } = await loadCatalogue(language);
      const theirs = { state, outgoing: folder.outgoing, now: now(), appVersion: app.version, texts };
      const { answerAsOperators } = await import('#drill/practice-operators.ts');
      await answerAsOperators(set, approved, theirs);
      return appState.update({ practiceSet: set });
    },
    async assign({ volume, role }) {
      needSession(appState, 'volumes.assign');
      // The stick of an accepted share is taken out before its turn ends: it does not lose its role instead.
      appState.need(appState.state.custodians.turn.phase !== 'accepted', 'nobody at the screen', 'volumes.assign');
      volumes.assign(volume, role);
      await appState.noteSticks();
      return appState.update();
    },
    files({ volume }) {
      appState.running('volumes.files');
      return volumes.list(volume);
    },
  };
}

const setKind = (purpose: Purpose, reWrap: boolean): PracticeSetKind => {
  if (purpose === 'activation') return reWrap ? 're-wrap' : 'activation';
  return purpose === 'recovery' || purpose === 'emergency' ? purpose : 'drill';
};

/** Sticks are known as long as a session is on the screen; one that is over may still write its records. */
function needSession(appState: OfflineAppState, call: string): void {
  appState.need(appState.state.session.phase !== 'none', 'a running ceremony', call);
}

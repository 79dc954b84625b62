// The stick that somebody brings for a new key. What comes during their turn is taken; of what was in before, they choose. No page says which it is.
import type { View } from '#shared/contract/offline/view.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Question } from '../app/confirmation.ts';
import type { OfflineAppState } from './app-state.ts';
import { stickAsked } from './questions/stick.ts';

interface StickWanted {
  readonly practice: boolean;
  /** Who is at the screen, and which stick is meant. */
  readonly lead: (texts: Catalogue) => readonly string[];
}

type Stick = View['volumes'][number];

/** Those that have no role: what has one stays what it is. */
const freeSticks = ({ view: { volumes } }: OfflineAppState): readonly Stick[] =>
  volumes.filter(({ role, present }) => role === 'none' && present);

/**
 * Waits for the stick, and gives it the role of a custodian's.
 * @returns its name
 * @throws CONFIRMATION_NOT_GIVEN where they leave
 */
export async function bringStick(appState: OfflineAppState, wanted: StickWanted): Promise<string> {
  const { confirm, volumes } = appState.world;
  // The stick of the turn before may be in still, or another one has its place.
  volumes.release('custodian');
  appState.update();
  for (let before = freeSticks(appState); ;) {
    const chosen = await confirm(askStick(appState, before, wanted));
    const now = freeSticks(appState);
    const arrived = now.filter(({ id }) => !before.some((stick) => stick.id === id));
    const found = now.find(({ id }) => id === (chosen ?? (arrived.length === 1 ? arrived[0]?.id : undefined)));
    before = now;
    if (found === undefined) continue;
    volumes.assign(found.id, 'custodian');
    appState.update();
    return found.name;
  }
}

/** @returns the stick that is chosen; undefined where others came or went */
function askStick(
  appState: OfflineAppState,
  sticks: readonly Stick[],
  { practice, lead }: StickWanted,
): Question<string | undefined> {
  const { volumes, pickFolder } = appState.world;
  const seen = JSON.stringify(sticks);
  return {
    practice,
    draw: (texts) => stickAsked(sticks, lead(texts), texts),
    async take({ typed, act }) {
      if (act === 'yes') return typed['stick'];
      const folder = await pickFolder();
      const named = folder === undefined ? undefined : volumes.addFolder(folder);
      appState.update();
      return named;
    },
    again: [],
    until: (ended) => appState.untilSo(() => JSON.stringify(freeSticks(appState)) !== seen, ended),
  };
}

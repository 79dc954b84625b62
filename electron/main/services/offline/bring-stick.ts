// The stick or token that somebody brings for a new key. What comes during their turn is taken; of the sticks that were in before, they choose. No
// page says which it is.
import type { View } from '#shared/contract/offline/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Question } from '../app/confirmation.ts';
import type { OfflineAppState } from './app-state.ts';
import type { TokenKey } from './custodian-turn.ts';
import { softTokensOn, type TokenLook, type TokenSearch } from './find-token.ts';
import { stickAsked } from './questions/stick.ts';

interface Wanted {
  readonly practice: boolean;
  /** Who is at the screen, and what is meant. */
  readonly lead: (texts: Catalogue) => readonly string[];
  /** Which tokens are taken; without it, none is. */
  readonly tokens?: TokenSearch | undefined;
  /** Whether nothing but a token is taken. */
  readonly isTokenOnly?: boolean | undefined;
}

type Stick = View['volumes'][number];

/** Those that have no role: what has one stays what it is. */
const freeSticks = ({ view: { volumes } }: OfflineAppState): readonly Stick[] =>
  volumes.filter(({ role, present }) => role === 'none' && present);

/**
 * Waits for the stick, and gives it the role of a custodian's; or for a token.
 * @returns the token; undefined where a stick came
 * @throws CONFIRMATION_NOT_GIVEN where they leave
 */
export async function bringStick(appState: OfflineAppState, wanted: Wanted): Promise<TokenKey | undefined> {
  const { confirm, volumes } = appState.world;
  // The stick of the turn before may be in still, or another one has its place.
  volumes.release('custodian');
  appState.update();
  for (let before = freeSticks(appState), problem: Fault | undefined; ;) {
    const chosen = await confirm(askStick(appState, await offered(appState, before, wanted), { ...wanted, problem }));
    problem = undefined;
    if (typeof chosen === 'object') {
      if ('key' in chosen) return chosen.key;
      ({ problem } = chosen);
    }
    const now = freeSticks(appState);
    const arrived = await offered(
      appState,
      now.filter(({ id }) => !before.some((stick) => stick.id === id)),
      wanted,
    );
    const found = now.find(({ id }) => id === (chosen ?? (arrived.length === 1 ? arrived[0]?.id : undefined)));
    before = now;
    if (found === undefined) continue;
    volumes.assign(found.id, 'custodian');
    appState.update();
    return undefined;
  }
}

/** The sticks that may be taken. Where tokens are, one with the settings of SoftHSM is none. */
async function offered(
  { world }: OfflineAppState,
  sticks: readonly Stick[],
  { tokens, isTokenOnly }: Wanted,
): Promise<readonly Stick[]> {
  if (isTokenOnly === true) return [];
  if (tokens === undefined) return sticks;
  const isToken = await Promise.all(sticks.map(async ({ id }) => (await softTokensOn(world, id)).length > 0));
  return sticks.filter((_, at) => isToken[at] !== true);
}

/** @returns the stick that is chosen, or what a look at the tokens has found; undefined where others came or went */
function askStick(
  appState: OfflineAppState,
  sticks: readonly Stick[],
  { practice, lead, tokens, isTokenOnly, problem }: Wanted & { readonly problem: Fault | undefined },
): Question<string | TokenLook | undefined> {
  const { volumes, pickFolder } = appState.world;
  const seen = JSON.stringify(freeSticks(appState));
  return {
    practice,
    problem,
    draw: (texts) =>
      stickAsked(sticks, lead(texts), texts, tokens && (isTokenOnly === true ? 'token' : 'stick-or-token')),
    async take({ typed, act }) {
      if (act === 'yes') return typed['stick'];
      if (act === 'token') return tokens?.look();
      const folder = await pickFolder();
      const named = folder === undefined ? undefined : volumes.addFolder(folder);
      appState.update();
      return named;
    },
    again: [],
    until: (ended) =>
      Promise.race([
        appState.untilSo(() => JSON.stringify(freeSticks(appState)) !== seen, ended),
        ...(tokens === undefined ? [] : [tokens.untilNew(ended)]),
      ]),
  };
}

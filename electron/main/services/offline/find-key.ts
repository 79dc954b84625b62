// Finds the key that a custodian brings: the only one on the sticks that came is theirs, or the only token; where more fit, or none, they are
// asked.
import type { Fault } from '#shared/faults/fault.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { VolumeView } from '#shared/contract/offline/volume-view.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, type Confirm, field, press, type Question } from '../app/confirmation.ts';
import { turnHelp } from '../app/questions/secret.ts';
import type { OfflineAppState } from './app-state.ts';
import type { TokenKey } from './custodian-turn.ts';
import { type TokenLook, TokenSearch } from './find-token.ts';
import type { KnownFile } from './volume-register.ts';

/** A key as a custodian brings it: in a file on a stick, or on a token. */
export type BroughtKey = { readonly file: KnownFile } | { readonly token: TokenKey };

/** Undefined where it is to be looked again; where somebody says that they have a token, for that. */
type Found = KnownFile | TokenLook | 'token' | undefined;

export class KeySearch {
  readonly #appState: OfflineAppState;
  readonly #practice: boolean;
  readonly #confirm: Confirm;
  readonly #tokens: TokenSearch;
  /** The sticks that were in when it was looked last. Folders that were there before the turn are nobody's in particular. */
  #before: readonly string[];
  /** Whether files of any name are offered. */
  #isEvery = false;

  constructor(appState: OfflineAppState, practice: boolean, confirm: Confirm) {
    this.#confirm = confirm;
    this.#appState = appState;
    this.#practice = practice;
    this.#tokens = new TokenSearch(appState);
    this.#before = appState.view.volumes.filter(({ isFolder }) => isFolder).map(({ id }) => id);
  }

  /**
   * Waits for the stick of the custodian at the screen, and gives it its role; or for their token.
   * @param problem why the key before was not taken
   * @throws CONFIRMATION_NOT_GIVEN where they leave
   */
  async next(problem?: Fault): Promise<BroughtKey> {
    // The stick of the key before may be this one, or another comes.
    this.#appState.world.volumes.release('custodian');
    this.#appState.update();
    if (problem?.code === 'TOKEN_NOT_FOUND') this.#tokens.forget();
    for (let why = problem; ;) {
      // Looked at once: a stick that comes while the others are read is one that has not been seen.
      const sticks = this.#sticks();
      const keys = await this.#keys(sticks);
      const arrived = keys.filter(({ volumeId }) => this.#isFree(volumeId) && !this.#before.includes(volumeId));
      this.#before = sticks.map(({ id }) => id);
      const [only] = arrived;
      const found = arrived.length === 1 ? only : await this.#ask(sticks, keys, arrived[0], why);
      const look = found === 'token' ? await this.#tokens.look() : found;
      if (look === undefined) continue;
      if ('key' in look) return { token: look.key };
      if ('problem' in look) {
        why = look.problem;
        continue;
      }
      // In an emergency a key may be on the stick with everything else, which keeps its role.
      if (this.#isFree(look.volumeId)) this.#appState.world.volumes.assign(look.volumeId, 'custodian');
      this.#appState.update();
      return { file: look };
    }
  }

  /** Where a key may be. */
  #sticks() {
    const { emergency, volumes } = this.#appState.view;
    return volumes.filter(({ role, present }) => present && (role === 'none' || (role === 'in' && emergency !== null)));
  }

  /** Whether a stick is in, and has no role yet. */
  #isFree(id: string): boolean {
    return this.#sticks().some((stick) => stick.id === id && stick.role === 'none');
  }

  async #keys(sticks: readonly VolumeView[]): Promise<KnownFile[]> {
    const { volumes } = this.#appState.world;
    // What was pulled since is seen with the next look.
    const lists = sticks.map(({ id }) => volumes.keysOn(id, this.#isEvery).catch(() => []));
    return (await Promise.all(lists)).flat();
  }

  /**
   * The custodian inserts a stick, or chooses among what is there.
   * @param sticks those that have been looked at
   * @param likely the key that is chosen at first
   */
  #ask(
    sticks: readonly VolumeView[],
    keys: readonly KnownFile[],
    likely: KnownFile | undefined,
    problem: Fault | undefined,
  ): Promise<Found> {
    const { world } = this.#appState;
    const before = JSON.stringify(sticks);
    const question: Question<Found> = {
      practice: this.#practice,
      problem,
      draw: keyAsked(
        this.#appState.view,
        this.#offered(keys, likely),
        keys.length === 0 ? sticks.flatMap(({ role, name }) => (role === 'none' ? [name] : [])) : [],
      ),
      take: async ({ typed, act }) => {
        if (act === 'yes') return keys[Number(typed['key'])];
        if (act === 'token') return act;
        if (act === 'every') this.#isEvery = true;
        const folder = act === 'folder' ? await world.pickFolder() : undefined;
        // Whoever names it says that their key is there, also of one that was there before.
        const named = folder === undefined ? undefined : world.volumes.addFolder(folder);
        this.#before = this.#before.filter((id) => id !== named);
        this.#appState.update();
        return undefined;
      },
      again: [],
      until: (ended) =>
        Promise.race([
          this.#appState.untilSo(() => JSON.stringify(this.#sticks()) !== before, ended),
          this.#tokens.untilNew(ended),
        ]),
    };
    return this.#confirm(question);
  }

  #offered(keys: readonly KnownFile[], likely: KnownFile | undefined): readonly OfferedKey[] {
    const { volumes, custodians } = this.#appState.view;
    // Whose share is in does not come again.
    const isOpen = ({ name }: KnownFile): boolean => custodians.accepted.every(({ fileName }) => fileName !== name);
    const chosen = likely !== undefined && isOpen(likely) ? likely : (keys.find(isOpen) ?? keys[0]);
    return keys.map((key) => ({
      name: key.name,
      stick: volumes.find(({ id }) => id === key.volumeId)?.name ?? '',
      isLikely: key === chosen,
    }));
  }
}

interface OfferedKey {
  readonly name: string;
  readonly stick: string;
  /** Chosen at first. */
  readonly isLikely: boolean;
}

/** @param without the sticks that are in and have no key */
export const keyAsked =
  (
    { custodians: { who, copy, have, required }, emergency: open }: Pick<View, 'custodians' | 'emergency'>,
    keys: readonly OfferedKey[],
    without: readonly string[],
  ) =>
  (texts: Catalogue): Asked => {
    const { custodians: t, emergency, sticks } = texts.screens;
    // Without a plan the custodian is known by the order alone.
    const alone = who ?? emergency.build.custodian(have + 1, required);
    const choices = keys.map(({ name, stick }, at) => ({ value: String(at), title: `${name} (${stick})` }));
    const value = String(
      Math.max(
        0,
        keys.findIndex(({ isLikely }) => isLikely),
      ),
    );
    const isThere = keys.length > 0;
    const isEmergency = open !== null;
    return {
      picture: { name: 'insert', stick: '' },
      title: isThere ? t.key.title : t.key.insert,
      lead: [
        copy === null ? t.key.only(alone) : t.key.withCopy(copy),
        // With a plan, the page has asked for it.
        ...(isEmergency ? [emergency.build.lookAway] : []),
        ...without.map((name) => t.key.noKey(name)),
      ],
      facts: [],
      fields: isThere ? [field('key', t.key.which, { value, form: { kind: 'choice', choices } })] : [],
      acts: isThere ? [press(t.key.take)] : [],
      ...turnHelp(texts, t.key.back, [
        press(t.help.token, 'token'),
        press(t.help.every, 'every'),
        press(sticks.folder, 'folder'),
      ]),
    };
  };

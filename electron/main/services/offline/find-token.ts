// Finds the token that a custodian brings: the only one plugged in that has a certificate that is wanted, or where a key is adopted, the only one at all.
// No PIN is tried for that.
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { findTokenModule, type TokenModule } from '#platform/token-modules.ts';
import { tokenWorkerReplySchema } from '#secrets/messages.ts';
import { readToken } from './adopt-key.ts';
import type { OfflineAppState } from './app-state.ts';
import type { TokenKey } from './custodian-turn.ts';
import { WorkerRequest } from './replies.ts';
import type { KnownFile } from './volume-register.ts';
import type { OfflineWorld } from './world.ts';

/** What a look at the tokens has found: one, or why none is taken. */
export type TokenLook = { readonly key: TokenKey } | { readonly problem: Fault };

/** How long it is waited between two looks. */
const everyMs = 2000;
/** A reader that does not answer is waited for no longer. */
const limitMs = 20_000;

/** A module, and what it is asked for. */
interface Source {
  readonly module: TokenModule;
  readonly isFolder: boolean;
}

/** What a module shows of this security domain. */
interface Found {
  /** `shares`: the positions that are wrapped to certificates on the token, as a text that compares. */
  readonly keys: readonly (TokenKey & { readonly shares: string })[];
  /** How many tokens are of nobody here. */
  readonly others: number;
}

/** What is looked for: certificates, by their thumbprints; or any key that could become a custodian's. */
type WantedKeys = readonly string[] | 'any';

export class TokenSearch {
  readonly #appState: OfflineAppState;
  readonly #wanted: WantedKeys | undefined;
  /** What is known by now: the name of the token that was in at the last look, or why none was taken. */
  #known: string | undefined;

  /** @param wanted without it, the certificates of the security domain that is loaded */
  constructor(appState: OfflineAppState, wanted?: WantedKeys) {
    this.#appState = appState;
    this.#wanted = wanted;
  }

  /** Looks once, and says whatever is wrong. @throws what is no refusal */
  async look(): Promise<TokenLook> {
    try {
      const key = await this.#find();
      this.#known = key.name;
      return { key };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Most custodians have no token: what is wrong with some other one is said where somebody asks.
      this.#known = error.fault.code === 'TOKEN_AMBIGUOUS' ? error.fault.code : undefined;
      return { problem: error.fault };
    }
  }

  /**
   * Waits for a token to be plugged in, or for a second one.
   * @param ended when nobody waits for it any more: then it does not settle
   */
  async untilNew(ended: AbortSignal): Promise<TokenLook> {
    for (;;) {
      const before = this.#known;
      const found = await this.look();
      if (this.#known !== undefined && this.#known !== before) return found;
      await pause(ended);
    }
  }

  /** The token is out: the same one is new when it comes back. */
  forget(): void {
    this.#known = undefined;
  }

  /** Waits for a token to be pulled; one that cannot be seen any more is out. @param ended as for `untilNew` */
  async untilOut({ token, serial, isFolder }: TokenKey, ended: AbortSignal): Promise<undefined> {
    const isIn = (): Promise<boolean> =>
      this.#tokensOf({ module: token.module, isFolder }).then(
        ({ keys }) => keys.some((key) => key.serial === serial),
        () => false,
      );
    while (await isIn()) await pause(ended);
    return undefined;
  }

  /**
   * The one token with a key of this security domain. Two modules may show the same card: its certificate tells.
   * @throws TOKEN_MODULES_MISSING, TOKEN_NOT_FOUND, TOKEN_FOREIGN, TOKEN_AMBIGUOUS; where no module answers, what the first was refused for
   */
  async #find(): Promise<TokenKey> {
    const sources = await this.#sources();
    if (sources.length === 0) refuse({ code: 'TOKEN_MODULES_MISSING' });
    const asked = await this.#askEach(sources);
    // What was plugged in between, those before show by now. The first that shows it tells most of it.
    const at = Math.max(0, asked.findIndex(hasKey));
    const answers = [...(await this.#askEach(sources.slice(0, at))), ...asked.slice(at)];
    const found = answers.flatMap((each): readonly Found[] => (each instanceof Refusal ? [] : [each]));
    const refusals = answers.flatMap((each): readonly Refusal[] => (each instanceof Refusal ? [each] : []));
    const failed = refusals.findLast(isOfToken) ?? refusals[0];
    const keys = found.flatMap((each) => each.keys);
    const [first] = keys;
    if (first === undefined) {
      // One that answers knows as much as one that fails where no reader is.
      if (failed !== undefined && (found.length === 0 || isOfToken(failed))) throw failed;
      return refuse({ code: found.some(({ others }) => others > 0) ? 'TOKEN_FOREIGN' : 'TOKEN_NOT_FOUND' });
    }
    const isOne = found.every((each) => each.keys.length <= 1) && keys.every(({ shares }) => shares === first.shares);
    if (!isOne) refuse({ code: 'TOKEN_AMBIGUOUS', serials: keys.map(({ serial }) => visibleText(serial, 40)) });
    return first;
  }

  /** What each module shows, or why it shows nothing. @throws TOKEN_AMBIGUOUS; what is no refusal */
  async #askEach(sources: readonly Source[]): Promise<readonly (Found | Refusal)[]> {
    const answers: (Found | Refusal)[] = [];
    // One after the other: at the same reader two modules would wait for each other.
    for (const source of sources) {
      try {
        answers.push(await this.#tokensOf(source));
      } catch (error) {
        // What another module shows beside two tokens is one of them.
        if (!(error instanceof Refusal) || error.fault.code === 'TOKEN_AMBIGUOUS') throw error;
        answers.push(error);
      }
    }
    return answers;
  }

  /** The modules of this machine; in practice also SoftHSM, for each stick with its settings. */
  async #sources(): Promise<readonly Source[]> {
    const { view, world } = this.#appState;
    const installed = (await world.tokenModules()).map((module) => ({ module, isFolder: false }));
    if (view.ceremony.phase !== 'running' || !view.ceremony.practice) return installed;
    const sticks = view.volumes.filter(({ role, present }) => role === 'none' && present);
    const inFiles = sticks.map(async ({ id, isFolder }) => {
      const settings = await softTokensOn(world, id);
      return Promise.all(
        settings.map(async ({ path }) => ({ module: await findTokenModule('softhsm2', path), isFolder })),
      );
    });
    return [...installed, ...(await Promise.all(inFiles)).flat()];
  }

  /** Asks one module, in a process that ends with its answer. @throws TOKEN_…, CUSTODY_… */
  async #tokensOf({ module, isFolder }: Source): Promise<Found> {
    const { securityDomain } = this.#appState.view;
    const loaded = securityDomain.phase === 'loaded' ? securityDomain.custodians : [];
    const thumbprints = this.#wanted ?? loaded;
    if (thumbprints === 'any') return this.#keyOn({ module, isFolder });
    const worker = this.#appState.world.host.startLoneKeyWorker(module);
    try {
      const asked = new WorkerRequest(worker, tokenWorkerReplySchema, { do: 'find-tokens', thumbprints }, []);
      const { tokens, others } = (await asked.reply(['found'], limitMs)).head;
      const keys = tokens.map(({ label, serial, positions }) => ({
        name: visibleText(`${label} ${serial}`.trim(), 80),
        ...{ label: visibleText(label, 40), serial, isFolder },
        token: { module, token: { label, serial }, lastTry: false },
        shares: positions.toSorted((a, b) => a - b).join(' '),
      }));
      return { keys, others };
    } finally {
      worker.stop();
    }
  }

  /** The one token of a module, by the certificate of a key that could become a custodian's. */
  async #keyOn({ module, isFolder }: Source): Promise<Found> {
    try {
      const found = await readToken(this.#appState.world.host, { module, token: {} }, {});
      const { label, serial } = found.token;
      const names = { label: label ?? '', serial: serial ?? '' };
      const key = {
        ...{ name: `${names.label} ${names.serial}`.trim(), ...names, isFolder },
        // Whatever is plugged in by then, its certificate tells.
        token: { module, token: {}, lastTry: false },
        shares: sha256(found.certificateDer).toString('hex'),
      };
      return { keys: [key], others: 0 };
    } catch (error) {
      if (isFaultOf(error, 'TOKEN_NOT_FOUND')) return { keys: [], others: 0 };
      throw error;
    }
  }
}

/** The settings of SoftHSM on a stick, which is then plugged in and pulled as a token is. */
export const softTokensOn = async ({ volumes }: Pick<OfflineWorld, 'volumes'>, stick: string): Promise<KnownFile[]> =>
  (await volumes.keysOn(stick, true).catch(() => [])).filter(({ path }) => basename(path) === 'softhsm2.conf');

const hasKey = (answer: Found | Refusal): boolean => !(answer instanceof Refusal) && answer.keys.length > 0;

/** Whether a token is there, and why it has no key to adopt. */
const isOfToken = ({ fault }: Refusal): boolean => fault.code.startsWith('TOKEN_CERTIFICATE');

/** A turn that is over waits for nothing more. */
async function pause(ended: AbortSignal): Promise<void> {
  await delay(everyMs, undefined, { ref: false });
  if (ended.aborted) await new Promise<never>(() => undefined);
}

// A custodian gives or proves a share at the screen: one at a time, each in a process of their own that is gone when the turn ends.
import type { AcceptedCustodian, CustodiansView, CustodianTurn } from '#shared/contract/offline/custodians-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { type Fault, isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import type { Confirm } from '../app/confirmation.ts';
import { type Again, isTypedAgain, typedAgain } from '../app/questions/secret.ts';
import { copyNamed } from './ceremony/new-keys.ts';
import { withCopyOn } from './copy-sticks.ts';
import { type CustodianTurn as GivenTurn, proveShare, type TokenKey } from './custodian-turn.ts';
import { withCertificate } from './certificate-beside.ts';
import type { OfflineAppState } from './app-state.ts';
import { type BroughtKey, KeySearch } from './find-key.ts';
import { TokenSearch } from './find-token.ts';
import { passGap } from './gap-watch.ts';
import { approveRestart } from './questions/ends.ts';
import { askedToTakeOut, askedToWait, thanked } from './questions/turn.ts';
import { noteRefusal, RecoverySession } from './recovery-session.ts';
import { nobody } from './state.ts';
import { withStick } from './with-stick.ts';
import type { KnownFile } from './volume-register.ts';

const call = 'custodians.begin';

/**
 * Goes on with the turn. What a passphrase or a process answers is dropped where the turn is over: the gap opened, the session was finished, or
 * the custodian was away for too long.
 */
const turnTo = (appState: OfflineAppState, next: CustodianTurn): View => {
  const { custodians } = appState.state;
  return appState.update({ custodians: { ...custodians, turn: turnWasAborted(appState) ? custodians.turn : next } });
};

/**
 * The turn of a custodian, behind the air gap, from their stick to its end: in the confirmation view, where no page reaches.
 * @param custodian of the plan; null where there is none
 * @param copy which copy of the key, as people say, where a copy is proven; else null
 * @throws CALL_OUT_OF_ORDER, AIR_GAP_OPEN
 */
export async function beginTurn(
  appState: OfflineAppState,
  custodian: string | null,
  copy: AcceptedCustodian['copy'],
): Promise<View> {
  const { purpose, practice } = appState.running(call);
  const { securityDomain, exchangeKey, custodians } = appState.view;
  // There custodians prove their copies, and nobody gives a share.
  appState.need(purpose !== 'activation', 'a running ceremony', call);
  appState.need(securityDomain.phase === 'loaded', 'a security domain', call);
  const isForBlob = purpose === 'recovery' || purpose === 'emergency';
  appState.need(!isForBlob || exchangeKey.phase === 'confirmed', 'an exchange key', call);
  appState.need(custodians.turn.phase === 'nobody', 'nobody at the screen', call);
  // In a drill a proof is one of a copy; a recovery takes whatever opens.
  appState.need((copy === null) === isForBlob, 'the number of the copy', call);
  // Where no process holds shares, those that the journal still has are gone.
  if (appState.state.shares === undefined) await appState.journal?.dropShares('cancelled');
  const expected = expect(appState, custodian);
  await passGap(appState, call);
  // A share check holds nothing. Processes start while the custodian looks for the stick.
  const shares = purpose === 'share-check' ? undefined : sharesOf(appState);
  const who = expected?.who ?? null;
  const { accepted } = appState.state.custodians;
  appState.update({
    shares,
    expected: expected?.certificate,
    custodians: { accepted, turn: { phase: 'choosing' }, who, copy },
  });
  const isPractice = appState.kept?.practice ?? practice;
  let work: Promise<unknown> | undefined;
  try {
    await appState.world.confirm({
      practice: isPractice,
      draw: askedToWait,
      take: nothing,
      again: [],
      until: (ended) => (work = wholeTurn(appState, isPractice, askingUntil(appState, ended))),
    });
  } catch (error) {
    // They left, or were turned away.
    if (!isFaultOf(error, 'CONFIRMATION_NOT_GIVEN')) throw error;
  } finally {
    // What is under way belongs to this turn, and ends with it.
    await work?.catch(nothing);
    appState.world.volumes.release('custodian');
  }
  return appState.update({ custodians: { ...appState.state.custodians, ...nobody } });
}

const nothing = (): undefined => undefined;

/** The session that holds the shares. It begins with the first custodian. */
function sharesOf(appState: OfflineAppState): RecoverySession {
  const { journal, state, view, world } = appState;
  if (state.shares !== undefined) return state.shares;
  const { required: custodians } = view.custodians;
  return new RecoverySession(world.host, loadedDomain(appState), { journal: journal?.journal, custodians });
}

/** Asks only while the turn goes on: whoever was turned away meanwhile is asked nothing more. */
const askingUntil =
  ({ world }: OfflineAppState, ended: AbortSignal): Confirm =>
  (question) =>
    ended.aborted ? refuse({ code: 'CONFIRMATION_NOT_GIVEN' }) : world.confirm(question);

/** Refused keys are said, and others tried, until a share is in. */
async function wholeTurn(appState: OfflineAppState, practice: boolean, confirm: Confirm): Promise<void> {
  const search = new KeySearch(appState, practice, confirm);
  let key = await search.next();
  for (;;) {
    const { turn } = await openShare(appState, key);
    if (turn.phase === 'accepted') return endTurn(appState, practice, confirm, { ...turn, key });
    // The gap opened, or the custodian was away for too long.
    if (turn.phase !== 'refused') return;
    key = await search.next(turn.fault.code === 'PASSPHRASE_CANCELLED' ? undefined : turn.fault);
  }
}

/** The stick or token is taken out, which is seen by itself; what is said then stays until somebody goes on. */
async function endTurn(
  appState: OfflineAppState,
  practice: boolean,
  confirm: Confirm,
  { fileName, thumbprint, key }: Extract<CustodianTurn, { phase: 'accepted' }> & { readonly key: BroughtKey },
): Promise<void> {
  const isToken = 'token' in key;
  const stick = isToken ? tokenIn(appState, key.token) : stickIn(appState);
  if (stick !== undefined) {
    await confirm({
      practice,
      draw: askedToTakeOut(stick.name, isToken),
      take: nothing,
      again: [],
      until: stick.untilOut,
    });
  }
  await confirm({
    practice,
    draw: (texts) => thanked(appState.view, { fileName, thumbprint, isToken }, texts),
    take: nothing,
    again: [],
  });
}

/** What has to be taken out. Nobody can take a folder out. */
interface Inserted {
  readonly name: string;
  readonly untilOut: (ended: AbortSignal) => Promise<undefined>;
}

function stickIn(appState: OfflineAppState): Inserted | undefined {
  const find = () =>
    appState.view.volumes.find(({ role, present, isFolder }) => role === 'custodian' && present && !isFolder);
  const stick = find();
  return stick && { name: stick.name, untilOut: (ended) => appState.untilSo(() => find() === undefined, ended) };
}

function tokenIn(appState: OfflineAppState, token: TokenKey): Inserted | undefined {
  if (token.isFolder) return undefined;
  return { name: token.label, untilOut: (ended) => new TokenSearch(appState).untilOut(token, ended) };
}

/** Whose turn it is: in a recovery a custodian of the plan who has not given; undefined where there is no plan. */
function expect(
  { state: { ceremony } }: OfflineAppState,
  id: string | null,
): { readonly certificate: string; readonly who: string } | undefined {
  if (ceremony === undefined) return undefined;
  const custodian = ceremony.plan.custodians.find((each) => each.id === id);
  const certificate = custodian?.certificateSha256 ?? null;
  if (custodian === undefined || certificate === null || ceremony.state.shares.includes(certificate)) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a custodian of the plan' });
  }
  return { certificate, who: ceremony.nameOf(custodian.person) };
}

/**
 * Drops every share, if people say so: the first custodian comes again.
 * @throws CALL_OUT_OF_ORDER; CONFIRMATION_NOT_GIVEN before anything is dropped; JOURNAL_…
 */
export async function restart(appState: OfflineAppState): Promise<View> {
  const { practice } = appState.running('custodians.restart');
  await appState.world.confirm(approveRestart(appState.view, appState.kept, practice));
  appState.dropShares();
  await appState.journal?.dropShares('cancelled');
  return appState.update();
}

/**
 * Opens a key. A passphrase or PIN that is wrong is typed again in place, also where a token has said that it has one try left; whatever else is
 * refused is what the turn says then.
 */
async function openShare(appState: OfflineAppState, key: BroughtKey): Promise<CustodiansView> {
  for (let again: Again = { tries: 1, problem: undefined }; ;) {
    const { custodians } = await tryToOpen(appState, key, again);
    const { turn } = custodians;
    if (turn.phase !== 'refused' || !isTypedAgain(turn.fault)) return custodians;
    again = typedAgain(again, turn.fault);
  }
}

/** Whatever happens, it ends as accepted or refused, and a refusal is in the log. */
async function tryToOpen(appState: OfflineAppState, key: BroughtKey, again: Again): Promise<View> {
  const isToken = 'token' in key;
  const { name: fileName } = isToken ? key.token : key.file;
  const { phase } = appState.state.custodians.turn;
  appState.need(phase === 'choosing' || phase === 'refused', 'a custodian at the screen', call);
  turnTo(appState, { phase: 'passphrase', fileName });
  try {
    assertNamedSo(appState, fileName);
    const given = await withStick(appState, () =>
      giveWith(appState, key, again.problem, async () => {
        if (turnWasAborted(appState)) refuse({ code: 'PASSPHRASE_CANCELLED' });
        const { who: name, copy, have, required } = appState.view.custodians;
        // Without a plan the custodian is known by the order alone.
        const custodian = name === null ? { turn: have + 1, of: required } : { name };
        const stick = isToken ? key.token.label : nameOfStick(appState, key.file);
        const who = copy === null ? custodian : { copy };
        const use = isToken ? 'pin' : 'share';
        const passphrase = await appState.world.askPassphrase({ ...again, who, stick, fileName, use });
        turnTo(appState, { phase: 'opening', fileName });
        return passphrase;
      }),
    );
    if (turnWasAborted(appState)) return appState.view;
    const { thumbprintS256: thumbprint, isChallenged } = given;
    const onItsWord = isChallenged === false && { onItsWord: true as const };
    const { accepted, who, copy } = appState.state.custodians;
    if (copy !== null) {
      const proven = { kind: 'custodian-proven', certificateSha256: certificateSha256Of(thumbprint), copy } as const;
      await appState.state.log?.append({ ...proven, ...onItsWord });
    }
    // Who gives again after every share was lost is there once.
    const others = accepted.filter((each) => each.thumbprint !== thumbprint || each.copy !== copy);
    const own = {
      ...{ thumbprint, fileName, who: who ?? '', copy, atUtc: appState.world.now().toISOString() },
      ...onItsWord,
      ...(isToken && { onToken: true as const }),
    };
    const turn = { phase: 'accepted', fileName, thumbprint } as const;
    return appState.update({ custodians: { ...appState.state.custodians, accepted: [...others, own], turn } });
  } catch (error) {
    const isExpected = error instanceof Refusal;
    // A process that has ended took the shares with it: what follows begins with the first custodian again.
    const fault = isExpected ? error.fault : ({ code: 'UNEXPECTED', call } as const);
    const view = turnTo(appState, { phase: 'refused', fileName, fault });
    if (!isExpected) throw error;
    return view;
  }
}

const nameOfStick = ({ view: { volumes } }: OfflineAppState, { volumeId }: KnownFile): string =>
  volumes.find(({ id }) => id === volumeId)?.name ?? '';

/** The gap opened, or the session was finished, while a passphrase was typed or a share opened: nobody's turn is left to end. */
const turnWasAborted = (appState: OfflineAppState): boolean => appState.state.custodians.turn.phase === 'nobody';

/**
 * Refuses a key file that bears the number of the other copy: one stick would pass for two.
 * @throws COPY_NAMED_OTHERWISE
 */
function assertNamedSo(appState: OfflineAppState, file: string): void {
  const { copy } = appState.state.custodians;
  const named = copyNamed(file);
  if (copy !== null && named !== undefined && named !== copy) refuse({ code: 'COPY_NAMED_OTHERWISE', file, copy });
}

/** Shares that are given are tried together in the end: nothing there rests on a worker's word. */
type Accepted = Promise<{ readonly thumbprintS256: string; readonly isChallenged?: boolean }>;

/**
 * @param problem why it is tried again: where people have read that one try is left, they use it
 * @returns whose share it was, and in a share check whether a certificate was at hand
 */
async function giveWith(
  appState: OfflineAppState,
  key: BroughtKey,
  problem: Fault | undefined,
  askPassphrase: () => Promise<Buffer>,
): Accepted {
  const { purpose } = appState.running(call);
  const { shares, expected } = appState.state;
  const typed = { passphrase: { from: 'message' }, askPassphrase } as const;
  const lastTry = problem?.code === 'TOKEN_LAST_TRY';
  const turn: GivenTurn =
    'token' in key
      ? { ...typed, keyFile: key.token.name, token: { ...key.token.token, lastTry } }
      : { ...typed, keyFile: key.file.path, within: key.file.within };
  if (purpose === 'share-check') return prove(appState, turn, key);
  // Gone where every process was ended since the turn began.
  return (shares ?? refuse({ code: 'SHARES_LOST' })).addCustodian(turn, expected);
}

/**
 * A share check holds nothing: the process that opened the share ends with the turn. Each copy of each key is proven once.
 * @throws COPY_ALREADY_PROVEN, COPIES_ON_ONE_STICK, VOLUME_GONE, as proveShare
 */
async function prove(appState: OfflineAppState, turn: GivenTurn, key: BroughtKey): Accepted {
  const domain = parseSecurityDomain(loadedDomain(appState));
  const { accepted, copy } = appState.state.custodians;
  const proven = accepted.filter((each) => each.copy === copy).map(({ thumbprint }) => thumbprint);
  const taken = domain.shares.flatMap(({ thumbprintS256 }, at) => (proven.includes(thumbprintS256) ? [at] : []));
  const { volumes } = appState.world;
  // Two copies of a key are on two tokens as on two sticks.
  const onToken = ({ name, serial }: TokenKey) => ({ name, device: { serial } });
  const stick = 'token' in key ? onToken(key.token) : volumes.mediumOf(key.file);
  try {
    const proof = await proveShare(appState.world.host, domain, await withCertificate(domain, turn), taken);
    if ('file' in key) await volumes.needStill(key.file);
    if (copy !== null) {
      const which = { key: proof.thumbprintS256, copy };
      appState.update({ copySticks: withCopyOn(appState.state.copySticks, which, stick) });
    }
    return proof;
  } catch (error) {
    const given = copy !== null && error instanceof Refusal && error.fault.code === 'CUSTODIAN_ALREADY_GIVEN';
    const named = given
      ? new Refusal({ code: 'COPY_ALREADY_PROVEN', custodian: error.fault.custodian, copy }, error)
      : error;
    if (appState.state.log) await noteRefusal(appState.state.log, named, null);
    throw named;
  }
}

function loadedDomain(appState: OfflineAppState): Buffer {
  const { domainFile } = appState.state;
  return domainFile ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a security domain' });
}

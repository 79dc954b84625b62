// A custodian gives or proves a share at the screen: one at a time, each in a process of their own that is gone when the turn ends.
import type { AcceptedCustodian } from '#shared/contract/offline/custodians-view.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { CeremonySession } from './ceremony-session.ts';
import { copyNamed } from './ceremony/new-keys.ts';
import { type CustodianTurn as GivenTurn, proveShare } from './custodian-turn.ts';
import type { Desk } from './desk.ts';
import { passGap } from './gap-watch.ts';
import { RecoverySession } from './recovery-session.ts';
import { nobody } from './state.ts';
import { nextTurn, type TurnEvent } from './turn-at-screen.ts';
import type { KnownFile } from './volume-register.ts';

/** Goes on with the turn. @throws CALL_OUT_OF_ORDER */
const turnTo = (desk: Desk, event: TurnEvent, call = 'custodians.open'): View =>
  desk.update({
    custodians: { ...desk.state.custodians, turn: nextTurn(desk.state.custodians.turn, event, call) },
  });

/**
 * Begins the turn of a custodian, behind the air gap.
 * @param custodian of the plan; null where there is none
 * @param copy which copy of the key, as people say, where a copy is proven; else null
 * @throws CALL_OUT_OF_ORDER, AIR_GAP_OPEN
 */
export async function beginTurn(desk: Desk, custodian: string | null, copy: AcceptedCustodian['copy']): Promise<View> {
  const call = 'custodians.begin';
  const { practice, purpose } = desk.running(call);
  const { securityDomain, exchangeKey, custodians } = desk.view;
  // There custodians prove their copies, and nobody gives a share.
  desk.need(purpose !== 'activation', 'a running ceremony', call);
  desk.need(securityDomain.phase === 'loaded', 'a security domain', call);
  const isForBlob = purpose === 'recovery' || purpose === 'emergency';
  desk.need(!isForBlob || exchangeKey.phase === 'confirmed', 'an exchange key', call);
  const turn = nextTurn(custodians.turn, { kind: 'begun' }, call);
  // In a drill a proof is one of a copy; a recovery takes whatever opens.
  desk.need((copy === null) === isForBlob, 'the number of the copy', call);
  const expected = expect(desk, custodian);
  await passGap(desk, practice);
  // Everything else is loaded: in an emergency all may lie on one stick.
  if (purpose === 'emergency') desk.world.volumes.release('in');
  const who = expected?.who ?? null;
  return desk.update({
    expected: expected?.certificate,
    custodians: { accepted: desk.state.custodians.accepted, turn, who, copy },
  });
}

/** Whose turn it is: in a recovery a custodian of the plan who has not given; undefined where there is no plan. */
function expect(
  { state: { ceremony } }: Desk,
  id: string | null,
): { readonly certificate: string; readonly who: string } | undefined {
  if (ceremony === undefined) return undefined;
  const custodian = ceremony.plan.custodians.find((each) => each.id === id);
  const certificate = custodian?.certificateSha256 ?? null;
  if (custodian === undefined || certificate === null || ceremony.state.shares.includes(certificate)) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.begin', needs: 'a custodian of the plan' });
  }
  return { certificate, who: ceremony.nameOf(custodian.person) };
}

/** Asks for the passphrase of a key in a window of its own, and opens it. @throws CALL_OUT_OF_ORDER, FILE_TOKEN_UNKNOWN, VOLUME_ROLE_WRONG */
export async function openKey(desk: Desk, token: string): Promise<View> {
  const known = chosen(desk, token);
  const { who: name, copy, have, required } = desk.view.custodians;
  // Without a plan the custodian is known by the order alone.
  const who = copy === null ? { name: name ?? `${have + 1}/${required}` } : { copy };
  turnTo(desk, { kind: 'chosen', fileName: known.name });
  return openShare(desk, known, () => desk.world.askPassphrase({ who, fileName: known.name, use: 'share' }));
}

/** The same with a passphrase that was typed on the page. It is wiped. @throws as openKey */
export async function openKeyWith(desk: Desk, token: string, passphrase: Buffer): Promise<View> {
  try {
    return await openShare(desk, chosen(desk, token), () => Promise.resolve(passphrase));
  } finally {
    wipe(passphrase);
  }
}

function chosen(desk: Desk, token: string): KnownFile {
  desk.running('custodians.open');
  nextTurn(desk.state.custodians.turn, { kind: 'chosen', fileName: '' }, 'custodians.open');
  return desk.world.volumes.file(token, 'custodian');
}

/** The custodian leaves, with the stick. @throws CALL_OUT_OF_ORDER */
export function endTurn(desk: Desk): View {
  const call = 'custodians.end';
  desk.running(call);
  nextTurn(desk.state.custodians.turn, { kind: 'left' }, call);
  desk.world.volumes.release('custodian');
  return desk.update({ custodians: { ...desk.state.custodians, ...nobody } });
}

/** Drops every share: the first custodian comes again. @throws CALL_OUT_OF_ORDER, JOURNAL_… */
export async function restart(desk: Desk): Promise<View> {
  desk.running('custodians.restart');
  desk.dropShares();
  await desk.kept?.dropShares('cancelled');
  return desk.update();
}

/** Whatever happens, the turn ends as accepted or refused; a refusal is state, so that a screen that starts anew still shows it. */
async function openShare(desk: Desk, { path, name: fileName }: KnownFile, ask: () => Promise<Buffer>): Promise<View> {
  try {
    assertNamedSo(desk, fileName);
    const passphrase = await ask();
    if (isOver(desk)) {
      wipe(passphrase);
      return desk.view;
    }
    turnTo(desk, { kind: 'typed', fileName });
    const thumbprint = await giveWith(desk, path, passphrase);
    const { accepted, who, copy } = desk.state.custodians;
    // Who gives again after every share was lost is there once.
    const others = accepted.filter((each) => each.thumbprint !== thumbprint || each.copy !== copy);
    const own = { thumbprint, fileName, who: who ?? '', copy, atUtc: desk.world.now().toISOString() };
    const turn = nextTurn(desk.state.custodians.turn, { kind: 'accepted', fileName, thumbprint }, 'custodians.open');
    return desk.update({ custodians: { ...desk.state.custodians, accepted: [...others, own], turn } });
  } catch (error) {
    const isExpected = error instanceof Refusal;
    // A process that has ended took the shares with it: what follows begins with the first custodian again.
    const fault = isExpected ? error.fault : ({ code: 'UNEXPECTED', call: 'custodians.open' } as const);
    const view = turnTo(desk, { kind: 'refused', fileName, fault });
    if (!isExpected) throw error;
    return view;
  }
}

/** The gap opened, or the session was finished, while a passphrase was typed or a share opened: nobody's turn is left to end. */
const isOver = (desk: Desk): boolean => desk.state.custodians.turn.phase === 'nobody';

/**
 * Refuses a key file that bears the number of the other copy: one stick would pass for two.
 * @throws COPY_NAMED_OTHERWISE
 */
function assertNamedSo(desk: Desk, file: string): void {
  const { copy } = desk.state.custodians;
  const named = copyNamed(file);
  if (copy !== null && named !== undefined && named !== copy) refuse({ code: 'COPY_NAMED_OTHERWISE', file, copy });
}

/**
 * Gives a share with a passphrase, which is wiped whatever happens.
 * @returns the thumbprint of the custodian's certificate, base64url
 */
async function giveWith(desk: Desk, keyFile: string, passphraseBytes: Buffer): Promise<string> {
  const { purpose } = desk.running('custodians.open');
  const turn: GivenTurn =
    passphraseBytes.length === 0
      ? { keyFile, passphrase: { from: 'nowhere' } }
      : { keyFile, passphrase: { from: 'message' }, passphraseBytes };
  try {
    return (await wayOf(purpose)(desk, turn)).thumbprintS256;
  } finally {
    wipe(passphraseBytes);
  }
}

type Accepted = Promise<{ readonly thumbprintS256: string }>;

function wayOf(purpose: Purpose): (desk: Desk, turn: GivenTurn) => Accepted {
  if (purpose === 'share-check') return prove;
  if (purpose === 'emergency') return giveInEmergency;
  return purpose === 'recovery' ? giveInCeremony : giveInDrill;
}

/**
 * A share check holds nothing: the process that opened the share ends with the turn. Each copy of each key is proven once.
 * @throws COPY_ALREADY_PROVEN, as proveShare
 */
async function prove(desk: Desk, turn: GivenTurn): Accepted {
  const domain = parseSecurityDomain(loadedDomain(desk));
  const { accepted, copy } = desk.state.custodians;
  const proven = accepted.filter((each) => each.copy === copy).map(({ thumbprint }) => thumbprint);
  const taken = domain.shares.flatMap(({ thumbprintS256 }, at) => (proven.includes(thumbprintS256) ? [at] : []));
  try {
    return await proveShare(desk.world.host, domain, turn, taken);
  } catch (error) {
    if (copy !== null && error instanceof Refusal && error.fault.code === 'CUSTODIAN_ALREADY_GIVEN') {
      refuse({ code: 'COPY_ALREADY_PROVEN', custodian: error.fault.custodian, copy }, error);
    }
    throw error;
  }
}

/** Its session holds the shares of a drill, and begins with the first custodian. */
function giveInDrill(desk: Desk, turn: GivenTurn): Accepted {
  const custodians = desk.view.custodians.required;
  const drill = desk.state.drill ?? new RecoverySession(desk.world.host, loadedDomain(desk), { custodians });
  desk.update({ drill });
  return drill.addCustodian(turn);
}

/** Gives a share to the ceremony. Its session begins with the first custodian; when the journal says that the shares are gone, it is over. */
async function giveInCeremony(desk: Desk, turn: GivenTurn): Accepted {
  const ceremony = desk.recovery('custodians.open');
  const exchangeKey = desk.state.key?.judged;
  if (exchangeKey === undefined) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.open', needs: 'an exchange key' });
  }
  if (desk.state.shares === undefined) await ceremony.dropShares('cancelled');
  const shares =
    desk.state.shares ??
    new CeremonySession(
      { host: desk.world.host, securityDomain: loadedDomain(desk), journal: ceremony.journal, exchangeKey },
      { custodians: desk.view.custodians.required },
    );
  desk.update({ shares });
  return shares.addCustodian(turn, desk.state.expected);
}

/** The same without a plan: whoever's key opens a share of the security domain gives it. */
async function giveInEmergency(desk: Desk, turn: GivenTurn): Accepted {
  const emergency = desk.emergency('custodians.open');
  const { emergencyKey } = desk.state;
  if (emergencyKey === undefined) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.open', needs: 'an exchange key' });
  }
  const shares = desk.state.shares ?? (await emergency.shares(desk.world.host, loadedDomain(desk), emergencyKey));
  desk.update({ shares });
  return shares.addCustodian(turn);
}

function loadedDomain(desk: Desk): Buffer {
  const { domainFile } = desk.state;
  return domainFile ?? refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.open', needs: 'a security domain' });
}

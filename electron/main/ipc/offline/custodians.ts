// Calls about custodians: one at a time, each in a process of their own that is gone when the turn ends.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { AcceptedCustodian, CustodianTurn } from '#shared/contract/offline/custodians-view.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { CeremonySession } from '#services/offline/ceremony-session.ts';
import { copyNamed } from '#services/offline/ceremony/new-keys.ts';
import type { Desk } from '#services/offline/desk.ts';
import { passGap } from '#services/offline/gap-watch.ts';
import { type CustodianTurn as GivenTurn, proveShare } from '#services/offline/custodian-turn.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import type { KnownFile } from '#services/offline/volume-register.ts';

export function custodianCalls(desk: Desk): OfflineHandlers['custodians'] {
  return {
    async begin({ custodian, copy }) {
      const { practice, purpose } = desk.running('custodians.begin');
      const { securityDomain, exchangeKey, custodians } = desk.view;
      // There custodians prove their copies, and nobody gives a share.
      desk.need(purpose !== 'activation', 'a running ceremony', 'custodians.begin');
      desk.need(securityDomain.phase === 'loaded', 'a security domain', 'custodians.begin');
      const isForBlob = purpose === 'recovery' || purpose === 'emergency';
      desk.need(!isForBlob || exchangeKey.phase === 'confirmed', 'an exchange key', 'custodians.begin');
      desk.need(custodians.turn.phase === 'nobody', 'nobody at the screen', 'custodians.begin');
      // In a drill a proof is one of a copy; a recovery takes whatever opens.
      desk.need((copy === null) === isForBlob, 'the number of the copy', 'custodians.begin');
      const who = expect(desk, custodian);
      await passGap(desk, practice);
      // Everything else is loaded: in an emergency all may lie on one stick.
      if (purpose === 'emergency') desk.world.volumes.release('in');
      return desk.showCeremony({ custodians: { ...desk.view.custodians, turn: { phase: 'choosing' }, who, copy } });
    },
    async open({ file }) {
      const known = keyFile(desk, file);
      setTurn(desk, { phase: 'passphrase', fileName: known.name });
      const { who: name, copy } = desk.view.custodians;
      // Without a plan the custodian is known by the order alone.
      const who = copy === null ? { name: name ?? nextNumber(desk) } : { copy };
      return openShare(desk, known, () => desk.world.askPassphrase({ who, fileName: known.name, use: 'share' }));
    },
    openHere({ file, passphrase }) {
      const known = keyFile(desk, file);
      const bytes = Buffer.from(passphrase);
      wipe(passphrase);
      return openShare(desk, known, () => Promise.resolve(bytes));
    },
    stay: () => desk.stir(),
    end() {
      desk.running('custodians.end');
      const { phase } = desk.view.custodians.turn;
      desk.need(phase !== 'nobody' && phase !== 'opening', 'a custodian at the screen', 'custodians.end');
      desk.world.volumes.release('custodian');
      desk.showVolumes();
      const nobody = { turn: { phase: 'nobody' as const }, who: null, copy: null };
      return desk.update({ custodians: { ...desk.view.custodians, ...nobody } });
    },
    async restart() {
      desk.running('custodians.restart');
      desk.dropShares();
      await desk.kept?.dropShares('cancelled');
      return desk.showCeremony();
    },
  };
}

/**
 * Says whose turn it is: in a recovery a custodian of the plan who has not given.
 * @returns their name; null where there is no plan
 */
function expect(desk: Desk, id: string | null): string | null {
  const { ceremony } = desk.behind;
  delete desk.behind.expected;
  if (ceremony === undefined) return null;
  const custodian = ceremony.plan.custodians.find((each) => each.id === id);
  const certificate = custodian?.certificateSha256 ?? null;
  if (custodian === undefined || certificate === null || ceremony.state.shares.includes(certificate)) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.begin', needs: 'a custodian of the plan' });
  }
  desk.behind.expected = certificate;
  return ceremony.nameOf(custodian.person);
}

const nextNumber = ({ view: { custodians } }: Desk): string => `${custodians.have + 1}/${custodians.required}`;

function setTurn(desk: Desk, turn: CustodianTurn): View {
  return desk.update({ custodians: { ...desk.view.custodians, turn } });
}

function keyFile(desk: Desk, token: string): KnownFile {
  desk.running('custodians.open');
  const { phase } = desk.view.custodians.turn;
  desk.need(phase === 'choosing' || phase === 'refused', 'a custodian at the screen', 'custodians.open');
  return desk.world.volumes.file(token, 'custodian');
}

/**
 * Refuses a key file that bears the number of the other copy: one stick would pass for two.
 * @throws COPY_NAMED_OTHERWISE
 */
function assertNamedSo(desk: Desk, file: string): void {
  const { copy } = desk.view.custodians;
  const named = copyNamed(file);
  if (copy !== null && named !== undefined && named !== copy) refuse({ code: 'COPY_NAMED_OTHERWISE', file, copy });
}

/** Whatever happens, the turn ends as accepted or refused; a refusal is state, so that a screen that starts anew still shows it. */
async function openShare(desk: Desk, { path, name }: KnownFile, ask: () => Promise<Buffer>): Promise<View> {
  try {
    assertNamedSo(desk, name);
    const passphrase = await ask();
    if (isOver(desk)) {
      wipe(passphrase);
      return desk.view;
    }
    setTurn(desk, { phase: 'opening', fileName: name });
    const accepted = await giveShare(desk, path, name, passphrase);
    const { custodians } = desk.view;
    return desk.showCeremony({
      custodians: {
        ...custodians,
        have: custodians.have + 1,
        accepted: [...custodians.accepted, accepted],
        turn: { phase: 'accepted', fileName: name, thumbprint: accepted.thumbprint },
      },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) {
      setTurn(desk, { phase: 'refused', fileName: name, fault: { code: 'UNEXPECTED', call: 'custodians.open' } });
      throw error;
    }
    if (isOver(desk)) return desk.view;
    // A process that has ended took the shares with it: what follows begins with the first custodian again.
    const turn = { phase: 'refused' as const, fileName: name, fault: error.fault };
    return desk.showCeremony({ custodians: { ...desk.view.custodians, turn } });
  }
}

/** The gap opened, or the session was finished, while a passphrase was typed or a share opened: nobody's turn is left to end. */
const isOver = (desk: Desk): boolean => desk.view.custodians.turn.phase === 'nobody';

async function giveShare(desk: Desk, path: string, name: string, passphrase: Buffer): Promise<AcceptedCustodian> {
  const { purpose } = desk.running('custodians.open');
  const turn = {
    keyFile: path,
    ...(passphrase.length === 0
      ? { passphrase: { from: 'nowhere' as const } }
      : { passphrase: { from: 'message' as const }, passphraseBytes: passphrase }),
  };
  try {
    const { thumbprintS256 } = await deed(desk, purpose, turn);
    const { who, copy } = desk.view.custodians;
    const atUtc = desk.world.now().toISOString();
    return { thumbprint: thumbprintS256, fileName: name, who: who ?? '', copy, atUtc };
  } finally {
    wipe(passphrase);
  }
}

/**
 * A share check holds nothing: the process that opened the share ends with the turn. Each copy of each key is proven once.
 * @throws COPY_ALREADY_PROVEN, as proveShare
 */
async function prove(desk: Desk, turn: GivenTurn): ReturnType<typeof proveShare> {
  const domain = parseSecurityDomain(loadedDomain(desk));
  const { accepted, copy } = desk.view.custodians;
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

function deed(desk: Desk, purpose: Purpose, turn: GivenTurn): Promise<{ readonly thumbprintS256: string }> {
  if (purpose === 'share-check') return prove(desk, turn);
  if (purpose === 'emergency') return giveInEmergency(desk, turn);
  return purpose === 'recovery' ? give(desk, turn) : drillOf(desk).addCustodian(turn);
}

/** The session that holds the shares of a drill, begun with the first custodian. */
function drillOf(desk: Desk): RecoverySession {
  desk.behind.drill ??= new RecoverySession(desk.world.host, loadedDomain(desk), {
    custodians: desk.view.custodians.required,
  });
  return desk.behind.drill;
}

/** Gives a share to the ceremony. Its session begins with the first custodian; when the journal says that the shares are gone, it is over. */
async function give(desk: Desk, turn: GivenTurn): Promise<{ readonly thumbprintS256: string }> {
  const ceremony = desk.recovery('custodians.open');
  const { key, expected } = desk.behind;
  if (key?.judged === undefined) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.open', needs: 'an exchange key' });
  }
  if (desk.behind.shares === undefined) await ceremony.dropShares('cancelled');
  desk.behind.shares ??= new CeremonySession(
    {
      host: desk.world.host,
      securityDomain: loadedDomain(desk),
      journal: ceremony.journal,
      exchangeKey: key.judged,
    },
    { custodians: desk.view.custodians.required },
  );
  return desk.behind.shares.addCustodian(turn, expected);
}

/** The same without a plan: whoever's key opens a share of the security domain gives it. */
async function giveInEmergency(desk: Desk, turn: GivenTurn): Promise<{ readonly thumbprintS256: string }> {
  const emergency = desk.emergency('custodians.open');
  const { emergencyKey } = desk.behind;
  if (emergencyKey === undefined) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.open', needs: 'an exchange key' });
  }
  desk.behind.shares ??= await emergency.shares(desk.world.host, loadedDomain(desk), emergencyKey);
  return desk.behind.shares.addCustodian(turn);
}

function loadedDomain(desk: Desk): Buffer {
  const { securityDomain } = desk.behind;
  return securityDomain ?? refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.open', needs: 'a security domain' });
}

// Calls about custodians: one at a time, each in a process of their own that is gone when the turn ends.
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import type { AcceptedCustodian, CustodianTurn, View } from '../../../../shared/contract/offline/view.ts';
import { Refusal, refuse } from '../../../../shared/faults/fault.ts';
import { wipe } from '../../core/encoding/bytes.ts';
import { parseSecurityDomain } from '../../core/security-domain/security-domain.ts';
import type { Desk } from '../../offline/desk.ts';
import { passGap } from '../../offline/gap-watch.ts';
import { type CustodianTurn as GivenTurn, proveShare } from '../../offline/custodian-turn.ts';
import { RecoverySession } from '../../offline/recovery-session.ts';
import type { KnownFile } from '../../offline/volume-register.ts';

export function custodianCalls(desk: Desk): OfflineHandlers['custodians'] {
  return {
    async begin() {
      const { practice, purpose } = desk.running('custodians.begin');
      const { securityDomain, exchangeKey, custodians } = desk.view;
      desk.need(securityDomain.phase === 'loaded', 'a security domain', 'custodians.begin');
      desk.need(purpose !== 'recovery' || exchangeKey.phase === 'confirmed', 'an exchange key', 'custodians.begin');
      desk.need(custodians.turn.phase === 'nobody', 'nobody at the screen', 'custodians.begin');
      await passGap(desk, practice);
      return setTurn(desk, { phase: 'choosing' });
    },
    async open({ file }) {
      const known = keyFile(desk, file);
      setTurn(desk, { phase: 'passphrase', fileName: known.name });
      const who = `Custodian ${desk.view.custodians.have + 1} of ${desk.view.custodians.required}`;
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
      return setTurn(desk, { phase: 'nobody' });
    },
    restart() {
      desk.running('custodians.restart');
      desk.dropShares();
      return desk.view;
    },
  };
}

function setTurn(desk: Desk, turn: CustodianTurn): View {
  return desk.update({ custodians: { ...desk.view.custodians, turn } });
}

function keyFile(desk: Desk, token: string): KnownFile {
  desk.running('custodians.open');
  const { phase } = desk.view.custodians.turn;
  desk.need(phase === 'choosing' || phase === 'refused', 'a custodian at the screen', 'custodians.open');
  return desk.world.volumes.file(token, 'custodian');
}

/** Whatever happens, the turn ends as accepted or refused; a refusal is state, so that a screen that starts anew still shows it. */
async function openShare(desk: Desk, { path, name }: KnownFile, ask: () => Promise<Buffer>): Promise<View> {
  try {
    const passphrase = await ask();
    if (isOver(desk)) {
      wipe(passphrase);
      return desk.view;
    }
    setTurn(desk, { phase: 'opening', fileName: name });
    const accepted = await giveShare(desk, path, name, passphrase);
    const { custodians } = desk.view;
    return desk.update({
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
    return setTurn(desk, { phase: 'refused', fileName: name, fault: error.fault });
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
    const { thumbprintS256 } =
      purpose === 'share-check' ? await prove(desk, turn) : await sessionOf(desk).addCustodian(turn);
    return { thumbprint: thumbprintS256, fileName: name, atUtc: desk.world.now().toISOString() };
  } finally {
    wipe(passphrase);
  }
}

/** A share check holds nothing: the process that opened the share ends with the turn. */
function prove(desk: Desk, turn: GivenTurn): ReturnType<typeof proveShare> {
  const domain = parseSecurityDomain(loadedDomain(desk));
  const proven = desk.view.custodians.accepted.map(({ thumbprint }) => thumbprint);
  const taken = domain.shares.flatMap(({ thumbprintS256 }, at) => (proven.includes(thumbprintS256) ? [at] : []));
  return proveShare(desk.world.host, domain, turn, taken);
}

/** The session that holds the shares, begun with the first custodian. */
function sessionOf(desk: Desk): RecoverySession {
  desk.behind.session ??= new RecoverySession(desk.world.host, loadedDomain(desk), {
    custodians: desk.view.custodians.required,
  });
  return desk.behind.session;
}

function loadedDomain(desk: Desk): Buffer {
  const { securityDomain } = desk.behind;
  return securityDomain ?? refuse({ code: 'CALL_OUT_OF_ORDER', call: 'custodians.open', needs: 'a security domain' });
}

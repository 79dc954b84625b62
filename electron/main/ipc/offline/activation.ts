// Calls about the new keys of custodians, in an activation or a re-wrap: made, checked, sent, and proven with the file that comes back.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { OrderNeed } from '#shared/faults/shell.ts';
import type { Ceremony } from '#services/offline/ceremony/ceremony.ts';
import { allCertificates, checkNewKey, makeNewKey, writeSecondCopy } from '#services/offline/ceremony/new-keys.ts';
import { type NewDomain, noteOldSet, proveCopy, takeDomain, writeRegister } from '#services/offline/ceremony/proofs.ts';
import { exportSigned, noteSentReadBack } from '#services/offline/ceremony/sending.ts';
import { sentCertificates } from '#services/offline/ceremony/view.ts';
import type { Desk } from '#services/offline/desk.ts';
import { passGap } from '#services/offline/gap-watch.ts';
import { endCeremony } from './session.ts';

type Turn = Omit<NonNullable<ActivationView['turn']>, 'who'>;

export function activationCalls(desk: Desk): OfflineHandlers['activation'] {
  return {
    makeKey: ({ custodian, bits }) =>
      atTheScreen(desk, { custodian, copy: 1, doing: 'make' }, async (ceremony) => {
        desk.behind.uncopied = await makeNewKey(desk.world, ceremony, { custodian, bits });
      }),
    writeCopy: ({ custodian }) =>
      atTheScreen(desk, { custodian, copy: 2, doing: 'write' }, async (ceremony) => {
        await writeSecondCopy(desk.world, ceremony, custodian, desk.behind.uncopied);
        delete desk.behind.uncopied;
      }),
    checkCopy: (which) =>
      atTheScreen(desk, { ...which, doing: 'check' }, (ceremony) => checkNewKey(desk.world, ceremony, which)),
    exportCertificates: () =>
      showing(desk, () => {
        const ceremony = activationOf(desk, 'activation.exportCertificates');
        return exportSigned(desk.world, ceremony, {
          type: 'activation-certificates',
          sent: sentCertificates(ceremony),
          content: () => allCertificates(ceremony),
        });
      }),
    confirmReadBack: (answer) =>
      showing(desk, () => {
        const ceremony = activationOf(desk, 'activation.confirmReadBack');
        return noteSentReadBack(ceremony, 'activation-certificates', sentCertificates(ceremony), answer);
      }),
    takeDomain: ({ file }) =>
      showing(desk, async () => {
        const ceremony = activationOf(desk, 'activation.takeDomain');
        desk.behind.domain = await takeDomain(ceremony, desk.world.volumes.file(file, 'in').path);
        desk.update({ securityDomain: { phase: 'none' } });
      }),
    confirmDomain: ({ words, by }) =>
      showing(desk, async () => {
        const { inspected } = domainOf(desk, 'activation.confirmDomain');
        await activationOf(desk, 'activation.confirmDomain').compareDomain(words, by);
        // Its hash is shown only now: nobody could read it from here before.
        desk.update({ securityDomain: inspected });
      }),
    proveCopy: (which) =>
      atTheScreen(desk, { ...which, doing: 'prove' }, (ceremony) =>
        proveCopy(desk.world, ceremony, domainOf(desk, 'activation.proveCopy').file, which),
      ),
    writeRegister: ({ copies }) =>
      showing(desk, () => {
        const ceremony = activationOf(desk, 'activation.writeRegister');
        return writeRegister(desk.world, ceremony, domainOf(desk, 'activation.writeRegister'), copies);
      }),
    noteOldSet: ({ by }) => showing(desk, () => noteOldSet(activationOf(desk, 'activation.noteOldSet'), by)),
    async giveUp({ by, ...why }) {
      const ceremony = activationOf(desk, 'activation.giveUp');
      desk.need((desk.view.activation?.turn ?? null) === null, 'nobody at the screen', 'activation.giveUp');
      return endCeremony(desk, ceremony, { kind: 'given-up', by: ceremony.names(by), ...why });
    },
  };
}

/** The activation or re-wrap that is under way. @throws CALL_OUT_OF_ORDER */
function activationOf(desk: Desk, call: string): Ceremony {
  const { purpose } = desk.running(call);
  desk.need(purpose === 'activation', 'a running ceremony', call);
  const ceremony = desk.recovery(call);
  desk.need(ceremony.state.plan !== undefined, 'an approved plan', call);
  return ceremony;
}

function domainOf(desk: Desk, call: string): NewDomain {
  const needs: OrderNeed = 'a security domain';
  return desk.behind.domain ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
}

/** Whether it is refused or not, the screen shows what the journal says afterwards. */
async function showing(desk: Desk, work: () => Promise<void>): Promise<View> {
  try {
    await work();
  } finally {
    desk.showCeremony();
  }
  return desk.view;
}

/** One custodian's turn: behind the gap, with one stick, which is nobody's afterwards and has to be named anew. */
async function atTheScreen(desk: Desk, turn: Turn, work: (ceremony: Ceremony) => Promise<void>): Promise<View> {
  const call = `activation.${turn.doing}`;
  const ceremony = activationOf(desk, call);
  const { practice } = desk.running(call);
  desk.need((desk.view.activation?.turn ?? null) === null, 'nobody at the screen', call);
  await passGap(desk, practice);
  const person = ceremony.plan.custodians.find(({ id }) => id === turn.custodian)?.person;
  if (person === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a custodian of the plan' });
  showTurn(desk, { ...turn, who: ceremony.nameOf(person) });
  try {
    await work(ceremony);
    desk.world.volumes.release('custodian');
    desk.showVolumes();
  } finally {
    showTurn(desk, null);
  }
  return desk.view;
}

function showTurn(desk: Desk, turn: ActivationView['turn']): void {
  const { activation } = desk.showCeremony();
  if (activation !== null) desk.update({ activation: { ...activation, turn } });
}

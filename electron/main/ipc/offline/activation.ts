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
        desk.update({ uncopied: await makeNewKey(desk.world, ceremony, { custodian, bits }) });
      }),
    writeCopy: ({ custodian, by }) =>
      atTheScreen(desk, { custodian, copy: 2, doing: 'write' }, async (ceremony) => {
        await writeSecondCopy(desk.world, ceremony, { custodian, by }, desk.state.uncopied);
        desk.update({ uncopied: undefined });
      }),
    checkCopy: (which) =>
      atTheScreen(desk, { ...which, doing: 'check' }, (ceremony) => checkNewKey(desk.world, ceremony, which)),
    exportCertificates: () =>
      desk.showing(() => {
        const ceremony = activationOf(desk, 'activation.exportCertificates');
        return exportSigned(desk.world, ceremony, {
          type: 'activation-certificates',
          sent: sentCertificates(ceremony),
          content: () => allCertificates(ceremony),
        });
      }),
    confirmReadBack: (answer) =>
      desk.showing(() => {
        const ceremony = activationOf(desk, 'activation.confirmReadBack');
        return noteSentReadBack(ceremony, 'activation-certificates', sentCertificates(ceremony), answer);
      }),
    takeDomain: ({ file }) =>
      desk.showing(async () => {
        const ceremony = activationOf(desk, 'activation.takeDomain');
        const domain = await takeDomain(ceremony, desk.world.volumes.file(file, 'in').path);
        desk.update({ domain, securityDomain: { phase: 'none' } });
      }),
    confirmDomain: ({ words, by }) =>
      desk.showing(async () => {
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
      desk.showing(() => {
        const ceremony = activationOf(desk, 'activation.writeRegister');
        return writeRegister(desk.world, ceremony, domainOf(desk, 'activation.writeRegister'), copies);
      }),
    noteOldSet: ({ by }) => desk.showing(() => noteOldSet(activationOf(desk, 'activation.noteOldSet'), by)),
    async giveUp({ by, ...why }) {
      const ceremony = activationOf(desk, 'activation.giveUp');
      desk.need(desk.state.keyTurn === null, 'nobody at the screen', 'activation.giveUp');
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
  return desk.state.domain ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
}

/** One custodian's turn: behind the gap, with one stick, which is nobody's afterwards and has to be named anew. */
async function atTheScreen(desk: Desk, turn: Turn, work: (ceremony: Ceremony) => Promise<void>): Promise<View> {
  const call = `activation.${turn.doing}`;
  const ceremony = activationOf(desk, call);
  const { practice } = desk.running(call);
  desk.need(desk.state.keyTurn === null, 'nobody at the screen', call);
  await passGap(desk, practice);
  const person = ceremony.plan.custodians.find(({ id }) => id === turn.custodian)?.person;
  if (person === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a custodian of the plan' });
  desk.update({ keyTurn: { ...turn, who: ceremony.nameOf(person) } });
  try {
    await work(ceremony);
    desk.world.volumes.release('custodian');
  } finally {
    desk.update({ keyTurn: null });
  }
  return desk.view;
}

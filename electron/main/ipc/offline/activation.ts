// Calls about the new keys of custodians, in an activation or a re-wrap: made, checked, sent, and proven with the file that comes back.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { CustodianCopy } from '#shared/faults/activation.ts';
import type { OrderNeed } from '#shared/faults/shell.ts';
import type { Ceremony } from '#services/offline/ceremony/ceremony.ts';
import {
  adoptNewKey,
  allCertificates,
  checkNewKey,
  makeNewKey,
  writeSecondCopy,
} from '#services/offline/ceremony/new-keys.ts';
import { type NewDomain, noteOldSet, proveCopy, takeDomain, writeRegister } from '#services/offline/ceremony/proofs.ts';
import { exportSigned, noteSentReadBack } from '#services/offline/ceremony/sending.ts';
import { sentCertificates } from '#services/offline/ceremony/view.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { bringStick } from '#services/offline/bring-stick.ts';
import type { TokenKey } from '#services/offline/custodian-turn.ts';
import { TokenSearch } from '#services/offline/find-token.ts';
import { askedToTakeOut } from '#services/offline/questions/turn.ts';
import { withCopyOn } from '#services/offline/copy-sticks.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { askGivingUp } from '#services/offline/questions/ends.ts';
import { signingCertificates } from '#services/offline/questions/signing.ts';
import { stickOfKey } from '#services/offline/questions/stick.ts';
import { askDomainWords } from '#services/offline/questions/words.ts';
import { passGap } from '#services/offline/gap-watch.ts';
import { withStick } from '#services/offline/with-stick.ts';
import { endCeremony } from './session.ts';

type Turn = Omit<NonNullable<ActivationView['turn']>, 'who'>;

export function activationCalls(appState: OfflineAppState): OfflineHandlers['activation'] {
  return {
    makeKey: ({ custodian, bits }) =>
      atTheScreen(appState, { custodian, copy: 1, doing: 'make' }, async (ceremony, token) => {
        if (token !== undefined) return adoptNewKey(appState.world, ceremony, custodian, token);
        return appState.update({ uncopied: await makeNewKey(appState.world, ceremony, { custodian, bits }) });
      }),
    writeCopy: ({ custodian }) =>
      atTheScreen(appState, { custodian, copy: 2, doing: 'write' }, async (ceremony) => {
        await writeSecondCopy(appState.world, ceremony, custodian, appState.state.uncopied);
        appState.update({ uncopied: undefined });
      }),
    checkCopy: (which) =>
      atTheScreen(appState, { ...which, doing: 'check' }, (ceremony) =>
        fromOwnStick(appState, ceremony, which, () => checkNewKey(appState.world, ceremony, which)),
      ),
    exportCertificates: () =>
      appState.showing(() => {
        const ceremony = activationOf(appState, 'activation.exportCertificates');
        return exportSigned(appState.world, ceremony, {
          type: 'activation-certificates',
          sent: sentCertificates(ceremony),
          content: () => allCertificates(ceremony),
          signing: (content) => signingCertificates(ceremony, content),
        });
      }),
    confirmReadBack: () =>
      appState.showing(() => {
        const ceremony = activationOf(appState, 'activation.confirmReadBack');
        return noteSentReadBack(appState.world, ceremony, 'activation-certificates', sentCertificates(ceremony));
      }),
    takeDomain: ({ file }) =>
      appState.showing(async () => {
        const ceremony = activationOf(appState, 'activation.takeDomain');
        const domain = await takeDomain(ceremony, appState.world.volumes.file(file, 'in'));
        appState.update({ domain, securityDomain: { phase: 'none' } });
      }),
    confirmDomain: () =>
      appState.showing(async () => {
        const { inspected } = domainOf(appState, 'activation.confirmDomain');
        const ceremony = activationOf(appState, 'activation.confirmDomain');
        await appState.world.confirm(askDomainWords(ceremony, inspected.file.name));
        // Its hash is shown only now: nobody could read it from here before.
        appState.update({ securityDomain: inspected });
      }),
    proveCopy: (which) =>
      atTheScreen(appState, { ...which, doing: 'prove' }, (ceremony, token) => {
        const { file } = domainOf(appState, 'activation.proveCopy');
        const prove = (): Promise<void> => proveCopy(appState.world, ceremony, file, which, token);
        return token === undefined ? fromOwnStick(appState, ceremony, which, prove) : prove();
      }),
    writeRegister: () =>
      appState.showing(() => {
        const ceremony = activationOf(appState, 'activation.writeRegister');
        return writeRegister(appState.world, ceremony, domainOf(appState, 'activation.writeRegister'));
      }),
    noteOldSet: () =>
      appState.showing(() => noteOldSet(appState.world, activationOf(appState, 'activation.noteOldSet'))),
    async giveUp() {
      const ceremony = activationOf(appState, 'activation.giveUp');
      appState.need(appState.state.keyTurn === null, 'nobody at the screen', 'activation.giveUp');
      const { by, ...why } = await appState.world.confirm(askGivingUp(appState.view, ceremony));
      return endCeremony(appState, ceremony, { kind: 'given-up', by: [...by], ...why });
    },
  };
}

/** A new key may be on any token, and is proven from its own. What is on sticks comes on sticks. */
function tokensFor(
  appState: OfflineAppState,
  { state }: Ceremony,
  { custodian, doing }: Turn,
): { readonly tokens: TokenSearch | undefined; readonly isTokenOnly: boolean } {
  const isTokenOnly = doing === 'prove' && state.tokens[custodian] !== undefined;
  const certificate = state.keysMade[custodian];
  if (doing === 'make') return { tokens: new TokenSearch(appState, 'any'), isTokenOnly };
  if (!isTokenOnly || certificate === undefined) return { tokens: undefined, isTokenOnly };
  return { tokens: new TokenSearch(appState, [thumbprintOf(certificate)]), isTokenOnly };
}

/** The activation or re-wrap that is under way. @throws CALL_OUT_OF_ORDER */
function activationOf(appState: OfflineAppState, call: string): Ceremony {
  const { purpose } = appState.running(call);
  appState.need(purpose === 'activation', 'a running ceremony', call);
  const ceremony = appState.recovery(call);
  appState.need(ceremony.state.plan !== undefined, 'an approved plan', call);
  return ceremony;
}

function domainOf(appState: OfflineAppState, call: string): NewDomain {
  const needs: OrderNeed = 'a security domain';
  return appState.state.domain ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
}

/** Opens a copy, and notes its stick where it opened. @throws COPIES_ON_ONE_STICK before a passphrase is asked for */
async function fromOwnStick(
  appState: OfflineAppState,
  { state }: Ceremony,
  { custodian, copy }: CustodianCopy,
  open: () => Promise<void>,
): Promise<void> {
  const which = { key: state.keysMade[custodian] ?? custodian, copy };
  const copySticks = withCopyOn(appState.state.copySticks, which, appState.world.volumes.withRole('custodian'));
  await open();
  appState.update({ copySticks });
}

/** One custodian's turn: behind the gap, with the stick that they bring, which is nobody's afterwards; or with their token, until it is out. */
async function atTheScreen(
  appState: OfflineAppState,
  turn: Turn,
  work: (ceremony: Ceremony, token: TokenKey | undefined) => Promise<unknown>,
): Promise<View> {
  const call = `activation.${turn.doing}`;
  const ceremony = activationOf(appState, call);
  appState.need(appState.state.keyTurn === null, 'nobody at the screen', call);
  await passGap(appState, call);
  const person = ceremony.plan.custodians.find(({ id }) => id === turn.custodian)?.person;
  if (person === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a custodian of the plan' });
  const keyTurn = { ...turn, who: ceremony.nameOf(person) };
  appState.update({ keyTurn });
  try {
    const { practice } = ceremony;
    const { tokens, isTokenOnly } = tokensFor(appState, ceremony, turn);
    const lead = (texts: Catalogue): readonly string[] => stickOfKey(ceremony, keyTurn, texts);
    const token = await bringStick(appState, { practice, lead, tokens, isTokenOnly });
    await withStick(appState, () => work(ceremony, token));
    appState.update();
    // The next custodian's token is looked for without it. Nobody can take a folder out.
    if (token !== undefined && tokens !== undefined && !token.isFolder) {
      await appState.world.confirm({
        practice,
        draw: askedToTakeOut(token.label, true, turn.doing === 'make'),
        take: () => undefined,
        again: [],
        until: (ended) => tokens.untilOut(token, ended),
      });
    }
  } finally {
    appState.world.volumes.release('custodian');
    appState.update({ keyTurn: null });
  }
  return appState.view;
}

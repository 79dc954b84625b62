// Starts Lifeboat Online: its windows are as locked as the offline ones; only its main process talks to Azure.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';
import { onlineContract } from '#shared/contract/online/contract.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { onlineCalls } from '#ipc/online/calls.ts';
import { enterRehearsal } from '#ipc/online/session.ts';
import { register } from '#ipc/registrar.ts';
import { Turns } from '#ipc/turns.ts';
import { openAccess } from '#services/recovery/access.ts';
import { OpenRehearsal } from '#services/app/open-rehearsal.ts';
import { secretsAsked } from '#services/app/questions/secret.ts';
import { OnlineAppState } from '#services/online/app-state.ts';
import { watchedOnline } from '#services/online/signals.ts';
import { earlierCeremonies } from '#services/online/earlier.ts';
import { realWaiting } from '#azure/polling.ts';
import { openPracticePlace } from '#simulator/practice-place.ts';
import { appVersion } from './built.ts';
import { Attention } from './attention.ts';
import { confirmationView } from './confirmation-view.ts';
import { onLeftAlone } from './left-alone-events.ts';
import { TrustedContents } from './lock-contents.ts';
import { noted, openAppServices, ownSettings, registerDrops, reportWorkspaceChanged } from './open-app-services.ts';
import { systemNotification } from './notification.ts';
import { type Prepared, runApp, type UnseenRun } from './run-app.ts';

const page = 'online.html';
const preload = 'online-preload';

export function startOnline(unseen?: UnseenRun): void {
  runApp({ title: 'Lifeboat Online', page, preload, prepare: openTools }, unseen);
}

function openTools(): Prepared {
  const own = app.getPath('userData');
  const settings = ownSettings('online');
  const attention = new Attention(systemNotification('Lifeboat Online', settings));
  const pages = new TrustedContents();
  const confirmation = confirmationView(settings, () => undefined);
  const turns = new Turns(() => {
    confirmation.dismiss();
    appState.turnAway();
  });
  const confirm = turns.askingPeople(confirmation.confirm);
  const rehearsal = new OpenRehearsal({
    production: () => {
      const { work } = appState;
      return work?.particulars.practice === false ? work.id : undefined;
    },
    opened: async () => {
      if (!appState.work) appState.update({ earlier: await earlierCeremonies(appState.world) });
    },
    changed: reportWorkspaceChanged,
    enter: (session) => enterRehearsal(appState, session),
    gapOpen: () => false,
  });
  const askPassphrase = secretsAsked(confirm, () => appState.work?.particulars.practice === true);
  const services = openAppServices('online', settings, { askPassphrase, confirm, rehearsal });
  const appState: OnlineAppState = new OnlineAppState({
    services,
    app: { version: appVersion, build: 'online' },
    waiting: realWaiting,
    ownFolders: { ceremonies: join(own, 'ceremonies'), practice: join(own, 'practice') },
    openAccess,
    openPracticePlace,
    confirm,
    tell: teller(attention),
  });
  register(
    { ipc: ipcMain, isOwn: pages.isTop, onRefusal: noted(services) },
    onlineContract,
    onlineCalls(appState, turns),
  );
  registerDrops(pages.isTop, services);
  // No share is here, but a passphrase may be half typed, or a call half confirmed.
  onLeftAlone(confirmation.dismiss);
  return {
    attention,
    pages,
    confirmation,
    selfTest: { build: 'online', page, preload, press: services.press },
    alarm: (fault) => void appState.update({ alarm: fault }),
    ending: {
      finish: () => Promise.allSettled([appState.leaveCeremony(), settings.settled()]),
      cutOff: () => appState.work?.journal.letGo(),
      // The answer to a call may be the only copy of a security domain.
      isBusy: () => appState.running !== undefined,
    },
  };
}

/** Every window hears of a change. */
function teller(attention: Attention): (view: OnlineView) => void {
  let before: OnlineView | undefined;
  return (view) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send('session.changed', view);
    attention.show(watchedOnline(before, view));
    before = view;
  };
}

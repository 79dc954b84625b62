// Starts Lifeboat Offline: the network was taken away before this file's first line.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';
import { offlineContract } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { offlineCalls } from '#ipc/offline/calls.ts';
import { enterRehearsal } from '#ipc/offline/session.ts';
import { register } from '#ipc/registrar.ts';
import { Turns } from '#ipc/turns.ts';
import { EarlierCeremonies } from '#services/offline/ceremony/earlier.ts';
import { OfflineAppState } from '#services/offline/app-state.ts';
import { watch } from '#services/offline/gap-watch.ts';
import { dropSecretsWhileAway } from '#services/offline/left-alone.ts';
import { watchedOffline } from '#services/offline/signals.ts';
import { EarlierSessions } from '#services/offline/session-log.ts';
import { VolumeRegister } from '#services/offline/volume-register.ts';
import { untilPulled } from '#services/offline/with-stick.ts';
import { OpenRehearsal } from '#services/app/open-rehearsal.ts';
import { secretsAsked } from '#services/app/questions/secret.ts';
import { machineSheet } from '#platform/machine-sheet/sheet.ts';
import { installedTokenModules } from '#platform/token-modules.ts';
import { trackProcesses } from '#secrets/host/tracked-host.ts';
import { appVersion } from './built.ts';
import { Attention } from './attention.ts';
import { confirmationView } from './confirmation-view.ts';
import { onLeftAlone } from './left-alone-events.ts';
import { TrustedContents } from './lock-contents.ts';
import {
  isPracticeOnly,
  noted,
  openAppServices,
  ownSettings,
  pick,
  programFile,
  reportWorkspaceChanged,
  registerDrops,
} from './open-app-services.ts';
import { builtFolder } from './built-folder.ts';
import { type Prepared, runApp, type UnseenRun } from './run-app.ts';
import { custodyChecks } from './self-test/custody-checks.ts';
import { type SelfTestParts, wholeSelfTest } from './self-test/self-test.ts';
import { machineOf } from './test-machine.ts';
import { utilityProcessHost } from './utility-process-host.ts';

const page = 'offline.html';
const preload = 'offline-preload';
const now = (): Date => new Date();

export function startOffline(unseen?: UnseenRun): void {
  runApp({ title: 'Lifeboat Offline', page, preload, prepare: openTools }, unseen);
}

function openTools(): Prepared {
  const machine = machineOf({ isPackaged: app.isPackaged, isDefaultApp: process.defaultApp }, process.env);
  const settings = ownSettings('offline');
  const attention = new Attention();
  const thisApp = { version: appVersion, build: 'offline' };
  const heard = (): void => void appState.recordActivity();
  const pages = new TrustedContents(heard);
  const confirmation = confirmationView(settings, heard, () => appState.view.idleSeconds);
  const turns = new Turns(confirmation.dismiss);
  const confirm = turns.askingPeople(confirmation.confirm);
  const askPassphrase = secretsAsked(
    confirm,
    () => {
      const { ceremony, practiceOnly } = appState.view;
      return ceremony.phase === 'none' ? practiceOnly : ceremony.practice;
    },
    (ended) => untilPulled(appState, ended),
  );
  const host = trackProcesses(utilityProcessHost(join(builtFolder(), 'secrets')));
  const rehearsal = new OpenRehearsal({
    production: () => {
      const { ceremony } = appState.view;
      return ceremony.phase === 'running' && !ceremony.practice ? ceremony.id : undefined;
    },
    opened: () => void appState.findEarlier(),
    changed: reportWorkspaceChanged,
    enter: (session) => void enterRehearsal(appState, session),
    gapOpen: () => appState.view.airGap.phase === 'open',
  });
  const appState: OfflineAppState = new OfflineAppState({
    app: thisApp,
    practiceOnly: isPracticeOnly(),
    airGap: machine.airGap,
    volumes: new VolumeRegister(machine.media),
    host,
    tokenModules: installedTokenModules,
    sessions: new EarlierSessions(join(app.getPath('userData'), 'sessions')),
    ceremonies: new EarlierCeremonies(join(app.getPath('userData'), 'ceremonies'), rehearsal),
    now,
    elapsedMs: machine.elapsedMs,
    sleptMs: machine.sleptMs,
    askPassphrase,
    confirm,
    dismissPassphrase: turns.turnAway,
    pickFolder: () => pick(settings, 'stick', 'openDirectory'),
    tell: teller(attention, confirmation.hurry),
  });
  const services = openAppServices('offline', settings, { askPassphrase, confirm, rehearsal });
  // Processes of its own: what is dropped when the gap opens is not what is being tested.
  const custody = { processes: utilityProcessHost(join(builtFolder(), 'secrets')), checks: custodyChecks };
  const test: SelfTestParts = { build: 'offline', page, preload, press: services.press, custody };
  const mainFile = programFile('offline');
  register(
    { ipc: ipcMain, isOwn: pages.isTop, onRefusal: noted(services) },
    offlineContract,
    offlineCalls(
      appState,
      services,
      {
        readSheet: () => machineSheet({ appVersion, mainFile, machine, now, argv: process.argv }),
        selfTest: () => wholeSelfTest(test),
      },
      turns,
    ),
  );
  registerDrops(pages.isTop, services);
  onLeftAlone((why) => void dropSecretsWhileAway(appState, why));
  const stop = watch(appState, machine.lookEveryMs);
  const endProcesses = (): void => {
    stop();
    host.stopAll();
  };
  return {
    attention,
    pages,
    confirmation,
    selfTest: test,
    alarm: (fault) => void appState.raise(fault),
    ending: {
      finish: async () => {
        endProcesses();
        await Promise.allSettled([appState.journal?.close(), settings.settled()]);
      },
      cutOff: () => {
        endProcesses();
        appState.journal?.letGo();
      },
    },
  };
}

/** Every window hears of a change; the confirmation view of the time that is left. */
function teller(attention: Attention, hurry: () => void): (view: View) => void {
  let before: View | undefined;
  return (view) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send('session.changed', view);
    hurry();
    attention.show(watchedOffline(before, view));
    before = view;
  };
}

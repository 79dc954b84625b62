// Starts Lifeboat Online: its windows are as locked as the offline ones; only its main process talks to Azure.
import { ipcMain } from 'electron';
import { deskContract } from '../../../shared/contract/desk.ts';
import { onlineContract } from '../../../shared/contract/online/contract.ts';
import { deskCalls } from '../ipc/desk/calls.ts';
import { register } from '../ipc/registrar.ts';
import { emptyView } from '../online/desk/empty-view.ts';
import { appVersion } from './built.ts';
import { isOwnPage } from './lock-contents.ts';
import { isPracticeOnly, openOffice } from './open-office.ts';
import { passphraseAsker } from './passphrase-window.ts';
import { runApp } from './run-app.ts';
import { quietSwitches } from './switches.ts';

const page = 'online.html';

export function startOnline(): void {
  runApp({
    title: 'Lifeboat Online',
    page,
    preload: 'online-preload',
    switches: quietSwitches,
    prepare: () => {
      const { view } = onlineContract.session;
      register(
        { ipc: ipcMain, isOwn: isOwnPage(page) },
        { session: { view }, ...deskContract },
        {
          session: { view: () => emptyView(appVersion, isPracticeOnly()) },
          ...deskCalls(openOffice('online', passphraseAsker(() => undefined).ask)),
        },
      );
    },
  });
}

// Entry of Lifeboat Offline.
import { startOffline } from './shell/start-offline.ts';

startOffline();

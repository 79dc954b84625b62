// Entry of Lifeboat Online.
import { startOnline } from './shell/start-online.ts';

startOnline();

// Lifeboat Online's page: mirrors what main holds and shows the page that is next.
import './ui/style.ts';
import '#renderer/tools/frame/frame.css';
import '#renderer/online/online.css';
import { OnlineApp } from '#renderer/online/OnlineApp.tsx';
import { online } from './online-bridge.ts';
import { openScreens } from './open-screens.tsx';
import { useOnline } from './store/online-store.ts';

await openScreens({ App: OnlineApp, session: online.session, store: useOnline.getState() });

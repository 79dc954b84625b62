// Lifeboat Online's page: mirrors what main holds and shows the page that is next.
import './ui/style.ts';
import './features/frame/frame.css';
import './features/online/online.css';
import { readPages } from './features/online/LazyPage.tsx';
import { OnlineApp } from './features/online/OnlineApp.tsx';
import { online } from './online-bridge.ts';
import { openScreens } from './open-screens.tsx';
import { useOnline } from './store/online-store.ts';

await openScreens({ App: OnlineApp, session: online.session, store: useOnline.getState(), readScreens: readPages });

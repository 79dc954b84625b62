// Lifeboat Offline's page: mirrors what main holds and shows the step that is next.
import './ui/style.ts';
import '#renderer/tools/frame/frame.css';
import { lifeboat } from './bridge.ts';
import { App } from '#renderer/offline/App.tsx';
import { openScreens } from './open-screens.tsx';
import { useStore } from './store/store.ts';

await openScreens({ App, session: lifeboat.session, store: useStore.getState() });

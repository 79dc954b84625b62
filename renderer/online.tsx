// Lifeboat Online's page: mirrors what main holds and shows the page that is next.
import './ui/style.ts';
import './features/frame/frame.css';
import './features/online/online.css';
import { createRoot } from 'react-dom/client';
import { OnlineApp } from './features/online/OnlineApp.tsx';
import { online } from './online-bridge.ts';
import { useOnline } from './store/online-store.ts';
import { firstLanguage, speak } from './texts/use-texts.ts';

await speak(firstLanguage());

const { showView } = useOnline.getState();
online.session.changed(showView);
void online.session.view(null).then((answer) => {
  if (answer.ok) showView(answer.value);
});

const root = document.getElementById('root');
if (root) createRoot(root).render(<OnlineApp />);

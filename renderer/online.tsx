// Lifeboat Online's page.
import './ui/style.ts';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <main>
      <h1>Lifeboat Online</h1>
    </main>,
  );
}

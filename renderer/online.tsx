// First screen of Lifeboat Online.
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root) createRoot(root).render(<h1>Lifeboat Online</h1>);

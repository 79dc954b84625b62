// Every style sheet that all pages share, with the fonts that are shipped.
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './base.css';
import './components.css';

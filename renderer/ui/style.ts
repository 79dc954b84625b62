// Every style sheet that all pages share, with the fonts that are shipped.
import './fonts.css';
import './base.css';
import './components.css';

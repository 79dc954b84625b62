// German: first help.
import type { ScreenTexts } from '../../catalogue.ts';

export const help: ScreenTexts['help'] = {
  title: 'Hilfe',
  lead: 'Links sehen Sie, wo Sie sind; der nächste Schritt ist immer offen. Oben steht, wer an der Reihe ist. Durch Hinsehen können Sie nichts beschädigen. Was sich nicht rückgängig machen lässt, verlangt zwei Personen und einen langen Druck.',
  keys: 'Tasten: Tab geht weiter, Umschalt und Tab geht zurück, Pfeile wählen, Leertaste oder Eingabe drückt, Escape schließt ein Fenster. Unterstrichene Wörter erklären sich, wenn Sie sie erreichen.',
  terms: 'Begriffe',
  close: 'Schließen',
};

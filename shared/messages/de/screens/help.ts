// German: first help.
import type { ScreenTexts } from '../../catalogue.ts';

export const help: ScreenTexts['help'] = {
  title: 'Hilfe',
  lead: 'Links sehen Sie, wo Sie sind; der nächste Schritt ist immer offen. Oben steht, wer an der Reihe ist. Durch Ansehen können Sie nichts beschädigen. Alles, was sich nicht rückgängig machen lässt, braucht zwei Personen und einen langen Druck.',
  keys: 'Tasten: Tab geht weiter, Umschalt und Tab geht zurück, Pfeile wählen, Leertaste oder Eingabe drückt, Escape schließt ein Fenster. Unterstrichene Wörter erklären sich, wenn Sie sie erreichen.',
  terms: 'Begriffe',
  close: 'Schließen',
};

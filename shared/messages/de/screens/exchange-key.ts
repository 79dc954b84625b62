// German: the exchange key at the offline laptop: its bundle, its checks, the comparison of its words.
import type { ScreenTexts } from '../../catalogue.ts';

export const exchangeKey: ScreenTexts['exchangeKey'] = {
  title: 'Der Austauschschlüssel',
  lead: 'Wer den <term>Austauschschlüssel</term> gemacht hat, kann alles öffnen, was für ihn verschlossen wird. Darum muss seine Herkunft bewiesen sein, und Menschen müssen ihn vergleichen, bevor ein Anteil geöffnet wird.',
  refused: 'Dieser Austauschschlüssel wird abgelehnt',
  compare: {
    passed: 'Alle Prüfungen sind bestanden.',
    heading: 'Jetzt das <term>Zurücklesen</term>',
    lead: 'Rufen Sie die Nummer aus dem Plan auf Papier<phone></phone> an. Der zweite Bediener<name></name> liest alle 32 Wörter von <host></host> vom eigenen Blatt vor. Tippen Sie die Wörter an diesen Stellen ein. Dieser Bildschirm zeigt nichts Eigenes, bis sie stimmen.',
  },
  confirmed: {
    region: 'Angenommener Austauschschlüssel',
    text: 'Angenommen für <host></host>, abgerufen und signiert von <signers></signers>. Lesen Sie jetzt der anderen Seite die Hex-Ziffern vor; sie vergleicht sie mit dem eigenen Blatt.',
    and: 'und',
    sha256: 'SHA-256 des Austausch-Zertifikats',
    goOn: 'Beide Seiten stimmen überein: weiter',
  },
  load: {
    region: 'Den Austauschschlüssel wählen',
    which: 'Welches Bündel bringt den Austauschschlüssel?',
    another: 'Ein anderes nehmen',
    take: 'Übernehmen und prüfen',
  },
  checks: {
    every: (checks) => `Alle Prüfungen (${checks})`,
    found: 'Gefunden',
    verdict: 'Urteil',
    rulesOut: (what) => `schließt aus: ${what}`,
  },
};

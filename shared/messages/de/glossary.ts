// The German glossary.
import type { Glossary } from '../glossary.ts';

export const germanGlossary: Glossary = {
  'access token': {
    term: 'Zugangstoken (SAS)',
    meaning: 'Ein Verweis mit Rechten, mit dem ein HSM einen Speicher erreicht; er läuft ab.',
  },
  'air gap': {
    term: 'Netztrennung',
    meaning:
      'Der Offline-Laptop ist mit keiner anderen Maschine verbunden: kein Kabel, kein Funk. Das Programm sieht jede Sekunde nach, und vor jedem Schlüssel.',
    avoid: ['Air-Gap', 'Airgap', 'Luftspalt'],
  },
  attestation: {
    term: 'Beweis (Attestierung)',
    meaning:
      'Eine Aussage, signiert vom Hersteller des Prozessors, dass ein Schlüssel in echter HSM-Firmware entstand. Ein Beweis unter mehreren, nie der einzige.',
  },
  bundle: { term: 'Bündel', meaning: 'Eine signierte Datei, die trägt, was zwischen den Maschinen wandert.' },
  canary: {
    term: 'Testschlüssel',
    meaning: 'Ein Schlüssel ohne Wert. Er zeigt, dass die Schlüssel wieder gehen.',
    avoid: ['Kanarienvogel', 'Canary'],
  },
  custodian: {
    term: 'Verwahrer',
    meaning:
      'Eine Person, die einen Schlüssel zur Sicherheitsdomäne aufbewahrt, auf einem eigenen Stick, an einem eigenen Ort.',
    avoid: ['Treuhänder', 'Schlüsselträger', 'Schlüsselinhaber', 'Custodian'],
  },
  exception: {
    term: 'Ausnahme',
    meaning:
      'Was nicht so ging, wie der Ablauf es sagt. Sie wird mit einer Nummer aufgeschrieben; sie ist kein Versagen von Ihnen.',
  },
  'exchange key': {
    term: 'Austauschschlüssel',
    meaning:
      'Ein Schlüssel, den das neue HSM macht. Seine private Hälfte verlässt das HSM nie; was für die öffentliche verschlossen ist, öffnet nur dieses HSM. Es muss der richtige sein.',
    avoid: ['Exchange-Key', 'Transferschlüssel'],
  },
  fingerprint: {
    term: 'Fingerabdruck',
    meaning:
      'Der SHA-256 einer Datei oder eines Zertifikats: 64 Hex-Ziffern oder 32 Wörter. Ändert sich ein Bit, ändert sich der ganze Wert. Die Kurzform ist nur ein Hinweis.',
    avoid: ['Prüfsumme', 'Fingerprint'],
  },
  HSM: { term: 'HSM', meaning: 'Das als Dienst gemietete Gerät, das die Schlüssel verwahrt.' },
  'IN stick': {
    term: 'EIN-Stick',
    meaning: 'Bringt Dateien zum Offline-Laptop. Er trägt nie etwas hinaus.',
    avoid: ['IN-Stick', 'Stick IN', 'Stick EIN'],
  },
  inspector: {
    term: 'Prüfer',
    meaning: 'Die Ansicht des Programms, die zeigt, was in einer Datei der Sicherheitsdomäne steht.',
  },
  inventory: {
    term: 'Bestandsliste',
    meaning: 'Die Liste der Schlüssel, Versionen, Attribute und Rollen, gemacht mit jeder Sicherung.',
    avoid: ['Bestandsverzeichnis', 'Inventar'],
  },
  'managed identity': {
    term: 'Verwaltete Identität',
    meaning: 'Die Identität, mit der das HSM selbst den Speicher erreicht.',
  },
  'OUT stick': {
    term: 'AUS-Stick',
    meaning: 'Bringt das Ergebnis vom Offline-Laptop weg. Er ist neu und wird einmal gelesen.',
    avoid: ['OUT-Stick', 'Stick OUT', 'Stick AUS'],
  },
  passphrase: {
    term: 'Kennwort',
    meaning:
      'Die Wörter, die eine Schlüsseldatei öffnen. Nur ihr Verwahrer kennt sie. Sie werden nie gespeichert oder angezeigt.',
    avoid: ['Passwort', 'Passphrase', 'Passwörter'],
  },
  'purge protection': {
    term: 'Löschschutz',
    meaning: 'Ein gelöschtes HSM lässt sich vor Ablauf seiner Tage nicht endgültig entfernen.',
  },
  quorum: {
    term: 'Quorum',
    meaning: 'Wie viele Verwahrer zusammenkommen müssen (M von N). Weniger erfahren nichts.',
    avoid: ['Beschlusszahl'],
  },
  'quorum drill': {
    term: 'Quorum-Übung',
    meaning:
      'Eine Übung: Genügend Verwahrer setzen den Hauptschlüssel zusammen, alles wird damit geprüft, und er wird verworfen. Es wird keine Datei geschrieben.',
    avoid: ['Quorumsübung'],
  },
  'read-back': {
    term: 'Zurücklesen',
    meaning:
      'Eine Seite liest Wörter von ihrem eigenen Blatt vor; die andere tippt einige davon, bevor sie ihren eigenen Wert sieht. So zeigt sich ein Tausch.',
  },
  register: {
    term: 'Register',
    meaning: 'Die Liste, wer welchen Schlüssel hat, in welchem Beutel, an welchem Ort.',
  },
  'release card': {
    term: 'Ausgabekarte',
    meaning: 'Das Papier, das mit dem Programm kam; darauf steht der Fingerabdruck seiner Datei.',
    avoid: ['Karte der Freigabe', 'Freigabekarte'],
  },
  'restore blob': {
    term: 'Wiederherstellungs-Blob',
    meaning:
      'Die Sicherheitsdomäne, verschlüsselt nur für das neue HSM. Kurz: Blob. Er verlässt den Raum auf dem AUS-Stick.',
    avoid: ['Restore-Blob'],
  },
  'restore point': {
    term: 'Sicherung vor der Wiederherstellung',
    meaning: 'Eine Sicherung des neuen, leeren HSM, die der Dienst vor dem Zurückspielen verlangt.',
    avoid: ['Wiederherstellungspunkt'],
  },
  'security domain': {
    term: 'Sicherheitsdomäne',
    meaning:
      'Die Datei, die bei der Aktivierung des HSM heruntergeladen wurde. Sie macht ein neues HSM dem alten gleich und öffnet sich nur mit dem Quorum.',
    avoid: ['Security Domain', 'Security-Domain'],
  },
  share: {
    term: 'Anteil',
    meaning: 'Der Teil des Hauptschlüssels, der zu einem Verwahrer gehört. Allein sagt er nichts.',
    avoid: ['Teilschlüssel'],
  },
  'share check': {
    term: 'Anteilsprüfung',
    meaning:
      'Eine Übung: Jeder Verwahrer weist nach, dass sein Schlüssel noch seinen Anteil öffnet. Nichts wird zusammengesetzt.',
  },
  'TLS chain': {
    term: 'TLS-Kette',
    meaning: 'Die Zertifikate, mit denen die Adresse des HSM ihre Echtheit beweist.',
  },
  'wall clock': {
    term: 'Wanduhr',
    meaning: 'Die Uhr im Raum. Die eigene Uhr einer Maschine kann falsch gehen, darum geben Menschen die Zeit ein.',
  },
};

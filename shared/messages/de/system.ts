// German titles of what the system shows around the screens: its dialogs, and windows of their own.
import type { SystemTexts } from '../en/system.ts';

export const germanSystem: SystemTexts = {
  passphrase: 'Kennwort',
  menu: {
    size: 'Größe',
    asItIs: 'Normale Größe',
    larger: 'Größer',
    smaller: 'Kleiner',
    wholeScreen: 'Vollbild ein oder aus',
    quit: 'Lifeboat beenden',
  },
  choose: {
    plan: 'Den Plan der Zeremonie wählen',
    journal: 'Das Journal der Zeremonie wählen',
    data: 'Die Datei wählen',
    evidence: 'Den Ordner der Beweismappe wählen',
    bundle: 'Das Bündel wählen',
    identity: 'Die Identität wählen',
    observation: 'Den Abruf eines Bedieners wählen',
    inventory: 'Die Bestandsliste wählen',
    certificate: 'Das Zertifikat mit seinem Schlüssel wählen',
    ceremony: 'Den Ordner der Zeremonie wählen',
    practice: 'Den Ordner der Übungs-Cloud wählen',
    rehearsal: 'Den Ordner der Probe wählen',
    trainer: 'Den Ordner der Übungsleitung wählen',
    folder: 'Den Stick oder Ordner wählen, auf den geschrieben wird',
    stick: 'Einen Ordner wählen, der für einen Stick steht',
    ownIdentity: 'Die Identität dieser Maschine wählen',
    forTable: 'Den Ordner für die Tabelle wählen',
    forInventory: 'Den Ordner für die Bestandsliste wählen',
    forOperator: 'Den Ordner für den anderen Bediener wählen',
    forSignedBundle: 'Den Ordner für das Bündel mit beiden Signaturen wählen',
    forBundle: 'Den Ordner für das Bündel wählen',
    forPdf: 'Den Ordner für das PDF wählen',
    forSignedPlan: 'Den Ordner für den signierten Plan wählen',
  },
};

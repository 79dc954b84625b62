// German sentences for what can be wrong with the desktop shell: its windows, its calls, its air gap, and the order of actions.
import type { FaultOf } from '../../../faults/fault.ts';
import type { OrderNeed, ShellFault } from '../../../faults/shell.ts';
import type { AdviceBook } from '../../advice.ts';
import { inGerman } from './words.ts';

const nothingHappened = 'Es wurde nichts geschrieben und kein Schlüssel benutzt.';
const stop =
  'Halten Sie die Zeremonie an, vermerken Sie eine Ausnahme, und vergleichen Sie den Hash dieses Programms mit der Ausgabekarte.';
const finishFirst = 'Beenden Sie zuerst die laufende Zeremonie.';

/** What is missing first, where something came too early. */
export const orderNeeds: Readonly<Record<OrderNeed, string>> = {
  'no ceremony': finishFirst,
  'a running ceremony': 'Beginnen oder beenden Sie, was auf dem ersten Bildschirm steht.',
  'a finished ceremony': finishFirst,
  'the wall clock': 'Geben Sie zuerst die Zeit der Wanduhr ein.',
  'an approved plan': 'Öffnen Sie zuerst den Plan, und vergleichen Sie seine Wörter mit dem Papier.',
  'the other machine': 'Vergleichen Sie zuerst Wörter und Zahlen mit der anderen Maschine.',
  'a custodian of the plan': 'Wählen Sie aus der Liste, wer kommt: eine Person, die noch nicht da war.',
  'the number of the copy': 'Wählen Sie, welche Kopie des Schlüssels es ist.',
  'an old set of keys': 'Nur eine Neuverschlüsselung ersetzt einen Satz Schlüssel. Hier gibt es keinen vorher.',
  'a security domain': 'Laden Sie zuerst die Sicherheitsdomäne.',
  'the address of the HSM': 'Geben Sie zuerst die Adresse des HSM ein.',
  'an exchange key': 'Laden Sie zuerst den Austauschschlüssel, und vergleichen Sie seine Wörter.',
  'nobody at the screen': 'Lassen Sie zuerst den Verwahrer am Bildschirm fertig werden.',
  'a custodian at the screen': 'Bitten Sie zuerst den nächsten Verwahrer an den Bildschirm.',
  'all custodians': 'Warten Sie, bis genügend Verwahrer ihren Anteil geöffnet haben.',
  'a restore blob': 'Bauen Sie zuerst den Wiederherstellungs-Blob.',
  'an emergency without a call yet':
    'Azure wurde mit diesen Angaben schon gefragt. Verlassen Sie diesen Notfall, und beginnen Sie einen weiteren mit den richtigen.',
  'a healthy HSM': 'Nennen Sie das HSM auf der ersten Seite: Wählen Sie „Bereitschaft eines HSM“.',
  'a look at the HSM': 'Sehen Sie sich zuerst das HSM an.',
  'a sign-in': 'Melden Sie sich zuerst an.',
  'no other step at work': 'Warten Sie, bis der laufende Schritt zu Ende ist, oder beenden Sie das Warten auf ihn.',
  'no call without a verdict':
    'Stellen Sie fest, wie der offene Aufruf endete, oder entscheiden Sie es zu zweit; schließen Sie dann das Journal ab.',
  'a call without a verdict': 'Es wird auf nichts gewartet: Gehen Sie zum nächsten Schritt.',
  'a call with a verdict': 'Warten Sie, bis das Ergebnis des Aufrufs feststeht.',
  'what the other operator fetched': 'Bringen Sie zuerst, was der zweite Bediener abgerufen hat.',
  'an exchange key that this machine fetched': 'Rufen Sie zuerst den Austauschschlüssel auf dieser Maschine ab.',
  'a bundle from the offline side': 'Nehmen Sie zuerst das Bündel der Offline-Seite an.',
  'a verification': 'Prüfen Sie zuerst das wiederhergestellte HSM.',
  'an inventory of the recovered HSM': 'Prüfen Sie zuerst das wiederhergestellte HSM.',
  'the list of consumers': 'Listen Sie zuerst auf, wer was ändern muss.',
  'the map of consumers': 'Wählen Sie zuerst die Übersicht der Verbraucher.',
  'a signed bundle': 'Signieren Sie zuerst das Bündel, und schreiben Sie es auf den AUS-Stick.',
  'two people': 'Wählen Sie die beiden Personen, die dafür einstehen.',
};

/** Ways out by kind and name, in one line. */
const namedWays = (waysOut: FaultOf<'AIR_GAP_OPEN'>['waysOut']): string =>
  waysOut.map(({ kind, name }) => `${inGerman(kind)} ${name}`).join('; ');

function lostShares(count: number): string {
  if (count === 0) return 'Es war kein Anteil im Speicher.';
  return count === 1 ? 'Der Anteil im Speicher ist weg.' : `Die ${count} Anteile im Speicher sind weg.`;
}

export const shellAdvice: AdviceBook<ShellFault> = {
  NETWORK_REFUSED: ({ what }) => ({
    happened: `Etwas in diesem Programm wollte „${what}“ benutzen, womit ein Netz erreichbar wäre. Es wurde abgelehnt.`,
    safe: 'Es kam keine Verbindung zustande.',
    todo: stop,
  }),
  CALL_SENDER_FOREIGN: ({ call }) => ({
    happened: `Eine Nachricht (${call}) kam von einer Seite, die nicht unsere ist. Sie wurde abgelehnt.`,
    safe: nothingHappened,
    todo: stop,
  }),
  CALL_MALFORMED: ({ call, paths }) => ({
    happened: `Was eingegeben wurde, hat nicht die nötige Form (${call}${paths.length === 0 ? '' : `: ${paths.join(', ')}`}).`,
    safe: nothingHappened,
    todo: 'Prüfen Sie, was Sie eingegeben haben, und versuchen Sie es noch einmal.',
  }),
  UNEXPECTED: ({ call }) => ({
    happened: `Das Programm traf auf etwas, das es nicht erwartet hat (${call}). Dies ist ein Fehler des Programms.`,
    safe: 'Der Schritt wurde nicht ausgeführt. Früher geschriebene Dateien sind weiterhin vollständig.',
    todo: 'Versuchen Sie den Schritt noch einmal. Scheitert er wieder, vermerken Sie eine Ausnahme, und verwenden Sie die andere Maschine.',
  }),
  CALL_WHILE_ASKING: () => ({
    happened: 'Lifeboat wartet auf eine Antwort: ein Kennwort oder eine Anmeldung. Solange ändert sich sonst nichts.',
    safe: nothingHappened,
    todo: 'Geben Sie die Antwort, oder brechen Sie ab, und versuchen Sie es dann noch einmal.',
  }),
  CALLS_TOO_MANY: ({ call }) => ({
    happened: `Es kamen zu viele Aktionen auf einmal (${call}). Diese wurde abgelehnt.`,
    safe: 'Was vorher kam, wird ausgeführt, eins nach dem anderen.',
    todo: 'Warten Sie, bis der Bildschirm ruhig ist, und versuchen Sie es noch einmal. Geschieht es wieder, beenden Sie das Programm, und starten Sie es neu.',
  }),
  CONFIRMATION_NOT_GIVEN: () => ({
    happened: 'Es wurde nicht bestätigt.',
    safe: nothingHappened,
    todo: 'Fragen Sie noch einmal danach, sobald Sie bereit sind.',
  }),
  CALL_OUT_OF_ORDER: ({ needs }) => ({
    happened: 'Dieser Schritt ist noch nicht möglich.',
    safe: nothingHappened,
    todo: orderNeeds[needs],
  }),
  AIR_GAP_OPEN: ({ waysOut }) => ({
    happened: `Diese Maschine ist nicht vom Netz getrennt: ${namedWays(waysOut)}.`,
    safe: 'Es wurde kein Schlüssel verlangt. Was bisher geladen wurde, ist noch da.',
    todo: 'Ziehen Sie das Kabel ab, schalten Sie den Funk aus, und warten Sie, bis oben steht, dass die Maschine vom Netz getrennt ist.',
  }),
  AIR_GAP_LOST: ({ waysOut, sharesDropped }) => ({
    happened: `Die Netztrennung ist verloren: ${namedWays(waysOut)}. Alle Prozesse mit Geheimnissen wurden sofort beendet.`,
    safe: `${lostShares(sharesDropped)} Die Schlüssel auf den Sticks sind, wie sie waren. Es wurde nichts geschrieben.`,
    todo: 'Stellen Sie die Netztrennung wieder her, vermerken Sie eine Ausnahme, und beginnen Sie wieder mit dem ersten Verwahrer.',
  }),
  CUSTODIAN_IDLE: ({ minutes }) => ({
    happened: `${minutes} Minuten lang hat niemand etwas berührt, darum wurde die Eingabe dieses Verwahrers beendet.`,
    safe: 'Von diesem Schlüssel ist nichts im Speicher. Früher angenommene Anteile werden weiter gehalten.',
    todo: 'Nehmen Sie den Stick heraus. Wenn der Verwahrer wieder am Bildschirm ist, beginnen Sie mit ihm neu.',
  }),
  MACHINE_ASLEEP: ({ sharesDropped }) => ({
    happened:
      'Diese Maschine hat geschlafen, und niemand konnte sie im Blick behalten. Alle Prozesse mit Geheimnissen wurden beendet.',
    safe: `${lostShares(sharesDropped)} Die Schlüssel auf den Sticks sind, wie sie waren. Es wurde nichts geschrieben.`,
    todo: 'Schließen Sie die Maschine ans Stromnetz an, lassen Sie den Deckel offen, und vermerken Sie eine Ausnahme. Beginnen Sie wieder mit dem Verwahrer, der am Bildschirm war, oder mit dem ersten, wenn Anteile gelöscht sind.',
  }),
  SCREEN_LOCKED: ({ sharesDropped }) => ({
    happened:
      'Der Bildschirm dieser Maschine war gesperrt, und niemand konnte sie im Blick behalten. Alle Prozesse mit Geheimnissen wurden beendet.',
    safe: `${lostShares(sharesDropped)} Die Schlüssel auf den Sticks sind, wie sie waren. Es wurde nichts geschrieben.`,
    todo: 'Schalten Sie die Bildschirmsperre aus, und vermerken Sie eine Ausnahme. Beginnen Sie wieder mit dem Verwahrer, der am Bildschirm war, oder mit dem ersten, wenn Anteile gelöscht sind.',
  }),
  SESSION_UNKNOWN: () => ({
    happened: 'Die gewählte Sitzung wird nicht mehr angeboten.',
    safe: 'Ihr Protokoll ist auf dieser Maschine unberührt.',
    todo: 'Wählen Sie noch einmal aus der Liste, oder beginnen Sie eine neue Sitzung mit derselben Zeremonie-Kennung.',
  }),
  SESSION_LOG_INCOMPLETE: ({ why }) => ({
    happened: `Das Protokoll dieser Sitzung ist nicht vollständig: Diese Maschine konnte es nicht schreiben (${why}).`,
    safe: 'Auf den Stick wurde nichts geschrieben. Was das Protokoll von der Sitzung hat, liegt auf dieser Maschine.',
    todo: 'Schaffen Sie auf dieser Maschine Platz, und wiederholen Sie die Anteilsprüfung.',
  }),
  SESSION_LOG_STOPPED: ({ why }) => ({
    happened: `Diese Maschine konnte ihr Protokoll der Sitzung nicht schreiben (${why}). Was ab jetzt geschieht, hält sie nicht fest.`,
    safe: 'Anteile, Dateien und alles auf dem Bildschirm sind, wie sie waren. Die Sitzung kann weitergehen.',
    todo: 'Vermerken Sie eine Ausnahme auf Papier, und schreiben Sie ab hier auf, was das Protokoll festgehalten hätte.',
  }),
  CEREMONY_BEGUN: ({ id, isClosed }) => ({
    happened: isClosed
      ? `Die Zeremonie ${id} wurde auf dieser Maschine mit diesem Plan beendet. Ihr Journal ist geschlossen.`
      : `Die Zeremonie ${id} hat auf dieser Maschine mit diesem Plan begonnen und wurde nicht beendet.`,
    safe: 'Ihr Journal ist, wie es war.',
    todo: isClosed
      ? 'Eine neue Zeremonie braucht einen neuen Plan mit eigener Kennung.'
      : 'Beenden Sie diese Sitzung. Wählen Sie auf dem ersten Bildschirm, dass Sie mit der Zeremonie weitermachen.',
  }),
  CEREMONY_JOURNAL_STOPPED: ({ why }) => ({
    happened: `Etwas ist geschehen, das im Journal stehen muss, und es ließ sich nicht schreiben (${why}).`,
    safe: 'Alles, was vorher im Journal stand, ist noch da. Nichts geschieht, von dem es nichts weiß.',
    todo: 'Halten Sie hier an. Schaffen Sie auf dieser Maschine Platz; beenden Sie dann das Programm, und machen Sie von seinem ersten Bildschirm aus weiter.',
  }),
  PERSON_NOT_IN_PLAN: ({ person }) => ({
    happened: `Der Plan nennt niemanden mit dem Namen „${person}“.`,
    safe: nothingHappened,
    todo: 'Nennen Sie Personen des Plans. Wer nicht darin steht, kann in dieser Zeremonie für nichts einstehen.',
  }),
  PERSON_NAME_UNCLEAR: ({ person }) => ({
    happened: `Der Name „${person}“ enthält unsichtbare Zeichen, ungewöhnliche Leerzeichen oder Buchstaben aus mehr als einer Schrift.`,
    safe: nothingHappened,
    todo: 'Tippen Sie den Namen von Hand, in einer Schrift, so wie er auf dem Papier steht.',
  }),
  NUMBER_UNCLEAR: ({ digits }) => ({
    happened: `Die Zahl der anderen Maschine hat 32 Ziffern und Buchstaben von a bis f; eingetippt wurden ${digits}, oder eines davon ist keines von diesen.`,
    safe: nothingHappened,
    todo: 'Lassen Sie sie noch einmal vorlesen, in Vierergruppen.',
  }),
  INITIALS_UNCLEAR: () => ({
    happened: 'Die Kürzel sind nicht die von zwei Personen.',
    safe: nothingHappened,
    todo: 'Tippen Sie das Kürzel jeder Person in Großbuchstaben, durch Leerzeichen getrennt: AB CD.',
  }),
  TWO_PEOPLE_NEEDED: () => ({
    happened: 'Dieselbe Person wurde zweimal gewählt. Zwei verschiedene müssen dafür einstehen.',
    safe: nothingHappened,
    todo: 'Wählen Sie zwei Personen.',
  }),
  KEY_OF_OTHER_CUSTODIAN: ({ custodian }) => ({
    happened: `Dieser Schlüssel öffnet einen Anteil, aber den einer anderen Person (Zertifikat ${custodian}).`,
    safe: 'Ihr Anteil wurde nicht genommen. Anteile, die vorher angenommen wurden, sind noch da.',
    todo: 'Ziehen Sie den Stick ab, und sehen Sie Beutel und Etikett an. Dann kommt die richtige Person an die Reihe, oder der richtige Stick wird gebracht.',
  }),
  SANDBOX_OFF: () => ({
    happened: 'Das Programm wurde ohne seine Sandbox gestartet (--no-sandbox). So läuft es nicht.',
    safe: 'Nichts wurde geöffnet, und kein Schlüssel wurde benutzt.',
    todo: 'Starten Sie es ohne diesen Schalter und nicht als root. Ein AppImage setzt ihn von selbst, wo das System Benutzer-Namensräume verbietet, wie Ubuntu 24.04: Installieren Sie dort die .deb-Datei.',
  }),
  SWITCH_REFUSED: ({ name }) => ({
    happened: `Das Programm wurde mit --${name} gestartet. Dieser Schalter schwächt es oder öffnet es für andere, darum startet es nicht.`,
    safe: 'Nichts wurde geöffnet, und kein Schlüssel wurde benutzt.',
    todo: 'Starten Sie es ohne diesen Schalter. Hat ihn niemand von Ihnen gesetzt: Sehen Sie nach, womit das Programm gestartet wird, vermerken Sie eine Ausnahme, und vergleichen Sie den Fingerabdruck des Programms mit der Ausgabekarte.',
  }),
  START_FAILED: ({ why }) => ({
    happened: `Das Programm konnte nicht starten (${why}).`,
    safe: 'Kein Schlüssel wurde benutzt. Journale und andere Dateien sind, wie sie waren.',
    todo: 'Starten Sie es noch einmal. Scheitert es wieder, schreiben Sie auf, was hier steht, und nehmen Sie die andere Maschine.',
  }),
  SCREEN_FILE_REFUSED: ({ name, why }) => ({
    happened: `Eine Datei dieses Programms (${name}) ${why === 'changed' ? 'ist nicht so, wie sie gebaut wurde' : `lässt sich nicht lesen (${why})`}. Das Programm wird beendet, denn seine Bildschirme könnten falsch sein.`,
    safe: 'Die Schlüssel auf den Sticks, das Journal und fertige Dateien sind, wie sie waren. Anteile im Speicher sind gelöscht.',
    todo: `${stop} Installieren Sie es neu aus einer geprüften Datei.`,
  }),
  SCREEN_RELOADED: ({ reason }) => ({
    happened: `Der Bildschirm ist abgestürzt (${reason}) und wurde neu geladen.`,
    safe: 'Anteile im Speicher, das Journal und fertige Dateien sind, wie sie waren.',
    todo: 'Geben Sie noch einmal ein, was Sie gerade eingegeben haben, und machen Sie weiter. Geschieht es wieder, vermerken Sie es.',
  }),
  SCREEN_LOST: ({ reason }) => ({
    happened: `Der Bildschirm ist mehrmals abgestürzt (${reason}). Das Programm wird beendet.`,
    safe: 'Die Schlüssel auf den Sticks, das Journal und fertige Dateien sind, wie sie waren. Anteile im Speicher sind gelöscht.',
    todo: 'Starten Sie das Programm neu, und machen Sie auf seinem ersten Bildschirm mit der Zeremonie weiter. Scheitert auch das, nehmen Sie die andere Maschine.',
  }),
  PREVIEW_IS_PRACTICE: () => ({
    happened:
      'Dies ist die Übungsvorschau. Sie hat keine der Schutzwände des echten Programms und lehnt darum den Echtbetrieb ab.',
    safe: nothingHappened,
    todo: 'Wählen Sie die Übung, oder starten Sie das echte Programm.',
  }),
  PRACTICE_ONLY: () => ({
    happened: 'Übungsdateien werden nur in der Übung erzeugt.',
    safe: nothingHappened,
    todo: 'Beenden Sie diese Sitzung, und beginnen Sie eine als Übung.',
  }),
  CEREMONY_ID_NOT_PRACTICE: ({ id }) => ({
    happened: `Die Zeremonie-Kennung ${id} passt nicht zur Betriebsart: Kennungen der Übung beginnen mit PRACTICE-, und nur diese.`,
    safe: nothingHappened,
    todo: 'Lesen Sie die Kennung noch einmal vom Deckblatt des gedruckten Ablaufs.',
  }),
  CEREMONY_ID_UNCLEAR: () => ({
    happened: 'Das ist keine Zeremonie-Kennung: Sie hat 4 bis 40 Großbuchstaben, Ziffern und einzelne Bindestriche.',
    safe: nothingHappened,
    todo: 'Lesen Sie die Kennung noch einmal vom Deckblatt des gedruckten Ablaufs.',
  }),
  FILE_TOKEN_UNKNOWN: () => ({
    happened:
      'Die gewählte Datei ist nicht mehr bekannt: Ihr Medium wurde herausgenommen, oder die Liste hat sich geändert.',
    safe: nothingHappened,
    todo: 'Wählen Sie die Datei noch einmal.',
  }),
  SIGN_IN_NOT_PRACTICE: () => ({
    happened: 'Dies ist eine echte Zeremonie, und die Anmeldung ist die der Übung.',
    safe: 'Es wurde nichts gesendet.',
    todo: 'Wählen Sie, wie Sie sich bei Azure anmelden.',
  }),
  CEREMONY_NOT_FOUND: ({ name }) => ({
    happened: `Im Ordner „${name}“ liegt keine Zeremonie.`,
    safe: 'Es wurde nichts hineingeschrieben.',
    todo: 'Wählen Sie den Ordner, in dem das Journal dieser Zeremonie liegt, oder beginnen Sie sie neu mit Plan und Identität.',
  }),
  VOLUME_UNKNOWN: () => ({
    happened: 'Das gewählte Medium ist nicht mehr da.',
    safe: nothingHappened,
    todo: 'Stecken Sie es wieder ein, und warten Sie, bis es in der Liste erscheint.',
  }),
  VOLUME_GONE: ({ name }) => ({
    happened: `Das Medium „${name}“ wurde zu früh herausgenommen.`,
    safe: 'Keine halb geschriebene Datei zählt als geschrieben. Was vorher geladen wurde, ist noch da.',
    todo: 'Stecken Sie es wieder ein, und wiederholen Sie den Schritt.',
  }),
  VOLUME_ROLE_TAKEN: ({ role, name }) => ({
    happened: `Es gibt schon ein Medium mit der Rolle ${inGerman(role)}: „${name}“.`,
    safe: nothingHappened,
    todo: 'Nehmen Sie zuerst dem anderen die Rolle. Ein Stick, eine Richtung.',
  }),
  VOLUME_ROLE_WRONG: ({ wanted, found }) => ({
    happened: `Diese Datei liegt auf einem Medium mit der Rolle ${inGerman(found)}; der Schritt verlangt eines mit der Rolle ${inGerman(wanted)}.`,
    safe: nothingHappened,
    todo: 'Wählen Sie eine Datei auf dem richtigen Medium, oder geben Sie dem Medium seine Rolle.',
  }),
  VOLUME_ROLE_MISSING: ({ role }) => ({
    happened: `Kein Medium hat die Rolle ${inGerman(role)}.`,
    safe: nothingHappened,
    todo: 'Stecken Sie den Stick ein, und geben Sie ihm diese Rolle.',
  }),
  WORDS_WRONG: ({ triesLeft }) => ({
    happened: `Die Wörter passen nicht (verbleibende Versuche: ${triesLeft}).`,
    safe: 'Nichts wurde angenommen. Es wurde kein Anteil geöffnet.',
    todo: 'Lassen Sie die Wörter noch einmal langsam von dem Blatt vorlesen, auf dem sie stehen. Lesen Sie Ihre nicht vor.',
  }),
  WORDS_LOCKED: () => ({
    happened: 'Die Wörter waren zweimal falsch. Wofür sie stehen, wird nicht angenommen.',
    safe: 'Es wurde kein Anteil geöffnet und nichts gebaut.',
    todo: 'Vermerken Sie eine Ausnahme. Klären Sie mit der anderen Seite, ob etwas vertauscht wurde; danach können die Wörter von Neuem verglichen werden. Ist noch keine Zeremonie geöffnet, starten Sie dafür das Programm neu.',
  }),
};

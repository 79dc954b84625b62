// German: an emergency recovery, without a plan.
import type { ScreenTexts } from '../../catalogue.ts';
import { number, plural } from '../formats.ts';

export const emergency: ScreenTexts['emergency'] = {
  notice: {
    heading: 'Nur wenn es keinen Plan gibt und keine Zeit, einen zu machen',
    recommended: 'Empfohlen ist „Ein HSM wiederherstellen“.',
    missing: 'Hier nicht geprüft und als fehlend vermerkt:',
    bring:
      'Bringen Sie mit: die Adresse des neuen HSM auf Papier, Sicherheitsdomäne, Austauschschlüssel, ein Quorum der Verwahrer.',
  },
  missing: {
    plan: 'ein Plan',
    approvals: 'die Freigabe durch zwei Personen vor Beginn',
    register: 'der Vergleich mit dem Verwahr-Register',
    pairing: 'die Kopplung der beiden Maschinen',
    'signed-bundles': 'signierte Bündel zwischen den Maschinen',
    'second-observer': 'eine zweite Person, die den Austauschschlüssel abgerufen hat',
    'read-back': 'das Rücklesen am Telefon',
    'wall-clock': 'die Wanduhr',
    baseline: 'eine Bestandsliste zum Vergleichen',
  },
  missingAnd: 'Dieser Wiederherstellung fehlen:',
  gap: {
    title: 'Diese Maschine vom Netz trennen',
    lead: 'Kein Verwahrer kommt an diesen Bildschirm, bevor die Maschine allein ist.',
    open: 'Diese Wege nach außen wurden gefunden:',
    todo: 'Ziehen Sie jedes Kabel ab, schalten Sie WLAN und Bluetooth aus. Dieser Bildschirm sieht jede Sekunde wieder nach.',
    closed: 'Es wurde kein Weg nach außen gefunden.',
    practice: 'Das ist eine Übung: Sie darf neben einem offenen Weg weitergehen.',
    goOn: 'Weiter',
  },
  key: {
    title: 'Der Austauschschlüssel und sein HSM',
    lead: 'Wer den <term>Austauschschlüssel</term> gemacht hat, kann alles öffnen, was für ihn verschlossen wird. Der Schlüssel muss beweisen, dass er zu dem HSM mit der Adresse gehört, die Sie eingeben.',
    address: 'Adresse des neuen HSM, vom Papier',
    addressDetail:
      'Zum Beispiel NAME.managedhsm.azure.net. Kopieren Sie sie nicht vom Stick. Sperrlisten der Aussteller des Prozessors auf demselben Stick werden benutzt.',
    region: 'Den Austauschschlüssel wählen',
    which: 'Welche Datei ist der Austauschschlüssel?',
    check: 'Den Schlüssel prüfen',
    another: 'Noch einmal oder eine andere Datei prüfen',
    slip: {
      title: 'Die eingegebene Adresse und die Schlüsseldatei weichen ein wenig ab',
      typed: 'Eingegeben',
      inFile: 'In der Datei',
      again:
        'Sehen Sie auf das Papier, Buchstabe für Buchstabe. Haben Sie sich vertippt, prüfen Sie unten noch einmal und berichtigen dabei die Adresse. Nichts ist verloren.',
      other:
        'Steht auf dem Papier, was Sie eingegeben haben, dann ist das der Schlüssel eines anderen HSM: Halten Sie an, geben Sie keinen Anteil, und folgen Sie dem Vorfallblatt.',
      code: 'Für die Niederschrift',
    },
    accepted: 'Angenommener Austauschschlüssel',
    text: 'Die Attestierung ist echt, und der Schlüssel gehört zu <host></host>.',
    notAttested: 'Angenommen für <host></host>, ohne Beweis.',
    sha256: 'SHA-256 des Austausch-Zertifikats',
    goOn: 'Weiter zu den Verwahrern',
  },
  unattested: {
    lead: 'Holen Sie den Fingerabdruck des Zertifikats auf einem anderen Weg als diesem Stick ein, zum Beispiel am Telefon von der Person, die es heruntergeladen hat.',
    fingerprint: 'SHA-256 des Zertifikats: 64 Ziffern, vom Papier eingegeben',
  },
  people: {
    first: 'Name der ersten Person',
    second: 'Name der zweiten Person',
    note: 'Zwei verschiedene Personen geben ihre Namen ein; dann gedrückt halten, mit der Maus oder der Leertaste.',
  },
  build: {
    next: 'Der nächste Verwahrer',
    lookAway: 'Alle außer diesem Verwahrer sehen von Bildschirm und Tastatur weg.',
    custodian: (at, of) => `Verwahrer ${at} von ${of}`,
    write: 'Auf einen Stick schreiben',
    writeLead:
      'Der Blob wird als einfache Datei geschrieben, die Lifeboat Online und die Azure-Befehlszeile (az) annehmen. Nichts, was schon da ist, wird überschrieben.',
    noStick: 'Stecken Sie den Stick für den Blob ein, und geben Sie ihm die Rolle AUS.',
    doWrite: 'Schreiben und zurücklesen',
    again: 'Eine Kopie auf einen anderen Stick schreiben',
    written: (copies) =>
      plural(copies, {
        one: 'Der Blob ist auf dem Stick und wurde Byte für Byte zurückgelesen.',
        other: `Der Blob wurde ${number(copies)}-mal auf Sticks geschrieben und Byte für Byte zurückgelesen.`,
      }),
    goOn: 'Weiter',
  },
  finish: {
    lead: 'Vergleichen Sie die Liste mit dem, was Sie in der Hand haben. Dann schließen zwei Personen das Journal ab.',
    next: 'Als Nächstes: Bringen Sie den AUS-Stick zur Online-Maschine. Wählen Sie in Lifeboat Online „Notfall-Wiederherstellung“, oder laden Sie die Datei mit az hoch.',
    close: 'Das Journal abschließen',
    records: 'Die Beweise auf den AUS-Stick schreiben',
    recordsWritten: 'Die Beweise sind auf dem AUS-Stick und wurden Byte für Byte zurückgelesen.',
    recordsLead:
      'Ein Ordner mit dem Journal, dem Urteil über den Austauschschlüssel, jeder Datei, die als solcher angeboten wurde, und einer Liste ihrer Hashes. Drucken Sie die Niederschrift unter „Papiere und Nachweise“: Sie braucht nur das Journal.',
    newPlan:
      'Sobald das HSM wieder läuft, machen Sie einen Plan und neue Schlüssel für die Verwahrer: Niemand sonst hat diese Wiederherstellung beobachtet.',
  },
};

// German words of the manual.
import type { ManualTexts } from '../en/manual.ts';

export const germanManual: ManualTexts = {
  title: 'Handbuch',
  intro: [
    'Ein Unternehmen bewahrt seine Schlüssel in einem Managed HSM auf: einem Tresor für Schlüssel in der Cloud, den niemand von außen öffnen kann. Geht dieses HSM verloren, wird es aus drei Dingen wiederhergestellt: der Sicherheitsdomäne, genügend Verwahrern und der letzten Sicherung.',
    'Das geschieht auf zwei Maschinen, die nie miteinander verbunden sind. Am Offline-Laptop öffnen die Verwahrer, was nur sie öffnen können. An der Online-Maschine arbeiten die Bediener mit der Cloud. Sticks bringen signierte Dateien von einer zur anderen.',
  ],
  inPractice:
    'Dieses Handbuch ist zum Üben. Die Bilder zeigen den Ernstfall: Beim Üben hat jeder Bildschirm oben ein gelbes Band und neben dem Namen des Programms das Wort ÜBUNG.',
  rulesTitle: 'Fünf Regeln für alle',
  rules: [
    'Das Papier führt. Erledigen Sie den nächsten Schritt, haken Sie ihn ab und setzen Sie Ihr Kürzel.',
    'Weicht etwas vom Papier ab: anhalten und „Ausnahme“ sagen.',
    'Niemand hat es eilig. Das HSM ist schon verloren: Ein Fehler macht es schlimmer, eine Stunde nicht.',
    'Verlangt ein Schritt zwei Personen, führen ihn zwei Personen aus.',
    'Vom Papier vorlesen, vom Papier eintippen. Vertrauen Sie keinem Wert, nur weil er auf einem Bildschirm steht.',
  ],
  before: 'Vorher',
  onTheDay: 'Am Tag selbst',
  whenWrong: 'Wenn etwas schiefgeht',
  happens: 'Was geschieht',
  doThis: 'Was zu tun ist',
  pictureOf: {
    'custodian-look-away': 'Der Bildschirm bittet alle anderen wegzusehen.',
    'custodian-passphrase': 'Das Kennwort wird dort eingetippt, wohin keine Seite reicht.',
    'custodian-accepted': 'Der Stick ist draußen, der Schlüssel ist aus dem Speicher gelöscht.',
    'exchange-key-words': 'Die Wörter des Austauschschlüssels werden eingetippt, bevor der Bildschirm sie zeigt.',
    'pre-flight': 'Die Vorabprüfung zeigt, was scheitern würde, bevor jemand anreist.',
    'restore-confirmation': 'Die zweite Person tippt den Namen des Ziels vom Papier ein.',
  },
  chapters: [
    {
      title: 'Für Verwahrer',
      intro:
        'Sie bewahren einen Schlüssel auf. Am Tag selbst brauchen Sie ihn einmal, für zwei Minuten, und nehmen ihn wieder mit.',
      before: [
        'Bewahren Sie beide Sticks in ihren versiegelten Beuteln auf, an zwei Orten und getrennt vom Kennwort.',
        'Ist ein Beutel beschädigt oder fehlt ein Stick, sagen Sie es sofort der Zeremonienleitung. Dann ist noch Zeit.',
        'Ruft man Sie herbei, rufen Sie unter einer Nummer zurück, die Sie schon haben.',
        'Bringen Sie einen Ausweis mit, beide versiegelten Beutel und Ihr Kennwort.',
      ],
      onTheDay: [
        { text: 'Sie zeigen Ihren Ausweis und erfahren, wozu die Zeremonie dient.' },
        {
          text: 'Sie warten, bis Sie an der Reihe sind. Der Bildschirm bittet alle anderen wegzusehen.',
          picture: 'custodian-look-away',
        },
        {
          text: 'Sie öffnen einen Ihrer Beutel und stecken den Stick ein. Der Bildschirm findet Ihren Schlüssel, oder er fragt nach der Datei.',
        },
        {
          text: 'Sie tippen Ihr Kennwort ein. Der Bildschirm zeigt es nicht, und niemand bittet Sie, es zu nennen.',
          picture: 'custodian-passphrase',
        },
        {
          text: 'Sie ziehen den Stick ab, wenn der Bildschirm es sagt. Die Maschine hat Ihren Schlüssel dann schon aus ihrem Speicher gelöscht.',
          picture: 'custodian-accepted',
        },
        {
          text: 'Sie versiegeln den Stick in einem neuen Beutel. Sie unterschreiben im Verwahrbuch.',
        },
      ],
      whenWrong: [
        [
          '„Das Kennwort öffnet diesen Schlüssel nicht.“',
          'Nichts ist verloren. Versuchen Sie es noch einmal, langsam; achten Sie auf Tastaturbelegung und Feststelltaste. Die Zeremonie kann ohne Sie weitergehen und zu Ihnen zurückkommen.',
        ],
        [
          '„Dieser Schlüssel gehört zu einer anderen Sicherheitsdomäne.“',
          'Vielleicht haben Sie einen älteren Stick dabei. Nichts ist verloren. Sagen Sie „Ausnahme“; der zweite Stick oder ein anderer Verwahrer kann helfen.',
        ],
        [
          'Der Stick wird nicht gefunden',
          'Ziehen Sie ihn ab und stecken Sie ihn anderswo wieder ein. Wird er auch dort nicht gefunden, nehmen Sie den zweiten Stick.',
        ],
        [
          'Die Maschine geht aus, oder ein Netz erscheint',
          'Alle bisherigen Anteile werden verworfen. Das ist so gewollt. Ihr Schlüssel ist unberührt. Sie werden noch einmal gebeten.',
        ],
      ],
    },
    {
      title: 'Für Bediener der Wiederherstellung',
      intro: 'Sie arbeiten mit der Cloud und tragen die Sticks. Den Schlüssel eines Verwahrers sehen Sie nie.',
      before: [
        'Öffnen Sie die Seite „Vorabprüfung“ Tage vorher und noch einmal am Morgen.',
        'Drucken Sie Ablauf, Einberufungsblätter und Karten. Zwei Personen geben den Plan frei. Sein Fingerabdruck steht auf jeder Seite.',
      ],
      onTheDay: [
        {
          text: 'Öffnen Sie die Seite „Vorabprüfung“. Jede Zeile ist bestanden, oder jemand hat darüber entschieden.',
          picture: 'pre-flight',
        },
        {
          text: 'Legen Sie das neue HSM an. Koppeln Sie währenddessen die Maschinen: Eine Seite liest Wörter vor, die andere tippt sie ein. Starten Sie dann den Wiederherstellungsmodus. Das HSM antwortet mit seinem Austauschschlüssel, und die erste Antwort bleibt auf der Platte.',
        },
        {
          text: 'Die zweite Person holt den Austauschschlüssel auf einer anderen Maschine, mit einem anderen Konto. Beide signieren.',
        },
        {
          text: 'Tragen Sie den Stick zum Offline-Laptop. Dort werden die Wörter vorgelesen und eingetippt.',
          picture: 'exchange-key-words',
        },
        {
          text: 'Tragen Sie den Wiederherstellungs-Blob zurück und laden Sie ihn hoch. Das Programm lädt einmal hoch. Kommt keine Antwort, fragt es beim Dienst nach und sendet nicht noch einmal.',
        },
        {
          text: 'Machen Sie eine Sicherung des neuen HSM, warten Sie die Wartezeit ab, dann spielen Sie die letzte Sicherung zurück. Die zweite Person tippt Namen und Ordner vom Papier ein.',
          picture: 'restore-confirmation',
        },
        {
          text: 'Prüfen Sie jeden Schlüssel, jede Version und jede Rolle, dazu eine Signatur mit einem öffentlichen Schlüssel von früher. Übergeben Sie die Liste der neuen Adressen.',
        },
      ],
      whenWrong: [
        [
          '„Unbekannt“: Es kam keine Antwort',
          'Von selbst wird nichts noch einmal gesendet. Der Bildschirm sagt, wie Sie herausfinden, was geschehen ist. Tun Sie das und sonst nichts.',
        ],
        [
          'Der Dienst lehnt den Blob ab',
          'Anhalten. Erstellen Sie keinen zweiten Blob. Folgen Sie dem Vorfallsblatt: Heben Sie Blob und Austauschschlüssel auf, vergleichen Sie die drei Fingerabdrücke, und lassen Sie Zeremonienleitung und Sicherheitsleitung entscheiden.',
        ],
        [
          'Programm oder Maschine fallen mittendrin aus',
          'Starten Sie neu und öffnen Sie dieselbe Zeremonie. Das Journal weiß, was erledigt ist.',
        ],
        ['Die Anmeldung ist abgelaufen', 'Melden Sie sich neu an. Das Warten geht dort weiter, wo es war.'],
      ],
    },
    {
      title: 'Für Zeugen und Prüfer',
      intro: 'Sie beobachten die Menschen, nicht das Programm. Später zählt Ihr Exemplar des Papiers.',
      before: [
        'Lesen Sie den ganzen Ablauf einmal. Fragen Sie vor dem Tag nach allem, was Sie nicht verstehen.',
        'Prüfen Sie auf einer anderen Maschine und mit eigenem Werkzeug, dass es das freigegebene Programm ist. Sein SHA-256 steht auf dem Blatt.',
      ],
      onTheDay: [
        { text: 'Schreiben Sie die Zeit von der Wanduhr auf, nicht von einem Bildschirm.' },
        { text: 'Werden Wörter eines Fingerabdrucks vorgelesen, vergleichen Sie sie mit Ihrem Exemplar.' },
        {
          text: 'Achten Sie darauf, dass jeder Verwahrer allein an der Tastatur ist und jeder Stick in einen neuen Beutel kommt, dessen Nummer aufgeschrieben wird.',
        },
        { text: 'Achten Sie darauf, dass jede Abweichung eine Ausnahme wird, mit ihrer Nummer am Rand.' },
        {
          text: 'Prüfen Sie am Ende die Beweismappe auf einer dritten Maschine: Tippen Sie den Fingerabdruck des Plans vom Papier ein, und legen Sie den Bericht zu Ihrem Exemplar.',
        },
      ],
      whenWrong: [
        [
          'Jemand will einen Schritt auslassen',
          'Sagen Sie „Ausnahme“. Ein Schritt darf nur entfallen, wenn die Entscheidenden es schriftlich festhalten.',
        ],
        [
          'Das Journal ist beschädigt',
          'Das Programm sagt, welches Ereignis das letzte unversehrte ist, und hebt die beschädigte Datei auf. Den Rest belegt das Papier.',
        ],
        [
          'Sie sind nicht sicher, was Sie gesehen haben',
          'Schreiben Sie auf, dass Sie nicht sicher sind. Das ist mehr wert als ein Haken.',
        ],
      ],
    },
  ],
};

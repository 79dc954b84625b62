// German words of the manual.
import type { ManualTexts } from '../en/manual.ts';

export const germanManual: ManualTexts = {
  title: 'Handbuch',
  intro: [
    'Ein Unternehmen bewahrt seine Schlüssel in einem Managed HSM auf: einem Tresor für Schlüssel in der Cloud, den niemand von außen öffnen kann. Geht dieses HSM verloren, wird es aus drei Dingen neu gebaut: der Sicherheitsdomäne, genügend Verwahrern und der letzten Sicherung.',
    'Zwei Maschinen tun das, und sie berühren einander nie. Am Offline-Laptop öffnen die Verwahrer, was nur sie öffnen können. An der Online-Maschine sprechen die Bediener mit der Cloud. Sticks tragen signierte Dateien zwischen beiden.',
  ],
  inPractice:
    'Dieses Handbuch ist zum Üben. Die Bilder zeigen den Ernstfall: Beim Üben hat jeder Bildschirm oben ein gelbes Band und neben dem Namen des Programms das Wort ÜBUNG.',
  rulesTitle: 'Fünf Regeln für alle',
  rules: [
    'Das Papier führt. Tun Sie den nächsten Schritt, haken Sie ihn ab, setzen Sie das Kürzel.',
    'Wenn etwas nicht ist, wie das Papier sagt: anhalten und „Ausnahme“ sagen.',
    'Niemand hat es eilig. Das HSM ist schon verloren; ein Fehler macht es schlimmer, eine Stunde nicht.',
    'Was zwei Personen tun müssen, tun zwei Personen.',
    'Vom Papier vorlesen, vom Papier eintippen. Vertrauen Sie keinem Wert, nur weil er auf einem Bildschirm steht.',
  ],
  before: 'Vorher',
  onTheDay: 'Am Tag selbst',
  whenWrong: 'Wenn etwas schiefgeht',
  happens: 'Was geschieht',
  doThis: 'Was zu tun ist',
  pictureOf: {
    'custodian-look-away': 'Der Bildschirm bittet alle anderen wegzusehen.',
    'custodian-passphrase': 'Das Kennwort wird in einem eigenen Fenster eingetippt.',
    'custodian-accepted': 'Der Anteil ist angenommen, der Schlüssel ist aus dem Speicher gelöscht.',
    'exchange-key-words': 'Die Wörter des Austauschschlüssels werden eingetippt, bevor der Bildschirm sie zeigt.',
    'pre-flight-board': 'Die Seite „Was scheitern würde“ zeigt es, bevor jemand anreist.',
    'restore-confirmation': 'Die zweite Person tippt den Namen des Ziels vom Papier ein.',
  },
  chapters: [
    {
      title: 'Für Verwahrer',
      intro:
        'Sie bewahren einen Schlüssel auf. Am Tag selbst brauchen Sie ihn einmal, zwei Minuten lang, und nehmen ihn wieder mit.',
      before: [
        'Bewahren Sie beide Sticks in ihren versiegelten Beuteln auf, an zwei Orten und getrennt vom Kennwort.',
        'Ist ein Beutel beschädigt oder fehlt ein Stick, sagen Sie es sofort der Zeremonienleitung. Dann ist noch Zeit.',
        'Werden Sie einberufen, so rufen Sie unter einer Nummer zurück, die Sie schon haben.',
        'Bringen Sie einen Ausweis mit, beide versiegelten Beutel und Ihr Kennwort.',
      ],
      onTheDay: [
        { text: 'Sie zeigen Ihren Ausweis und hören, wozu die Zeremonie dient.' },
        {
          text: 'Sie warten, bis Sie an der Reihe sind. Der Bildschirm bittet alle anderen wegzusehen.',
          picture: 'custodian-look-away',
        },
        { text: 'Sie öffnen einen Ihrer Beutel, stecken den Stick ein und wählen am Bildschirm Ihre Schlüsseldatei.' },
        {
          text: 'Sie tippen Ihr Kennwort ein. Es ist nicht zu sehen, und niemand fragt Sie laut danach.',
          picture: 'custodian-passphrase',
        },
        {
          text: 'Der Bildschirm sagt, dass Ihr Anteil angenommen ist. Die Maschine hat Ihren Schlüssel schon aus ihrem Speicher gelöscht.',
          picture: 'custodian-accepted',
        },
        {
          text: 'Sie ziehen den Stick ab und versiegeln ihn in einem neuen Beutel. Sie unterschreiben im Verwahrbuch.',
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
          'Ziehen Sie ihn ab und stecken Sie ihn anderswo wieder ein. Bleibt er stumm, nehmen Sie den zweiten Stick.',
        ],
        [
          'Die Maschine geht aus, oder ein Netz erscheint',
          'Alle bisherigen Anteile werden verworfen; das soll so sein. Ihr Schlüssel ist unberührt. Sie werden noch einmal gebeten.',
        ],
      ],
    },
    {
      title: 'Für Bediener der Wiederherstellung',
      intro: 'Sie sprechen mit der Cloud und tragen die Sticks. Den Schlüssel eines Verwahrers sehen Sie nie.',
      before: [
        'Öffnen Sie die Seite „Was scheitern würde“ Tage vorher und noch einmal am Morgen.',
        'Koppeln Sie die Maschinen: Die Wörter werden vorgelesen, und jede Seite tippt ein, was sie hört.',
        'Drucken Sie Ablauf, Einberufungsblätter und Karten. Zwei Personen geben den Plan frei; sein Fingerabdruck steht auf jeder Seite.',
      ],
      onTheDay: [
        {
          text: 'Sehen Sie auf die Seite „Was scheitern würde“. Jede Zeile ist bestanden, oder jemand hat darüber entschieden.',
          picture: 'pre-flight-board',
        },
        {
          text: 'Legen Sie das neue HSM an und versetzen Sie es in den Wiederherstellungsmodus. Es antwortet mit seinem Austauschschlüssel; die erste Antwort bleibt auf der Platte.',
        },
        {
          text: 'Die zweite Person holt den Austauschschlüssel auf einer anderen Maschine, mit einem anderen Konto. Beide signieren.',
        },
        {
          text: 'Tragen Sie den Stick zum Offline-Laptop. Dort werden die Wörter vorgelesen und eingetippt.',
          picture: 'exchange-key-words',
        },
        {
          text: 'Tragen Sie den Wiederherstellungs-Blob zurück und laden Sie ihn hoch. Das Programm lädt einmal hoch; kommt keine Antwort, so fragt es nach und sendet nicht noch einmal.',
        },
        {
          text: 'Machen Sie eine Sicherung des neuen HSM, warten Sie die Wartezeit ab, dann spielen Sie die letzte Sicherung zurück. Die zweite Person tippt Namen und Ordner vom Papier ein.',
          picture: 'restore-confirmation',
        },
        {
          text: 'Prüfen Sie: jeden Schlüssel, jede Version, jede Rolle, und eine Signatur gegen einen öffentlichen Schlüssel von früher. Übergeben Sie die Liste der neuen Adressen.',
        },
      ],
      whenWrong: [
        [
          '„Unbekannt“: Es kam keine Antwort',
          'Von selbst wird nichts noch einmal gesendet. Der Bildschirm sagt, wie man es herausfindet. Tun Sie das und sonst nichts.',
        ],
        [
          'Der Dienst lehnt den Blob ab',
          'Anhalten. Machen Sie keinen zweiten Blob. Das Vorfallsblatt führt: Blob und Austauschschlüssel aufheben, die drei Fingerabdrücke vergleichen, Zeremonienleitung und Sicherheitsleitung entscheiden lassen.',
        ],
        [
          'Programm oder Maschine enden mittendrin',
          'Starten Sie neu und öffnen Sie dieselbe Zeremonie. Das Journal weiß, was getan ist.',
        ],
        ['Die Anmeldung gilt nicht mehr', 'Melden Sie sich neu an. Das Warten geht weiter, wo es war.'],
      ],
    },
    {
      title: 'Für Zeugen und Prüfer',
      intro: 'Sie sehen den Menschen zu, nicht dem Programm. Ihr Exemplar des Papiers ist, was später zählt.',
      before: [
        'Lesen Sie den Ablauf einmal ganz. Fragen Sie vor dem Tag, was Sie nicht verstehen.',
        'Prüfen Sie mit einem eigenen Werkzeug auf einer anderen Maschine, dass das Programm das freigegebene ist (sein SHA-256 steht auf dem Blatt).',
      ],
      onTheDay: [
        { text: 'Schreiben Sie die Zeit von der Wanduhr auf, nicht von einem Bildschirm.' },
        { text: 'Vergleichen Sie die Wörter jedes Fingerabdrucks in Ihrem Exemplar, während sie vorgelesen werden.' },
        {
          text: 'Achten Sie darauf, dass jeder Verwahrer allein an der Tastatur ist und jeder Stick in einen neuen Beutel kommt, dessen Nummer aufgeschrieben wird.',
        },
        { text: 'Lassen Sie aus jeder Abweichung eine Ausnahme werden, mit einer Nummer am Rand.' },
        {
          text: 'Tippen Sie am Ende auf einer dritten Maschine den Fingerabdruck des Plans bei „Beweismappe prüfen“ ein und legen Sie den Bericht zu Ihrem Papier.',
        },
      ],
      whenWrong: [
        [
          'Jemand will einen Schritt auslassen',
          'Sagen Sie „Ausnahme“. Der Schritt darf entfallen, wenn die es schriftlich sagen, die entscheiden.',
        ],
        [
          'Das Journal ist beschädigt',
          'Das Programm sagt, bis zu welchem Ereignis es heil ist, und hebt die beschädigte Datei auf. Das Papier trägt den Rest.',
        ],
        [
          'Sie sind nicht sicher, was Sie gesehen haben',
          'Schreiben Sie auf, dass Sie nicht sicher sind. Das ist mehr wert als ein Haken.',
        ],
      ],
    },
  ],
};

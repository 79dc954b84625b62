// German help of the command line, by the English text that is beside each option in the source.

/** What is missing here is shown in English; a test misses none. */
export const germanHelp: Readonly<Record<string, string>> = {
  'Inspect a security domain, and prove keys against it.':
    'Eine Sicherheitsdomäne ansehen; Schlüssel an ihr nachweisen.',
  'Show who can open a security domain, and what is in it.':
    'Zeigen, wer eine Sicherheitsdomäne öffnen kann und was darin ist.',
  'certificates of custodians, to name whose share is whose':
    'Zertifikate der Verwahrer, um zu sagen, welcher Anteil wem gehört',
  'Print the script with which a shell completes these commands.':
    'Ausgeben, womit eine Shell diese Befehle vervollständigt.',
  'which shell': 'welche Shell',
  'print one JSON document': 'ein JSON-Dokument ausgeben',
  'Prove that keys open their shares; with --reconstruct, that a quorum opens the whole. Writes nothing.':
    'Nachweisen, dass Schlüssel ihre Anteile öffnen; mit --reconstruct, dass ein Quorum das Ganze öffnet. Schreibt nichts.',
  'private keys of custodians, as files or as URIs of tokens':
    'private Schlüssel von Verwahrern, als Dateien oder als URIs von Token',
  'passphrases and PINs, one file for each key, in the order of the keys':
    'Kennwörter und PINs, eine Datei für jeden Schlüssel, in der Reihenfolge der Schlüssel',
  'rebuild the master key for a moment, and prove every datum with it':
    'den Hauptschlüssel für einen Augenblick zusammensetzen und jeden Teil damit prüfen',
  'Build the restore blob from the security domain, a quorum of keys and the exchange key.':
    'Den Wiederherstellungs-Blob bauen: aus der Sicherheitsdomäne, einem Quorum von Schlüsseln und dem Austauschschlüssel.',
  'security domain': 'Sicherheitsdomäne',
  'exchange key of the new HSM': 'Austauschschlüssel des neuen HSM',
  'private keys of a quorum of custodians, as files or as URIs of tokens; without them, a terminal asks one custodian after the other':
    'private Schlüssel eines Quorums von Verwahrern, als Dateien oder als URIs von Token; ohne sie fragt ein Terminal einen Verwahrer nach dem anderen',
  'in a ceremony: journal of this machine; everything is noted in it':
    'in einer Zeremonie: Journal dieser Maschine; alles wird darin vermerkt',
  'in a ceremony: the approved plan': 'in einer Zeremonie: der freigegebene Plan',
  'in a ceremony: its hash, typed from paper': 'in einer Zeremonie: sein Hash, vom Papier eingegeben',
  'in a ceremony: the bundle with the exchange key, accepted before':
    'in einer Zeremonie: das Bündel mit dem Austauschschlüssel, das schon angenommen ist',
  'in a ceremony: the exchange key’s hash as the online side reads it out':
    'in einer Zeremonie: der Hash des Austauschschlüssels, wie ihn die Online-Seite vorliest',
  'in a ceremony: the two people who approve the blob':
    'in einer Zeremonie: die beiden Personen, die den Blob freigeben',
  'where the restore blob is written; never an existing file':
    'wohin der Wiederherstellungs-Blob geschrieben wird; nie über eine vorhandene Datei',
  'address of the new HSM, typed from paper: the exchange key must prove that it is its key':
    'Adresse des neuen HSM, vom Papier eingegeben: Der Austauschschlüssel muss beweisen, dass er dessen Schlüssel ist',
  'the exchange key proves nothing: people have compared its fingerprint':
    'der Austauschschlüssel trägt keinen Beweis: Menschen haben seinen Fingerabdruck verglichen',
  'with --unattested: SHA-256 of the certificate (DER), as people compared it':
    'mit --unattested: SHA-256 des Zertifikats (DER), wie Menschen ihn verglichen haben',
  'with --unattested: why': 'mit --unattested: warum',
  'trust exchange keys of practice HSMs, and no others':
    'Austauschschlüsseln von Übungs-HSMs vertrauen und keinen anderen',
  'write the certificate alone as PEM, for another tool':
    'das Zertifikat allein als PEM schreiben, für ein anderes Werkzeug',
  'Show what a restore blob is made of and for which exchange key.':
    'Zeigen, woraus ein Wiederherstellungs-Blob besteht und für welchen Austauschschlüssel er ist.',
  'Custodian keys.': 'Schlüssel der Verwahrer.',
  'Make a key and its certificate: NAME.key (encrypted PKCS#8) and NAME.cer.':
    'Einen Schlüssel und sein Zertifikat erzeugen: NAME.key (verschlüsseltes PKCS#8) und NAME.cer.',
  'Adopt a key that is on a token: prove it, and write NAME.cer and NAME.token.json.':
    'Einen Schlüssel auf einem Token übernehmen: ihn nachweisen und NAME.cer und NAME.token.json schreiben.',
  'descriptions of custodians’ tokens, NAME.token.json': 'Beschreibungen der Token von Verwahrern, NAME.token.json',
  'leave out what a YubiKey says of how its key was made':
    'weglassen, was ein YubiKey über die Erzeugung seines Schlüssels sagt',
  'the id of the key on the token, where several could be the custodian’s':
    'die Kennung des Schlüssels auf dem Token, wo mehrere der des Verwahrers sein könnten',
  'the PIN; without it, the terminal asks': 'die PIN; ohne sie fragt das Terminal',
  'letters, digits, dot, hyphen and underscore': 'Buchstaben, Ziffern, Punkt, Bindestrich und Unterstrich',
  'where the two files are written; never over existing ones':
    'wohin die beiden Dateien geschrieben werden; nie über vorhandene',
  'size of the RSA key': 'Größe des RSA-Schlüssels',
  'the passphrase; without it, the terminal asks': 'das Kennwort; ohne diese Angabe fragt das Terminal',
  'The exchange key of a new HSM.': 'Der Austauschschlüssel eines neuen HSM.',
  'Check an exchange key: form, attestation, name.': 'Einen Austauschschlüssel beurteilen: Form, Beweis, Name.',
  'address of the new HSM, typed from paper': 'Adresse des neuen HSM, vom Papier eingegeben',
  'The signing identity of a machine.': 'Die Signatur-Identität einer Maschine.',
  'Make an identity: ROLE.identity.json (encrypted) and ROLE.public.json, which may travel.':
    'Eine Identität erzeugen: ROLLE.identity.json (verschlüsselt) und ROLLE.public.json, die reisen darf.',
  'what the machine is': 'was die Maschine ist',
  'the person who holds it': 'die Person, die sie hält',
  'Show the public half of an identity.': 'Die öffentliche Hälfte einer Identität zeigen.',
  'Show the code over both machines, or compare it with what was typed from the other screen.':
    'Den Code über beide Maschinen zeigen oder mit dem vergleichen, was vom anderen Bildschirm eingegeben wurde.',
  'typed from paper': 'vom Papier eingegeben',
  'public identity of the offline machine': 'öffentliche Identität der Offline-Maschine',
  'public identity of the online machine': 'öffentliche Identität der Online-Maschine',
  'the 32 words, or the hex, that the other screen shows':
    'die 32 Wörter oder die Hex-Ziffern, die der andere Bildschirm zeigt',
  'note the pairing in this journal': 'die Kopplung in diesem Journal vermerken',
  'note the number that the other machine gave out': 'die Zahl vermerken, die die andere Maschine ausgab',
  'The plan of a ceremony.': 'Der Plan einer Zeremonie.',
  'Write a template with every member of a plan.': 'Eine Vorlage mit jedem Bestandteil eines Plans schreiben.',
  'what is to be done': 'was zu tun ist',
  'capital letters, digits and hyphens': 'Großbuchstaben, Ziffern und Bindestriche',
  'how many custodians there are, 3 to 10': 'wie viele Verwahrer es gibt, 3 bis 10',
  'how many must come, 2 to 10': 'wie viele kommen müssen, 2 bis 10',
  'for practice': 'für die Übung',
  'the template': 'die Vorlage',
  'Report everything that is wrong with a plan.': 'Alles melden, was an einem Plan falsch ist.',
  'Sign a plan, or add a signature to a signed one.':
    'Einen Plan signieren oder einem signierten eine Signatur hinzufügen.',
  'an identity that the plan names': 'eine Identität, die der Plan nennt',
  'its passphrase; without it, the terminal asks': 'ihr Kennwort; ohne diese Angabe fragt das Terminal',
  'the signed plan': 'der signierte Plan',
  'Show a plan, its hash and who has approved it.': 'Einen Plan zeigen, seinen Hash und wer ihn freigegeben hat.',
  'The register of custody: who holds which key, and when it was proven.':
    'Das Verwahr-Register: wer welchen Schlüssel hat und wann er nachgewiesen wurde.',
  'Begin a register with what the plan knows.': 'Ein Register mit dem beginnen, was der Plan weiß.',
  'the plan, with the certificates of all custodians': 'der Plan, mit den Zertifikaten aller Verwahrer',
  'the register': 'das Register',
  'List everything that could keep a quorum from coming together; refuse if something needs action.':
    'Alles sagen, was ein Quorum verhindern könnte; ablehnen, wenn etwas sofort zu tun ist.',
  'the day to check for, 2026-10-14; today by default': 'für diesen Tag beurteilen, 2026-10-14; ohne Angabe heute',
  'Show a register and the health of its quorum.': 'Ein Register zeigen und den Zustand seines Quorums.',
  'Enter what journals and logs of drills prove of the copies into a new register.':
    'In ein neues Register eintragen, was Journale und Protokolle von Übungen über die Kopien nachweisen.',
  'journals of activations and re-wraps, and logs of share checks and quorum drills':
    'Journale von Aktivierungen und Neuverschlüsselungen, Protokolle von Anteilsprüfungen und Quorum-Übungen',
  'the register with the proofs; never over an existing one':
    'das Register mit den Nachweisen; nie über ein vorhandenes',
  'Signed bundles between the machines.': 'Signierte Bündel zwischen den Maschinen.',
  'Make a bundle.': 'Ein Bündel erstellen.',
  'what it carries': 'was es enthält',
  'which document': 'welches Dokument',
  'the approved plan': 'der freigegebene Plan',
  'its hash, typed from paper': 'sein Hash, vom Papier eingegeben',
  'journal of this machine': 'Journal dieser Maschine',
  'identity of this machine': 'Identität dieser Maschine',
  'where the bundle is written under its own name': 'wohin das Bündel unter seinem eigenen Namen geschrieben wird',
  'activation-certificates: PEM or DER, in the order of the plan’s custodians':
    'activation-certificates: PEM oder DER, in der Reihenfolge der Verwahrer im Plan',
  'security-domain: the file as it was saved': 'security-domain: die Datei, wie sie gespeichert wurde',
  'security-domain: the bundle with which the HSM was activated':
    'security-domain: das Bündel, mit dem das HSM aktiviert wurde',
  'exchange-key: what operator 1 and operator 2 fetched': 'exchange-key: was Bediener 1 und Bediener 2 geholt haben',
  'exchange-key: revocation lists of the processor’s authorities, DER or PEM':
    'exchange-key: Sperrlisten der Aussteller des Prozessors, DER oder PEM',
  'revocation lists of the processor’s authorities, DER or PEM':
    'Sperrlisten der Aussteller des Prozessors, DER oder PEM',
  'what this machine itself fetched': 'was diese Maschine selbst geholt hat',
  'journal of this machine, which noted that fetch': 'Journal dieser Maschine, das diesen Abruf vermerkt hat',
  'restore-blob: the blob': 'restore-blob: der Blob',
  outcome: 'outcome: das Ergebnis',
  'outcome, security-domain: the service’s request id': 'outcome, security-domain: die Anfragekennung des Dienstes',
  'exchange-key that differed twice: whose key two people chose':
    'exchange-key, zweimal abweichend: wessen Schlüssel zwei Personen wählten',
  'exchange-key that differed twice: the exception (step C9) by which two people chose one':
    'exchange-key, zweimal abweichend: die Ausnahme (Schritt C9), mit der zwei Personen einen wählten',
  'the exception (step C14) by which two people upload it although the HSM showed another key twice':
    'die Ausnahme (Schritt C14), mit der zwei Personen ihn hochladen, obwohl das HSM zweimal einen anderen Schlüssel zeigte',
  'the exception (step F4) by which two people upload it although the HSM showed another key twice':
    'die Ausnahme (Schritt F4), mit der zwei Personen ihn hochladen, obwohl das HSM zweimal einen anderen Schlüssel zeigte',
  'security-domain: when the answer came, by that machine’s clock (UTC, ISO 8601)':
    'security-domain: wann die Antwort kam, nach der Uhr jener Maschine (UTC, ISO 8601)',
  'security-domain: the Date header, where the answer had one':
    'security-domain: der Date-Kopf, wenn die Antwort einen hatte',
  'outcome: the service’s own words': 'outcome: die eigenen Worte des Dienstes',
  'Add the second operator’s signature to a bundle.': 'Einem Bündel die Signatur des zweiten Bedieners hinzufügen.',
  'where the bundle with both signatures is written': 'wohin das Bündel mit beiden Signaturen geschrieben wird',
  'Verify a bundle, and with a journal accept it.': 'Ein Bündel prüfen und mit einem Journal annehmen.',
  'journal of this machine: the bundle must be the next one for it':
    'Journal dieser Maschine: Das Bündel muss das nächste für sie sein',
  'identity of this machine; its public half is enough': 'Identität dieser Maschine; ihre öffentliche Hälfte genügt',
  'write what the bundle carries': 'schreiben, was das Bündel enthält',
  'exchange-key without attestation: why it is accepted': 'Austauschschlüssel ohne Beweis: warum er angenommen wird',
  'exchange-key without attestation: who accepts it, two people':
    'Austauschschlüssel ohne Beweis: wer ihn annimmt, zwei Personen',
  'Rename a file that is in the way of a bundle and that the journal does not name.':
    'Eine Datei umbenennen, die einem Bündel im Weg liegt und die das Journal nicht nennt.',
  'Show what a bundle says. Nothing is verified.': 'Zeigen, was ein Bündel sagt. Nichts wird geprüft.',
  'The journal of a ceremony.': 'Das Journal einer Zeremonie.',
  'Begin the journal of this machine, and give out the number that incoming bundles must answer.':
    'Das Journal dieser Maschine beginnen und die Zahl ausgeben, auf die eingehende Bündel antworten müssen.',
  'Note an exception: for a failed check, for a damaged end, or for what people saw.':
    'Eine Ausnahme vermerken: für eine gescheiterte Prüfung, für ein beschädigtes Ende oder für das, was Menschen sahen.',
  'the exception sheet as JSON, in place of its parts': 'das Ausnahmeblatt als JSON, anstelle seiner Teile',
  'sheet: the step at which it happened': 'Blatt: der Schritt, bei dem es geschah',
  'sheet: what was expected': 'Blatt: was erwartet wurde',
  'sheet: what happened': 'Blatt: was geschah',
  'sheet: what could be done': 'Blatt: was getan werden konnte',
  'sheet: what was decided': 'Blatt: was entschieden wurde',
  'sheet: who decided it': 'Blatt: wer es entschieden hat',
  'sheet: whether the result can be trusted less for it': 'Blatt: ob das Ergebnis dadurch weniger vertrauenswürdig ist',
  'sheet: who follows it up': 'Blatt: wer es nachverfolgt',
  'sheet: initials of all who are present': 'Blatt: Kürzel aller Anwesenden',
  'the failed check that it settles': 'die gescheiterte Prüfung, die sie erledigt',
  'Check a journal: its chain and its order.': 'Ein Journal prüfen: seine Kette und seine Reihenfolge.',
  'Show the events of a journal.': 'Die Ereignisse eines Journals zeigen.',
  'Compare what two machines must know the same, without times.':
    'Vergleichen, was zwei Maschinen gleich wissen müssen, ohne Zeiten.',
  'The evidence of a ceremony.': 'Die Beweismappe einer Zeremonie.',
  'Collect, check and sign the evidence of a ceremony.':
    'Die Nachweise einer Zeremonie sammeln, prüfen und als Beweismappe signieren.',
  'of an emergency: it has no plan, and nobody signs': 'eines Notfalls: Er hat keinen Plan, und niemand signiert',
  'the package; the folder must not exist': 'die Beweismappe; der Ordner darf noch nicht da sein',
  'journals of the machines, NAME.jsonl; or the folders that they are in':
    'Journale der Maschinen, NAME.jsonl; oder die Ordner, in denen sie liegen',
  'bundles, under their own names; or the folder that they are in':
    'Bündel, unter ihren eigenen Namen; oder der Ordner, in dem sie liegen',
  'public certificates': 'öffentliche Zertifikate',
  'verdicts on exchange keys': 'Urteile über Austauschschlüssel',
  'printed and scanned documents': 'gedruckte und eingescannte Dokumente',
  'raw answers and logs of the service; or the folder that they are in':
    'rohe Antworten und Protokolle des Dienstes; oder der Ordner, in dem sie liegen',
  'hash lists, media ledger, photographs': 'Hash-Listen, Medienbuch, Fotos',
  'Check a package again: no Azure, no keys.': 'Eine Beweismappe noch einmal prüfen: kein Azure, keine Schlüssel.',
  'hash of the plan, typed from paper': 'Hash des Plans, vom Papier eingegeben',
  'end of a journal, typed from paper; once for each machine':
    'Ende eines Journals, vom Papier eingegeben; einmal für jede Maschine',
  'Print a document of a ceremony to a new file.': 'Ein Dokument einer Zeremonie in eine neue Datei drucken.',
  'the plan of the ceremony; left out for the record of an emergency recovery':
    'der Plan der Zeremonie; entfällt bei der Niederschrift einer Notfall-Wiederherstellung',
  'the plan of this journal, which names whoever decides': 'der Plan dieses Journals, der jeden nennt, der entscheidet',
  'the journal, for a record or a card with its end':
    'das Journal, für eine Niederschrift oder eine Karte mit seinem Ende',
  'the verification, for key-mapping; the register, for custody-register; the map of consumers, for emergency-card; the folder of the evidence, for certificate':
    'die Prüfung, für key-mapping; das Register, für custody-register; die Übersicht der Verbraucher, für emergency-card; der Ordner der Nachweise, für certificate',
  'of a recovery; a record takes that of its journal':
    'einer Wiederherstellung; eine Niederschrift nimmt die ihres Journals',
  'of a drill': 'einer Quorum-Übung',
  'one custodian only, for a call sheet': 'nur ein Verwahrer, für ein Einberufungsblatt',
  'kind of file': 'Art der Datei',
  size: 'Papiergröße',
  language: 'Sprache',
  'the file to write; never over an existing one': 'die Datei, die geschrieben wird; nie über eine vorhandene',
  'The online part of a recovery: every call to Azure.':
    'Der Online-Teil einer Wiederherstellung: jeder Aufruf an Azure.',
  'Show who is signed in, whether the plan knows them, and what they may do.':
    'Zeigen, wer angemeldet ist, ob der Plan die Person kennt und was sie darf.',
  'how you sign in': 'wie Sie sich anmelden',
  'the program that signs in; for managed-identity a user-assigned identity':
    'das Programm, das sich anmeldet; bei managed-identity eine benutzerseitig zugewiesene Identität',
  'workload-identity: the token that its issuer keeps there':
    'workload-identity: das Token, das sein Aussteller dort bereithält',
  'secret: a file that holds it': 'secret: eine Datei, die es enthält',
  'certificate: PEM with its key': 'certificate: PEM mit seinem Schlüssel',
  'the practice cloud, https://localhost:PORT, for practice': 'die Übungs-Cloud, https://localhost:PORT, für die Übung',
  'CA certificate of the practice cloud': 'CA-Zertifikat der Übungs-Cloud',
  'the proxy on the way to Azure, http://HOST:PORT; TLS runs through it':
    'der Proxy auf dem Weg zu Azure, http://HOST:PORT; TLS geht durch ihn hindurch',
  'root certificates that are trusted beside those of the system':
    'Wurzelzertifikate, denen neben denen des Systems vertraut wird',
  'Run the pre-flight checks: everything that would fail, before anybody travels.':
    'Alles ansehen, was scheitern würde, bevor jemand reist.',
  'where the answers of the service are kept': 'wo die Antworten des Dienstes aufbewahrt werden',
  'object ids of those who work here, or of their group; else whoever is signed in':
    'Objektkennungen derer, die hier arbeiten, oder ihrer Gruppe; sonst wer angemeldet ist',
  'object ids of those who work here, or of their group': 'Objekt-IDs derer, die hier arbeiten, oder ihrer Gruppe',
  'the inventory that was exported with the source’s backup':
    'die Bestandsliste, die mit der Sicherung der Quelle ausgegeben wurde',
  'Show where the recovery stands, and what is open.': 'Zeigen, wo die Wiederherstellung steht und was offen ist.',
  'Export what an HSM holds.': 'Ausgeben, was ein HSM enthält.',
  'where the inventory is written': 'wohin die Bestandsliste geschrieben wird',
  'of the HSM that was lost, while it still answers': 'des verlorenen HSM, solange es noch antwortet',
  'without the rotation policy of each key, one query each':
    'ohne die Rotationsrichtlinie jedes Schlüssels, je eine Frage',
  'with the public half of each key version, one query each':
    'mit der öffentlichen Hälfte jeder Schlüsselversion, je eine Anfrage',
  'Create the new HSM of the plan.': 'Das neue HSM des Plans erstellen.',
  'the two people who confirm': 'die zwei Personen, die bestätigen',
  'name of the target HSM, typed from paper': 'Name des Ziel-HSM, vom Papier eingegeben',
  'object ids of its administrators; a group is advised':
    'Objekt-IDs seiner Administratoren; eine Gruppe ist empfohlen',
  'how long it is kept after a deletion, 7 to 90': 'wie lange es nach einer Löschung aufbewahrt wird, 7 bis 90',
  'it cannot be purged early, and is billed for the whole retention; for good':
    'es lässt sich nicht vorzeitig endgültig löschen und wird für die ganze Aufbewahrung berechnet; unwiderruflich',
  'Fetch the exchange key, as operator 1.': 'Den Austauschschlüssel holen, als Bediener 1.',
  'where the observation is written': 'wohin die Beobachtung geschrieben wird',
  'Fetch the exchange key again, as operator 2 on another machine.':
    'Den Austauschschlüssel noch einmal holen, als Bediener 2 auf einer anderen Maschine.',
  'Activate a new HSM that is not recovered, or take the security domain of an active one for new custodians.':
    'Ein neues HSM aktivieren, das nicht wiederhergestellt wird, oder die Sicherheitsdomäne eines aktiven für neue Verwahrer nehmen.',
  'the bundle from the offline side': 'das Bündel von der Offline-Seite',
  'the bundle’s hash as the offline side read it out': 'der Hash des Bündels, wie die Offline-Seite ihn vorgelesen hat',
  'where the security domain is written': 'wohin die Sicherheitsdomäne geschrieben wird',
  'Upload the restore blob that the custodians built.':
    'Den Wiederherstellungs-Blob hochladen, den die Verwahrer gebaut haben.',
  'Take the restore point of the new HSM; with --standing, a backup of a healthy HSM for a schedule.':
    'Das neue HSM vor der Wiederherstellung sichern; mit --standing eine Sicherung eines gesunden HSM nach Zeitplan.',
  'outside of a ceremony: no plan, no journal, no questions':
    'außerhalb einer Zeremonie: kein Plan, kein Journal, keine Fragen',
  'standing: where the record of the backup is written, and none is overwritten':
    'standing: wohin der Nachweis der Sicherung geschrieben wird; keiner wird überschrieben',
  'standing: write the emergency card, filled in from this plan, into the same folder':
    'standing: die Notfallkarte, nach diesem Plan ausgefüllt, in denselben Ordner schreiben',
  'the plan that is kept ready, from which the emergency card is printed':
    'der bereitgehaltene Plan, nach dem die Notfallkarte gedruckt wird',
  'the check value on the printed emergency card': 'der Prüfwert auf der gedruckten Notfallkarte',
  'where standing backups leave their records: an emergency card has the newest backup and map':
    'wo Sicherungen nach Zeitplan ihre Nachweise hinterlassen: Eine Notfallkarte hat die neueste Sicherung und Übersicht',
  'standing: take the inventory right before the backup, into the same folder':
    'standing: unmittelbar vor der Sicherung die Bestandsliste aufnehmen, in denselben Ordner',
  'address of the HSM': 'Adresse des HSM',
  'container of the backups, https://ACCOUNT.blob.core.windows.net/CONTAINER':
    'Container der Sicherungen, https://KONTO.blob.core.windows.net/CONTAINER',
  'subscription of the HSM, for what the control plane knows':
    'Abonnement des HSM, für das, was die Steuerungsebene weiß',
  'its resource group': 'seine Ressourcengruppe',
  'resource id of the identity by which the HSM reaches the container':
    'Ressourcen-ID der Identität, mit der das HSM den Container erreicht',
  'Show by one light, with its reasons, whether a healthy HSM could be recovered if it were lost today.':
    'Durch eine Ampel mit Gründen sagen, ob ein gesundes HSM wiederhergestellt werden könnte, ginge es heute verloren.',
  'where standing backups leave their records': 'wo Sicherungen nach Zeitplan ihre Nachweise hinterlassen',
  'the inventory that was taken with the last backup':
    'die Bestandsliste, die mit der letzten Sicherung aufgenommen wurde',
  'the copy of the security domain that a recovery would use':
    'die Kopie der Sicherheitsdomäne, die eine Wiederherstellung verwenden würde',
  'the register of custody': 'das Verwahr-Register',
  'certificates of the custodians, for the days on which they end':
    'Zertifikate der Verwahrer, um die Tage zu sehen, an denen sie ablaufen',
  'how old the last backup may be; one that is twice as old turns the light red':
    'wie alt die letzte Sicherung höchstens sein darf; eine doppelt so alte macht die Ampel rot',
  'Make the test key before the first backup, and prove it.':
    'Den Testschlüssel vor der ersten Sicherung erzeugen und beweisen.',
  'Take the restore point of the new HSM.': 'Das neue HSM vor der Wiederherstellung sichern.',
  'LEGACY: a SAS token made by the signed-in account, not the identity':
    'VERALTET: ein Zugangstoken (SAS) des angemeldeten Kontos statt der Identität',
  'LEGACY: a pasted SAS token (crdw for a backup, rl for a restore), not the identity':
    'VERALTET: ein eingefügtes Zugangstoken (SAS; crdw für eine Sicherung, rl für das Zurückspielen) statt der Identität',
  'make the container of the plan if it is missing': 'den Container des Plans anlegen, wenn er fehlt',
  'Replace everything in the new HSM by the backup.': 'Alles im neuen HSM durch die Sicherung ersetzen.',
  'folder of the backup, typed from paper': 'Ordner der Sicherung, vom Papier eingegeben',
  'the inventory that was exported with the backup': 'die Bestandsliste, die mit der Sicherung ausgegeben wurde',
  'the exception (step C19) by which two people shorten the hold':
    'die Ausnahme (Schritt C19), mit der zwei Personen die Wartezeit verkürzen',
  'the exception (step F7) by which two people shorten the hold':
    'die Ausnahme (Schritt F7), mit der zwei Personen die Wartezeit verkürzen',
  'the exception (step C6) by which you accept what a policy has changed':
    'die Ausnahme (Schritt C6), durch die Sie annehmen, was eine Richtlinie geändert hat',
  'the exception (step F2B) by which you accept what a policy has changed':
    'die Ausnahme (Schritt F2B), durch die Sie annehmen, was eine Richtlinie geändert hat',
  'the exception (step C5) by which you go on without them':
    'die Ausnahme (Schritt C5), mit der Sie ohne diese Personen weitergehen',
  'the exception (step F8) by which you go on without them':
    'die Ausnahme (Schritt F8), mit der Sie ohne diese Personen weitergehen',
  'where key attestations are written, one query for each version':
    'wohin die Schlüssel-Attestierungen geschrieben werden, eine Anfrage für jede Version',
  'of these keys only': 'nur von diesen Schlüsseln',
  'Check key attestations without Azure.': 'Schlüssel-Attestierungen ohne Azure prüfen.',
  'what “hsm inventory --attestations” wrote': 'was „hsm inventory --attestations“ geschrieben hat',
  'the exception (step C20) by which external keys come back':
    'die Ausnahme (Schritt C20), durch die externe Schlüssel zurückkommen',
  'the exception (step F8) by which external keys come back':
    'die Ausnahme (Schritt F8), durch die externe Schlüssel zurückkommen',
  'the exception (step A26) by which you leave the test key out':
    'die Ausnahme (Schritt A26), mit der Sie den Testschlüssel weglassen',
  'one key only': 'nur ein Schlüssel',
  'Enter what two people found out about a call of unknown outcome.':
    'Eintragen, was zwei Personen über einen Aufruf mit unbekanntem Ergebnis herausgefunden haben.',
  which: 'welcher Aufruf',
  what: 'was daraus wurde',
  'the two people': 'die zwei Personen',
  'where they looked, and what they saw': 'wo sie nachsahen und was sie sahen',
  'Compare the recovered HSM with the inventory of the backup.':
    'Das wiederhergestellte HSM mit der Bestandsliste der Sicherung vergleichen.',
  'where the inventory of the recovered HSM is written':
    'wohin die Bestandsliste des wiederhergestellten HSM geschrieben wird',
  'compare public halves, one query for each key version':
    'öffentliche Hälften vergleichen, eine Anfrage für jede Schlüsselversion',
  'keys whose public half is on paper: the HSM uses them':
    'Schlüssel, deren öffentliche Hälfte auf Papier steht: Das HSM benutzt sie',
  'Write the table of old and new key addresses, without Azure.':
    'Die Tabelle der alten und neuen Schlüsseladressen schreiben. Azure wird nichts gefragt.',
  'the inventory of the backup: lists what people must set up by hand':
    'die Bestandsliste der Sicherung: führt auf, was von Hand einzurichten ist',
  'the inventory of the recovered HSM': 'die Bestandsliste des wiederhergestellten HSM',
  'where the table is written as CSV': 'wohin die Tabelle als CSV geschrieben wird',
  'where the table is written as JSON': 'wohin die Tabelle als JSON geschrieben wird',
  'Serve a practice HSM on this machine until it is interrupted. It keeps its state in its folder.':
    'Auf dieser Maschine ein Übungs-HSM bereitstellen, bis es unterbrochen wird. Was es bekommt, behält es in seinem Ordner.',
  'a port of the loopback; any free one by default':
    'ein Port der Loopback-Schnittstelle; ohne Angabe irgendein freier',
  'where it keeps its state; a temporary folder by default':
    'wo es seinen Zustand behält; ohne Angabe ein vorübergehender Ordner',
  'name of the HSM, made if it is not there': 'Name des HSM, angelegt, wenn es nicht da ist',
  'make no HSM: clients create it through the practice control plane':
    'kein HSM anlegen: Die Steuerungsebene der Übung wird darum gebeten',
  'what is wrong with it: pre-flight checks should find it, a step survive it':
    'was ihm zugestoßen ist: Eine Vorprüfung soll es finden, ein Schritt es überstehen',
  'Rehearse a whole recovery against a practice HSM. Touches no real HSM and no real key.':
    'Eine ganze Wiederherstellung an einem Übungs-HSM proben. Berührt kein echtes HSM und keinen echten Schlüssel.',
  'an empty or new folder for what the drill makes; a temporary one by default':
    'ein leerer oder neuer Ordner für das, was die Probe erzeugt; ohne Angabe ein vorübergehender',
  '3 to 10': '3 bis 10',
  '2 to the number of custodians': '2 bis zur Zahl der Verwahrer',
  'keep the keys of all custodians but the first on tokens of SoftHSM':
    'die Schlüssel aller Verwahrer außer dem ersten auf Token von SoftHSM halten',
  'faults to inject; several may be named': 'absichtlich etwas falsch machen; mehrere können genannt werden',
  'go on with a drill that was killed, from its journals': 'eine abgebrochene Probe aus ihren Journalen fortsetzen',
  'Recovers an Azure Managed HSM after a disaster.': 'Stellt ein Azure Managed HSM nach einem Notfall wieder her.',
  'output the version number': 'die Version ausgeben',
  'display help for command': 'Hilfe zum Befehl zeigen',
  'language of what people read; JSON and exit codes stay the same':
    'Sprache dessen, was Menschen lesen; JSON und Exit-Codes bleiben gleich',
  'Usage:': 'Aufruf:',
  'Arguments:': 'Angaben:',
  'Options:': 'Optionen:',
  'Commands:': 'Befehle:',
  'For the trainer: play owners who were called, and point what is theirs to the new HSM.':
    'Für die Übungsleitung: Eigentümer spielen, die angerufen wurden, und auf das neue HSM umstellen, was ihnen gehört.',
  'the inventory of the newest backup: which keys it has, and who has which role':
    'die Bestandsliste der neuesten Sicherung: welche Schlüssel sie hat, und wer welche Rolle hat',
  'the map of consumers, to be compared: whose key or role the HSM does not have':
    'die Übersicht der Verbraucher, zum Vergleich: wessen Schlüssel oder Rolle das HSM nicht hat',
  'whom, by the tag; everybody, unless told': 'wen, nach dem Tag; ohne Angabe alle',
  'what belongs to nobody': 'was niemandem gehört',
  'A guided rehearsal of both sides on one laptop. Touches no real HSM and no real key.':
    'Eine geführte Probe beider Seiten auf einem Laptop. Berührt kein echtes HSM und keinen echten Schlüssel.',
  'Make the workspace: sticks, identities, an approved plan, a lost HSM; and choose what will go wrong.':
    'Den Arbeitsordner einrichten: Sticks, Identitäten, ein freigegebener Plan, ein verlorenes HSM; und wählen, was schiefgehen wird.',
  'who chooses what will go wrong': 'wer wählt, was schiefgehen wird',
  'who plays which role, such as OP=Anna; the others are named by their roles':
    'wer welche Rolle spielt, etwa OP=Anna; die anderen heißen nach ihren Rollen',
  'what will go wrong': 'was schiefgehen wird',
  'Which window, who, what next; and what the wall clock says.':
    'Welches Fenster, wer, was als Nächstes; und was die Wanduhr sagt.',
  'journals of both sides; those in the folder by default': 'Journale beider Seiten; ohne Angabe die im Ordner',
  'For the trainer: inject a chosen failure scenario now.': 'Für die Übungsleitung: jetzt auslösen.',
  'one of the chosen failure scenarios': 'eine der gewählten Störungen',
  'whose stick or passphrase': 'wessen Stick oder Kennwort',
  'For the trainer: undo what was done to sticks and clock.':
    'Für die Übungsleitung: beheben, was an Sticks und Uhr geschehen ist.',
  'What was injected, what of it was noticed, at which step, and how it was answered.':
    'Was ausgelöst wurde, was davon bei welchem Schritt bemerkt und wie es beantwortet wurde.',
  'the report, for: lifeboat print rehearsal-report --data': 'der Bericht, für: lifeboat print rehearsal-report --data',
  'Attach the identity of the plan to an HSM that exists; it keeps the identities that it has.':
    'Die Identität des Plans an ein vorhandenes HSM anhängen; seine bisherigen Identitäten behält es.',
  'Delete the HSM of the plan that failed creation, so that it can be created again.':
    'Das HSM des Plans löschen, dessen Anlegen gescheitert ist, damit es neu angelegt werden kann.',
  'name of the HSM, typed whole from paper': 'Name des HSM, ganz vom Papier eingetippt',
  'Deleted HSMs: list them, recover or purge those of the plan.':
    'Gelöschte HSMs: auflisten; die des Plans zurückholen oder endgültig löschen.',
  'List the deleted HSMs of the subscription.': 'Die gelöschten HSMs des Abonnements auflisten.',
  'Bring a deleted HSM back, with all its keys.': 'Ein gelöschtes HSM mit allen Schlüsseln zurückholen.',
  'Destroy a deleted HSM and its keys for good. Nobody can bring them back.':
    'Ein gelöschtes HSM und seine Schlüssel endgültig löschen. Niemand bringt sie zurück.',
  'the HSM of the plan that was lost, or one that has the name of its new HSM':
    'das verlorene HSM des Plans (source) oder eines mit dem Namen seines neuen HSM (target)',
  'name of the deleted HSM, typed from paper': 'Name des gelöschten HSM, vom Papier eingetippt',
  'Role assignments inside the HSM: list, assign, remove.': 'Rollenzuweisungen im HSM: auflisten, zuweisen, wegnehmen.',
  'List who has which role on what.': 'Auflisten, wer welche Rolle worauf hat.',
  'Assign a role; repeating it does no harm.': 'Eine Rolle zuweisen; wiederholen schadet nicht.',
  'what the principal is, for the record': 'was der Inhaber ist, für die Niederschrift',
  'Remove a role assignment.': 'Eine Rollenzuweisung wegnehmen.',
  'a built-in role, “Crypto User”, or the name of one of your own':
    'eine eingebaute Rolle, „Crypto User“, oder der Name einer eigenen',
  'object id of the person, group or program': 'Objekt-ID der Person, der Gruppe oder des Programms',
  'the whole HSM, all keys, or one: “/”, “/keys”, “/keys/NAME”':
    'das ganze HSM, alle Schlüssel oder einer: „/“, „/keys“, „/keys/NAME“',
  'its kind; usually Standard_B1': 'seine Art; gewöhnlich Standard_B1',
  'its kind; Standard_B1 unless the plan says another': 'seine Art; Standard_B1, wenn der Plan nichts anderes sagt',
  'a tag; can be repeated': 'ein Tag; mehrfach möglich',
  'an address or range that may reach it; can be repeated':
    'eine Adresse oder ein Bereich, der es erreichen darf; mehrfach möglich',
  'what happens to all other addresses': 'was mit allen anderen Adressen geschieht',
  'whether trusted services of Azure pass': 'ob vertraute Dienste von Azure durchkommen',
  'off: private endpoints alone reach it': 'off: nur private Endpunkte erreichen es',
  'Close the journal of this machine: the ceremony is over.':
    'Das Journal dieser Maschine abschließen: Die Zeremonie ist vorbei.',
  'the two people who close it': 'die beiden Personen, die es abschließen',
  'identity of this machine, which signs the end': 'Identität dieser Maschine, die das Ende signiert',
  'Sign the end of a journal that was closed without a signature.':
    'Das Ende eines Journals signieren, das ohne Signatur abgeschlossen wurde.',
  'End an activation or a re-wrap whose proofs never come: its new keys count for nothing.':
    'Eine Aktivierung oder Neuverpackung beenden, deren Nachweise nie kommen: Ihre neuen Schlüssel zählen nichts.',
  'the two people who give it up': 'die beiden Personen, die sie aufgeben',
  'the exception that two people decided': 'die Ausnahme, die zwei Personen beschlossen haben',
  why: 'warum',
  'Show where a ceremony stands at this machine, and the command that comes next.':
    'Zeigen, wo eine Zeremonie an dieser Maschine steht, und welcher Befehl als Nächstes kommt.',
  'the plan of this journal': 'der Plan dieses Journals',
  'exchange-key: write the verdict on it, for the evidence':
    'exchange-key: das Urteil darüber schreiben, für die Beweismappe',
  'Keys of new custodians, in an activation or a re-wrap.':
    'Schlüssel neuer Verwahrer, in einer Aktivierung oder Neuverpackung.',
  'the custodian of the plan, C1 to C10': 'der Verwahrer des Plans, C1 bis C10',
  'which of the two copies': 'welche der beiden Kopien',
  'the key on that stick, or its token (pkcs11:…)': 'der Schlüssel auf diesem Stick, oder sein Token (pkcs11:…)',
  'the passphrase or PIN; without it, the terminal asks': 'Kennwort oder PIN; ohne diese Angabe fragt das Terminal',
  'Adopt a key that is on a token: prove it, and write its certificate. It has no copy.':
    'Einen Schlüssel auf einem Token übernehmen: ihn nachweisen und sein Zertifikat schreiben. Er hat keine Kopie.',
  'where the certificate is written': 'wohin das Zertifikat geschrieben wird',
  'Make a key, encrypted, and write it to two sticks.':
    'Einen Schlüssel erzeugen, verschlüsselt, und auf zwei Sticks schreiben.',
  'the first stick': 'der erste Stick',
  'the second stick': 'der zweite Stick',
  'two people who see two sticks, where the system does not tell them apart':
    'zwei Personen, die zwei Sticks vor sich sehen, wo das System sie nicht unterscheidet',
  'Check a copy from its stick: it opens what is encrypted to its certificate.':
    'Eine Kopie von ihrem Stick prüfen: Sie öffnet, was für ihr Zertifikat verschlüsselt ist.',
  'the certificate beside the key': 'das Zertifikat neben dem Schlüssel',
  'Take the security domain that came back out of its bundle, read back.':
    'Die Sicherheitsdomäne, die zurückkam, zurückgelesen aus ihrem Bündel nehmen.',
  'the bundle with the security domain, accepted before':
    'das Bündel mit der Sicherheitsdomäne, das schon angenommen ist',
  'the security domain’s hash as operator 1 reads it out':
    'der Hash der Sicherheitsdomäne, wie ihn Bediener 1 vorliest',
  'the two people who read and hear': 'die beiden Personen, die lesen und hören',
  'Let a copy open its share of the security domain.':
    'Eine Kopie ihren Anteil an der Sicherheitsdomäne öffnen lassen.',
  'the security domain': 'die Sicherheitsdomäne',
  'Emergency recovery without a plan: asks step by step, and builds the restore blob.':
    'Notfall-Wiederherstellung ohne Plan: fragt Schritt für Schritt und baut den Wiederherstellungs-Blob.',
  'where the journal of the emergency is kept, in a folder of its own':
    'wo das Journal des Notfalls liegt, in einem eigenen Ordner',
  'go on with an emergency that was interrupted': 'einen unterbrochenen Notfall fortsetzen',
  'an exchange key that proves nothing: its SHA-256, as two people compared it':
    'ein Austauschschlüssel ohne Beweis: sein SHA-256, wie zwei Personen ihn verglichen haben',
  'an exchange key that proves nothing: why two people accept it':
    'ein Austauschschlüssel ohne Beweis: warum zwei Personen ihn annehmen',
  'where the restore blob is written; never over an existing file':
    'wohin der Wiederherstellungs-Blob geschrieben wird; nie über eine vorhandene Datei',
  'Emergency recovery without a plan, at the online machine: asks step by step, and goes on where it stopped.':
    'Notfall-Wiederherstellung ohne Plan, auf der Online-Maschine: fragt Schritt für Schritt und geht weiter, wo sie stehen blieb.',
  'the restore blob, where it is built already': 'der Wiederherstellungs-Blob, wenn er schon gebaut ist',
  'Emergency recovery without a plan: every call to Azure.':
    'Notfall-Wiederherstellung ohne Plan: jeder Aufruf an Azure.',
  'Begin an emergency at this machine, by what two people have on paper.':
    'Einen Notfall an dieser Maschine beginnen, mit dem, was zwei Personen auf Papier haben.',
  'Change what was typed at the beginning, before the first call to Azure; the rest stays as it is.':
    'Ändern, was am Anfang eingegeben wurde, vor dem ersten Aufruf an Azure; der Rest bleibt, wie er ist.',
  'the two people who answer for it': 'die beiden Personen, die ihn verantworten',
  'the directory in which you sign in': 'das Verzeichnis, in dem Sie sich anmelden',
  'open the shares although this machine is not cut off from every network':
    'die Anteile öffnen, obwohl diese Maschine nicht von jedem Netz getrennt ist',
  'where there is no HSM yet: the subscription in which it is made':
    'wenn es noch kein HSM gibt: das Abonnement, in dem es angelegt wird',
  'where there is no HSM yet: its resource group': 'wenn es noch kein HSM gibt: seine Ressourcengruppe',
  'where there is no HSM yet: its region': 'wenn es noch kein HSM gibt: seine Region',
  'where there is no HSM yet: resource id of the identity by which it reaches the storage account, or none':
    'wenn es noch kein HSM gibt: Ressourcen-ID der Identität, mit der es das Speicherkonto erreicht, oder none',
  'Create the new HSM in the place that was given at the beginning.':
    'Das neue HSM an dem Ort anlegen, der am Anfang angegeben wurde.',
  'Fetch the exchange key for the custodians.': 'Den Austauschschlüssel für die Verwahrer holen.',
  'where the exchange key is written, as PEM': 'wohin der Austauschschlüssel geschrieben wird, als PEM',
  'Upload the restore blob, whoever built it.': 'Den Wiederherstellungs-Blob hochladen, wer immer ihn gebaut hat.',
  'the restore blob': 'der Wiederherstellungs-Blob',
  'storage account with the backup of the lost HSM, https://ACCOUNT.blob.core.windows.net':
    'Speicherkonto der Sicherung, https://ACCOUNT.blob.core.windows.net',
  'container with the backup of the lost HSM': 'Container der Sicherung',
  'List what came back, and compare it where there is an inventory.':
    'Auflisten, was zurückkam, und vergleichen, wenn es eine Bestandsliste gibt.',
  'Close the journal of an emergency.': 'Das Journal eines Notfalls abschließen.',
  'where every difference is written as CSV; a stick, for instance':
    'wohin jeder Unterschied als CSV geschrieben wird; ein Stick zum Beispiel',
  'Who uses which key of an HSM, and who must change what after a recovery.':
    'Wer welchen Schlüssel eines HSM verwendet, und wer nach einer Wiederherstellung was ändern muss.',
  'Ask Azure which resources use keys of an HSM, and write the map.':
    'Azure fragen, welche Ressourcen Schlüssel eines HSM verwenden, und die Übersicht schreiben.',
  'resource id of the HSM: finds private endpoints, too': 'Ressourcen-Id des HSM: findet auch private Endpunkte',
  'subscriptions that must be seen; all that the account sees, unless told':
    'Abonnements, die gesehen werden müssen; sonst alle, die das Konto sieht',
  'only subscriptions below it': 'nur Abonnements darunter',
  'where a new HSM would be made: whom it would strand': 'wo ein neues HSM angelegt würde: wer dadurch strandet',
  'the tag that says who owns a resource': 'das Tag, das sagt, wem eine Ressource gehört',
  'where the map is written': 'wohin die Übersicht geschrieben wird',
  'where it is written as CSV, too': 'wohin sie auch als CSV geschrieben wird',
  'While the keys are away: whom to call, by what stops first, from the map alone.':
    'Während die Schlüssel fehlen: wen Sie anrufen, nach dem, was zuerst stillsteht, allein aus der Übersicht.',
  'journal of the machine that restored: it keeps the hashes for the evidence':
    'Journal der Maschine, die wiederhergestellt hat: Es behält die Hashes für die Nachweise',
  'where it is written for the printer, as PDF': 'wohin es für den Drucker geschrieben wird, als PDF',
  'After a recovery: what each consumer must change, the most urgent first, without Azure.':
    'Nach einer Wiederherstellung: was jeder Verbraucher ändern muss, das Dringendste zuerst, ohne Azure.',
  'the map from before the loss': 'die Übersicht aus der Zeit vor dem Verlust',
  'the region of the recovered HSM': 'die Region des wiederhergestellten HSM',
  'where the list is written as CSV, sorted by owner':
    'wohin die Liste als CSV geschrieben wird, nach Eigentümern sortiert',
  'Ask Azure who is back on the recovered HSM, and who is not.':
    'Azure fragen, wer auf dem wiederhergestellten HSM zurück ist und wer nicht.',
  'the map of consumers: who uses which key; the newest beside the records, unless told':
    'die Übersicht der Verbraucher: wer welchen Schlüssel verwendet; sonst die neueste neben den Nachweisen',
  'where standing backups leave their records: the map is written beside them':
    'wo stehende Sicherungen ihre Nachweise ablegen: Die Übersicht wird daneben geschrieben',
  'the register of custody, which takes the hash of the map':
    'das Verwahr-Register, das den Hash der Übersicht aufnimmt',
  'the register with the hash; never over an existing one': 'das Register mit dem Hash; nie über ein vorhandenes',
};

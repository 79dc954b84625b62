// German answers of the commands that both sides have: identity, plan, journal, bundle, evidence, custody, print.
import type { trustTexts as english } from '../../en/commands/trust.ts';
import { number, plural } from '../formats.ts';

export const trustTexts: typeof english = {
  identity: {
    identity: 'Identität',
    heldBy: (role, holder) => `${role}, gehalten von ${holder}`,
    key: 'Schlüssel, SHA-256',
    forThePlan: 'Für den Plan',
    lostPassphrase:
      'Ein verlorenes Kennwort ist nicht wiederzubekommen: Machen Sie eine neue Identität, koppeln Sie neu, und lassen Sie den Plan neu freigeben.',
    pairingCode: 'Kopplungscode: Lesen Sie ihn der anderen Seite vor',
    paired: 'GEKOPPELT: Beide Maschinen sehen dieselben zwei Schlüssel.',
  },
  plan: {
    template: 'Vorlage',
    fillIn: (blank, command) => `Füllen Sie jedes „${blank}“ aus; dann rufen Sie auf: ${command}`,
    signed: 'Plan mit Signatur',
    purpose: 'Zweck',
    source: 'Quelle',
    target: 'Ziel',
    quorum: 'Quorum',
    of: (required, custodians) => `${required} von ${custodians}`,
    backup: 'Sicherung',
    grade: 'Ablauf',
    grades: { short: 'kurz', full: 'vollständig' },
    stepNeeds: 'Kein Fehler, aber ein Schritt wird danach fragen:',
    accepted: 'Zugelassen',
    waived: (person, roles, reason) => `${person} ist ${roles}: ${reason}`,
    and: ' und ',
    hash: 'Plan, SHA-256',
    approvedBy: 'Freigegeben von',
    nobodyYet: 'noch niemandem',
    mustApprove: (required) => `${required} Personen müssen es`,
  },
  journal: {
    head: 'Sein Ende, SHA-256: schreiben Sie es auf Papier',
    journal: 'Journal',
    challenge: 'Ausgegebene Zahl',
    answerIt: 'Die andere Maschine vermerkt diese Zahl; jedes Bündel für diese Maschine muss sie nennen.',
    signed: 'Das Ende ist von dieser Maschine signiert.',
    unsigned:
      'DAS ENDE IST NICHT SIGNIERT: Eine Beweismappe mit diesem Journal ist unvollständig. Signieren Sie es mit „lifeboat journal sign“.',
    closedOff: 'ABGESCHLOSSEN: Das Journal geht nach seinem letzten guten Ereignis weiter.',
    damaged: 'Schadhafte Bytes',
    exception: 'Ausnahme',
    exceptions: 'Ausnahmen',
    whole: (events, head) =>
      `VOLLSTÄNDIG UND IN ORDNUNG: ${plural(events, { one: '1 Ereignis', other: `${number(events)} Ereignisse` })}, endet bei ${head}`,
    closed: 'Es wurde geschlossen.',
    givenUp: (exception, reason) =>
      `DIE ZEREMONIE WURDE AUFGEGEBEN (EX-${exception}): ${reason}. Ihre neuen Schlüssel sind nicht nachgewiesen, kein HSM darf sich auf sie stützen.`,
    notClosed:
      'Es wurde nicht geschlossen: Vergleichen Sie sein Ende mit dem Papier, denn spätere Ereignisse können fehlen.',
    failedCheck: 'Nicht bestanden',
    stands: (check) => `${check}: bleibt stehen, bis eine Ausnahme vermerkt ist`,
    openCall: 'Offener Aufruf',
    askStatus: (id, phase) => `${id} (${phase}): Fragen Sie seinen Stand ab, wiederholen Sie ihn nicht`,
    agree: 'Die Journale stimmen in allem überein, was beide Maschinen wissen müssen.',
    onlyIn: (file, fact) => `nur in ${file}: ${fact}`,
  },
  bundle: {
    bundle: 'Bündel',
    content: 'Inhalt, SHA-256',
    notComplete: (roles) => `NICHT VOLLSTÄNDIG: Es braucht noch die Signatur von ${roles}.`,
    setAside: 'Weggelegt als',
    sendAgain: 'Vermerken Sie eine Ausnahme, und senden Sie dann noch einmal.',
    outcome: 'Im Wortlaut des Dienstes',
    numberOf: (type, seq, ceremony) => `${type}, Nummer ${seq} von ${ceremony}`,
    signedBy: 'Signiert',
    exchangeKey: 'Austauschschl.',
    noted: {
      signatures:
        'SIGNATUREN GUT. Ob es für eine Maschine das nächste Bündel ist, wurde nicht gefragt: Geben Sie --journal und --identity an.',
      accepted: 'ANGENOMMEN: Es ist für diese Maschine, für diese Zeremonie, und das nächste in der Reihe.',
      judged:
        'ANGENOMMEN: Es ist für diese Maschine und das nächste in der Reihe, und sein Austauschschlüssel hat jede Prüfung bestanden, die eine Maschine machen kann.',
      sent: 'VERMERKT als von dieser Maschine gesendet.',
    },
    notVerified: 'NICHT GEPRÜFT: Das sagt die Datei über sich selbst.',
    type: 'Art',
    signature: 'Signatur von Schlüssel',
  },
  evidence: {
    practice: (ceremony) => `ÜBUNG: Beweismappe von ${ceremony}`,
    real: (ceremony) => `ECHT: Beweismappe von ${ceremony}`,
    signedBy: (ceremony, signers) => `${ceremony}, signiert von ${signers === '' ? 'niemandem' : signers}`,
    proven: 'Aus den Dateien bewiesen:',
    restsOnPeople: 'Beruht auf Menschen:',
    list: 'Liste der Beweismappe, SHA-256',
  },
  custody: {
    register: 'Register',
    replace: (blank) =>
      `Ersetzen Sie jedes „${blank}“; schreiben Sie auf, wo jede Kopie liegt, wer jeden Ort öffnen kann, und die Nummern von Sticks und Beuteln.`,
    thenRun: (command) => `Dann rufen Sie auf: ${command}`,
    practice: 'ÜBUNG – KEINE ECHTE VERWAHRUNG',
    provenOn: (day, how, due) => `, ${day} (${how}), fällig am ${due}`,
  },
  print: {
    written: (file, bytes) => `${file}: ${number(bytes)} Bytes. Ihr SHA-256 gehört auf das Deckblatt:`,
  },
};

// German: the evidence package, built and verified.
import type { ScreenTexts } from '../../catalogue.ts';

export const evidence: ScreenTexts['evidence'] = {
  title: 'Beweismappe prüfen',
  lead: 'Jede Datei der Mappe wird auf dieser Maschine erneut geprüft. Dazu braucht es kein Azure und keine Schlüssel.',
  folder: 'Ordner der Mappe',
  without: 'Ohne ihn sagt der Bericht, dass niemand den Plan verglichen hat.',
  head: (machine) => `Ende des Journals, vom Papier: ${machine}`,
  withoutHead:
    'Es steht auf der Niederschrift. Ohne es kann ein neu geschriebenes oder abgeschnittenes Journal vollständig aussehen.',
  verify: 'Prüfen',
  report: {
    region: 'Bericht',
    whole: 'Die Mappe ist vollständig. Lesen Sie unten, was das beweist und was es nicht beweisen kann.',
    incomplete: 'Die Mappe ist unvollständig',
    story: 'Was geschehen ist',
    ceremony: 'Zeremonie',
    signedBy: 'Signiert von',
    nobody: 'niemandem: Ein Notfall hat keinen Plan, der nennt, wer signiert',
    proven: 'Aus den Dateien bewiesen',
    provenMark: 'bewiesen',
    people: 'Beruht auf Menschen',
    peopleMark: 'fragen Sie sie',
    nothing: 'Nichts.',
    list: 'SHA-256 der Dateiliste: Lesen Sie ihn vor, und vergleichen Sie ihn mit der Schlussseite',
    plan: 'SHA-256 des Plans: Vergleichen Sie ihn mit dem Deckblatt',
  },
  certificate: {
    title: 'Bescheinigung',
    lead: 'Eine Seite für alle, die nicht dabei waren: was getan wurde, von wem, mit welchen Ausnahmen, und der Hash dieser Beweise.',
  },
  pack: {
    title: 'Beweismappe erstellen',
    lead: 'Alles, was entstanden ist: geprüft und nach Geheimnissen durchsucht, in einem neuen Ordner.',
    of: 'Was war es?',
    ceremony: { title: 'Eine Zeremonie mit Plan', detail: 'Jemand aus dem Plan signiert die Liste der Dateien.' },
    emergency: {
      title: 'Ein Notfall',
      detail: 'Er hat keinen Plan und keine Bündel. Niemand signiert die Liste: Der SHA-256 jeder Datei steht in ihr.',
    },
    files: 'Was hineinkommt',
    kinds: {
      journals: 'Journale der Maschinen',
      bundles: 'Bündel',
      documents: 'gedruckte und gescannte Papiere',
      service: 'Antworten und Protokolle des Dienstes',
      certificates: 'öffentliche Zertifikate',
      verdicts: 'Urteile über Austauschschlüssel',
      lists: 'Hash-Listen, Medienbuch, Fotos',
    },
    signing: 'Wer signiert, und wohin sie kommt',
    place: 'Wohin sie kommt',
    build: 'Kennwort eintippen, prüfen und signieren',
    buildUnsigned: 'Prüfen und schreiben',
    working: 'Jede Datei wird geprüft, nach Geheimnissen durchsucht, geschrieben und zurückgelesen …',
    done: (name) => `Die Mappe liegt im Ordner „${name}“ und wurde von dort geprüft.`,
  },
};

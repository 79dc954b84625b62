// German: the first screen.
import type { ScreenTexts } from '../../catalogue.ts';
import { plural } from '../formats.ts';

export const start: ScreenTexts['start'] = {
  title: 'Was möchten Sie tun?',
  lead: 'Alles in diesem Programm lässt sich gefahrlos ansehen. Nichts wird geschrieben und kein Schlüssel benutzt, bevor ein Bildschirm es sagt.',
  purpose: 'Zweck',
  purposes: {
    recovery: {
      title: 'Ein HSM wiederherstellen',
      detail: 'Den Wiederherstellungs-Blob für ein neues HSM bauen, nach einem freigegebenen Plan. Empfohlen.',
    },
    emergency: {
      title: 'Notfall-Wiederherstellung',
      detail: 'Dasselbe ohne Plan, wenn es keinen gibt und keine Zeit, einen zu machen.',
    },
    activation: {
      title: 'Ein HSM aktivieren oder neu verschlüsseln',
      detail: 'Neue Schlüssel für Verwahrer und der Nachweis, dass jeder seinen Anteil öffnet.',
    },
    'share-check': {
      title: 'Anteilsprüfung (Stufe D1)',
      detail: 'Jeder Verwahrer weist seinen Schlüssel nach. Nichts wird zusammengesetzt.',
    },
    'quorum-drill': {
      title: 'Quorum-Übung (Stufe D2)',
      detail: 'Nachweisen, dass das Quorum trägt. Es wird keine Datei geschrieben.',
    },
    'custodian-keys': {
      title: 'Schlüssel für Verwahrer erzeugen',
      detail: 'Neue Schlüssel auf neuen Sticks, vor einer Aktivierung.',
    },
    plan: {
      title: 'Einen Plan schreiben oder freigeben',
      detail: 'Vor einer Wiederherstellung oder Aktivierung: wer was tut, mit welchen Schlüsseln.',
    },
    rehearsal: {
      title: 'Mit einem Team proben',
      detail: 'Eine ganze Wiederherstellung auf einem Laptop, bei der manches schiefgeht.',
    },
    evidence: {
      title: 'Nachweise lesen',
      detail: 'Prüfen, was eine Zeremonie hinterlassen hat, auf jeder Maschine.',
    },
  },
  groups: {
    keys: {
      title: 'Neue Schlüssel für Verwahrer',
      detail: 'Ein HSM aktivieren oder neu verschlüsseln, oder vorher Schlüssel erzeugen.',
    },
    drills: {
      title: 'Übung mit Verwahrern',
      detail: 'Jeden Schlüssel nachweisen, oder dass ein Quorum trägt. Nichts wird geschrieben.',
    },
    papers: {
      title: 'Plan, Papiere, Nachweise',
      detail: 'Einen Plan schreiben oder freigeben, drucken, Nachweise lesen, diese Maschine prüfen.',
    },
  },
  modeOf: (purpose) => `${purpose}: Übung oder Echtbetrieb?`,
  practice: 'Übung',
  practiceDetail: 'Mit Übungsdateien. Echte Dateien werden abgelehnt.',
  production: 'Echtbetrieb',
  productionDetail: 'Der Ernstfall. Übungsdateien werden abgelehnt.',
  notInPreview: 'In dieser Vorschau nicht möglich.',
  id: 'Zeremonie-Kennung',
  idDetail: 'Vom Deckblatt des gedruckten Ablaufs. Eine Kennung der Übung beginnt mit PRACTICE-.',
  begin: 'Beginnen',
  missing: {
    still: (what) => `Es fehlt noch: ${what}.`,
    purpose: 'der Zweck',
    gap: (ways) => `die Netztrennung (diese Maschine ist verbunden: ${ways})`,
    stick: 'ein Stick (in dieser Maschine ist keiner)',
  },
  earlier: {
    heading: (id) => `Die Sitzung ${id} wurde nicht beendet`,
    lastNoted: (mode, utc) => `${mode}. Zuletzt vermerkt am ${utc} nach der Uhr dieser Maschine.`,
    damaged:
      'Die letzte Zeile ihres Protokolls war abgeschnitten. Was davor stand, ist vollständig; die beschädigte Datei liegt daneben.',
    gone: 'Zur Sicherheit verworfen:',
    noShares: 'Es war kein Anteil im Speicher.',
    shares: (count) =>
      plural(count, {
        one: '1 Anteil. Die Verwahrer beginnen wieder mit dem ersten.',
        other: `${count} Anteile. Die Verwahrer beginnen wieder mit dem ersten.`,
      }),
    loadAgain: 'Die Sicherheitsdomäne muss neu geladen werden.',
    still: 'Gilt noch:',
    noClock: 'die Wanduhr war nicht eingegeben',
    clock: 'die Wanduhr wie eingegeben',
    proven: (count) =>
      plural(count, {
        one: '1 nachgewiesene Kopie, die im Protokoll steht',
        other: `${count} nachgewiesene Kopien, die im Protokoll stehen`,
      }),
    exceptions: (count) => plural(count, { one: '1 Ausnahme', other: `${count} Ausnahmen` }),
    files: (count) => plural(count, { one: '1 Datei geschrieben', other: `${count} Dateien geschrieben` }),
    fileOn: (file, stick) => `${file} auf ${stick}`,
    goOn: 'Mit dieser Sitzung weitermachen',
    refused: 'Echtbetrieb ist in dieser Vorschau nicht möglich.',
  },
};

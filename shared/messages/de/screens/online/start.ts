// German: the first page of the online app, the plan and the clock.
import type { ScreenTexts } from '../../../catalogue.ts';

export const start: ScreenTexts['online']['start'] = {
  title: 'Was möchten Sie tun?',
  lead: 'Der Plan sagt, was hier getan werden darf; das Journal sagt, was schon getan ist. Bevor Sie sich anmelden, wird nichts an Azure gesendet.',
  preview: 'Dies ist eine Vorschau ohne Electron. Nur Übungen können geöffnet werden.',
  doors: {
    plan: {
      title: 'Mit freigegebenem Plan',
      detail: 'Empfohlen. Zwei Personen haben ihn freigegeben; Maschinen und Wörter werden verglichen.',
    },
    emergency: {
      title: 'Notfall-Wiederherstellung',
      detail: 'Ohne Plan: ein Wiederherstellungs-Blob oder nur das HSM, und zwei Personen.',
    },
    write: {
      title: 'Plan schreiben, freigeben',
      detail: 'Vor einer Wiederherstellung oder Aktivierung: wer was tut, mit welchen Schlüsseln.',
    },
    rehearsal: {
      title: 'Üben oder proben',
      detail: 'Eine ganze Wiederherstellung an einem HSM der Übung, bei der manches schiefgeht.',
    },
    evidence: {
      title: 'Nachweise lesen',
      detail: 'Prüfen, was eine Zeremonie hinterlassen hat, auf jeder Maschine.',
    },
    readiness: {
      title: 'Bereitschaft eines HSM',
      detail: 'Nichts ist verloren: sehen, ob eine Wiederherstellung heute gelänge, und sichern.',
    },
  },
  open: {
    title: 'Eine Zeremonie öffnen',
    plan: 'der freigegebene Plan',
    identity: 'die Identität dieser Maschine',
    identityNote: 'Ihre öffentliche Hälfte genügt. Sie sagt, ob hier Bediener 1 oder Bediener 2 arbeitet.',
    where: 'Wo das Journal liegt',
    own: {
      title: 'Im eigenen Ordner des Programms',
      detail: 'Nach einem Neustart finden Sie die Zeremonie hier wieder.',
    },
    chosen: {
      title: 'In einem Ordner Ihrer Wahl',
      detail: 'Liegt dort schon ein Journal, geht es damit weiter.',
    },
    folder: 'der Ordner der Zeremonie',
    action: 'Zeremonie öffnen',
    missing: (what) => `Es fehlt noch: ${what}.`,
    missingPlan: 'der Plan',
    missingIdentity: 'die Identität',
    missingFolder: 'der Ordner',
  },
  earlier: {
    heading: (id) => `Zeremonie ${id} wurde nicht abgeschlossen`,
    practice: 'Übung',
    production: 'Echtbetrieb',
    emergency: 'ein Notfall ohne Plan',
    last: (when) => `Letzter Eintrag ${when} nach der Uhr dieser Maschine.`,
    kept: 'Das Journal und jede Antwort des Dienstes sind erhalten. Wenn Sie weitermachen, wird nichts zweimal gesendet.',
    action: 'Weitermachen',
    refused: 'Echtbetrieb ist in dieser Vorschau nicht möglich.',
  },
  elsewhere: {
    title: 'In einem anderen Ordner weitermachen',
    note: 'Ein Ordner mit Plan, Journal und Antworten einer Zeremonie, zum Beispiel von einer anderen Maschine.',
    action: 'In diesem Ordner weitermachen',
  },
};

export const begin: ScreenTexts['online']['begin'] = {
  title: 'Ist das die richtige Zeremonie, und wie spät ist es?',
  lead: 'Vergleichen Sie den Plan mit dem gedruckten Deckblatt. Danach liest jemand die Wanduhr ab.',
  clock: 'Die Wanduhr',
  here: 'Diese Maschine',
  role: 'Hier arbeitet',
  folder: 'Ordner der Zeremonie',
  resumed: 'Diese Zeremonie wurde früher begonnen. Was damals getan wurde, steht an der Seite als erledigt.',
};

// German texts of the map of consumers: who uses which key, what stops without it, and how far the list is worked off.
import type { ConsumerTexts } from '../en/consumers.ts';
import { readableUtc } from '../../formatting/date-time.ts';
import { number, plural } from './formats.ts';

const resources = (count: number): string =>
  plural(count, { one: '1 Ressource', other: `${number(count)} Ressourcen` });

export const germanConsumers: ConsumerTexts = {
  effects: {
    'loses-data': 'verliert neue Daten für immer',
    stops: 'steht still',
    'partly-stops': 'steht zum Teil still',
    'not-documented': 'nicht dokumentiert',
  },
  within: (effect, minutes) => `${effect}, innerhalb von ${minutes} Minuten`,
  how: {
    'nothing-moves': 'Nichts zieht um: Das neue HSM hat den alten Namen.',
    'in-place': 'An Ort und Stelle, mit diesen Befehlen:',
    'new-resource': 'Sie nimmt keinen anderen Schlüssel an: Legen Sie eine neue an.',
    'by-hand': 'Von Hand: Lifeboat weiß nicht, wie diese Art einen anderen Schlüssel annimmt.',
  },
  progress: {
    back: 'Zurück',
    'not-working': 'Gestört',
    waiting: 'Wartet',
    elsewhere: 'Anderswo',
    'not-seen': 'Nicht gesehen',
  },
  newest: 'neueste Version',
  noKey: 'nennt das HSM, keinen Schlüssel',
  noOwner: 'niemand',
  disks: (count) => plural(count, { one: '1 Datenträger', other: `${number(count)} Datenträger` }),
  found: (count, subscriptions) =>
    `${resources(count)} in ${plural(subscriptions, { one: '1 Abonnement', other: `${number(subscriptions)} Abonnements` })} ${count === 1 ? 'verwendet' : 'verwenden'} Schlüssel dieses HSM.`,
  notSeen: (ids) => `NICHT GESEHEN: Dieses Konto sieht ${ids.join(', ')} nicht.`,
  stranded: (region, count) => `GESTRANDET durch ein neues HSM in ${region}: ${resources(count)}`,
  notBackedUp: (count) => `IN KEINER SICHERUNG ist ein Schlüssel, den sie verwenden: ${resources(count)}`,
  withoutRole: (count) => `OHNE ROLLE im HSM: ${resources(count)}`,
  bound: (region) => `muss ihr HSM in ${region} haben`,
  map: 'Übersicht der Verbraucher',
  table: (rows, file) => `${plural(rows, { one: '1 Zeile', other: `${number(rows)} Zeilen` })} in ${file}`,
  owner: (name, count) => `${name}: ${resources(count)}`,
  missing: (keys) => `FEHLT im neuen HSM: ${keys.join(', ')}`,
  role: (role, state) =>
    state === 'missing'
      ? `Ihre Identität braucht die Rolle ${role}.`
      : `Stellen Sie sicher, dass ihre Identität die Rolle ${role} hat.`,
  source: (address) => `Dokumentiert unter ${address}`,
  unchanged:
    'Lifeboat ändert keinen Verbraucher selbst: Das braucht die Rechte des Eigentümers, und nur er weiß, wann. Dies sind die Befehle.',
  inNoBackup: (keys) => `IN KEINER SICHERUNG: ${keys.join(', ')}`,
  noRole: 'Ihre Identität hat keine Rolle im HSM.',
  count: (back, all) =>
    back === null
      ? `${resources(all)} zurückzuholen; Azure wurde noch nicht gefragt.`
      : `${number(back)} von ${plural(all, { one: '1 Verbraucher ist', other: `${number(all)} Verbrauchern sind` })} zurück.`,
  progressCounts: (back, all) => `${number(back)} von ${number(all)} sind zurück.`,
  allBack: 'Alle Verbraucher sind zurück.',
  workOff: 'Wer was ändern muss, mit den Befehlen: lifeboat consumers list.',
  find: {
    title: 'Wer die Schlüssel verwendet',
    note: 'Azure wird nach jeder Ressource gefragt, die dieses HSM nennt, in den Abonnements, die Sie sehen. Die Übersicht wird neben die Nachweise der Sicherungen geschrieben.',
    region: 'Wo ein neues HSM angelegt würde',
    regionNote: 'Eine Region von Azure, etwa northeurope. Leer: nicht geprüft.',
    group: 'Verwaltungsgruppe',
    groupNote: 'Ihr Name: Nur nach Abonnements darunter wird gefragt. Leer: alle, die Sie sehen.',
    ownerTag: 'Tag, das den Eigentümer nennt',
    inventory: 'die Bestandsliste der neuesten Sicherung',
    action: 'Azure fragen, wer die Schlüssel verwendet',
    pdf: 'Wen Sie zuerst anrufen als PDF speichern',
    keys: 'Schlüssel',
    remarks: 'Zu prüfen',
    asked: (utc) => `Azure hat ${readableUtc(utc)} geantwortet.`,
    well: 'Niemand braucht etwas.',
    withoutInventory: 'Ohne Bestandsliste sind Schlüssel und Rollen nicht geprüft.',
    counts: (notBackedUp, stranded, withoutRole) =>
      [
        ...(notBackedUp > 0 ? [`${resources(notBackedUp)} mit einem Schlüssel, den keine Sicherung hat`] : []),
        ...(stranded > 0 ? [`${resources(stranded)} durch die geplante Region gestrandet`] : []),
        ...(withoutRole > 0 ? [`${resources(withoutRole)} ohne Rolle`] : []),
      ].join('; '),
  },
  call: {
    note: 'Wählen Sie die Übersicht der Verbraucher aus der Zeit vor dem Verlust. Rufen Sie zuerst an, wer Daten verliert, dann, wer stillsteht, und zwar in der Reihenfolge, in der es geschieht.',
    show: 'Zeigen, wen Sie zuerst anrufen',
    more: (shown, count) => `Die ersten ${number(shown)} von ${number(count)} Eigentümern sind zu sehen.`,
  },
  page: {
    title: 'Wer was ändern muss',
    note: 'Wählen Sie die Übersicht der Verbraucher aus der Zeit vor dem Verlust. Die Liste, das Dringendste zuerst, wird auch als Tabelle geschrieben.',
    map: 'die Übersicht der Verbraucher',
    list: 'Auflisten, wer was ändern muss',
    check: 'Azure fragen, wer zurück ist',
    pdf: 'Ein Blatt für jeden Eigentümer als PDF speichern',
    notChecked: 'Azure wurde noch nicht gefragt.',
    resource: 'Ressource',
    owner: 'Eigentümer',
    away: 'Ohne ihren Schlüssel',
    state: 'Stand',
    todo: 'Was zu tun ist',
    more: (shown, count) => `Die ersten ${number(shown)} von ${number(count)} sind zu sehen; die Tabelle hat alle.`,
    commands: (count) => plural(count, { one: '1 Befehl', other: `${number(count)} Befehle` }),
    command: 'Befehl',
  },
  sheets: {
    callTitle: 'Wen Sie zuerst anrufen',
    mapOf: (takenUtc) => `Nach Auskunft von Azure am ${readableUtc(takenUtc)}.`,
    stops: 'Was ohne seinen Schlüssel stillsteht',
    phone: 'Telefon',
    called: 'Angerufen um, von',
    others: (count) => `und ${number(count)} weitere`,
    doneBy: 'Erledigt von',
    at: 'um',
    written: (file) => `Die Blätter für den Drucker: ${file}`,
    shells: { any: 'In jeder Shell:', posix: 'In bash, zsh oder sh:', windows: 'In PowerShell oder cmd:' },
  },
  applications:
    'Was eine Anwendung in ihrem Code, ihren Einstellungen oder ihren Geheimnissen hat, führt Azure nicht auf. Fragen Sie ihren Eigentümer.',
};

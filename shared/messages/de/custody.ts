// Deutsche Texte zur Handlungsfähigkeit des Quorums und zum Verwahr-Register.
import { percentText } from '../../formatting/percent.ts';
import type { KeptThing } from '../../register/findings.ts';
import type { RegisterTexts } from '../en/custody.ts';
import { plural } from './formats.ts';

function thing({ custodian, copy, onToken }: KeptThing): string {
  if (onToken) return `das Token von ${custodian}`;
  return copy === null ? `der Umschlag von ${custodian}` : `Kopie ${copy} von ${custodian}`;
}

const leadingThing = (kept: KeptThing): string => `${thing(kept).charAt(0).toUpperCase()}${thing(kept).slice(1)}`;

export const germanRegister: RegisterTexts = {
  findings: {
    'site-reaches-quorum': ({ site, keys, required }) => ({
      what: `In ${site} liegen Schlüssel von ${keys} Verwahrern; ${required} bilden ein Quorum.`,
      todo: 'Verlegen Sie Schlüssel, bis an keinem Ort ein ganzes Quorum liegt.',
    }),
    'person-reaches-quorum': ({ person, keys, required }) => ({
      what: `${person} kommt an die Schlüssel von ${keys} Verwahrern; ${required} bilden ein Quorum.`,
      todo: 'Geben Sie einige Tresore in andere Hände, oder lassen Sie sie nur zu zweit öffnen.',
    }),
    'site-loss': ({ site, left, required }) => ({
      what: `Geht ${site} verloren, ${plural(left, { one: 'kann', other: 'können' })} noch ${left} Verwahrer einen Anteil öffnen; ${required} müssen kommen.`,
      todo: 'Verlegen Sie Zweitkopien, Token oder Umschläge an einen anderen Ort.',
    }),
    'region-loss': ({ region, left, required }) => ({
      what: `Geht die Region ${region} verloren, ${plural(left, { one: 'kann', other: 'können' })} noch ${left} Verwahrer einen Anteil öffnen; ${required} müssen kommen.`,
      todo: 'Bewahren Sie genügend Zweitkopien oder Token und die Umschläge dazu außerhalb dieser Region auf.',
    }),
    'custodian-administrator': ({ custodian, person }) => ({
      what: `${custodian}, ${person}, ist Administrator des HSM.`,
      todo: 'Entziehen Sie das Recht, oder geben Sie den Schlüssel bei einer Neuverschlüsselung jemand anderem.',
    }),
    'copies-together': ({ custodian, site }) => ({
      what: `Beide Kopien von ${custodian} liegen in ${site}.`,
      todo: 'Verlegen Sie eine Kopie an einen anderen Ort.',
    }),
    'envelope-beside-copy': ({ custodian, site }) => ({
      what: `Der Umschlag von ${custodian}, mit dem Kennwort oder der PIN, liegt in ${site}, und dort liegt auch ein Schlüssel derselben Person.`,
      todo: 'Bewahren Sie den Umschlag getrennt vom Schlüssel auf.',
    }),
    'copy-unsealed': (found) => ({
      what: `Für ${thing(found)} fehlt die Nummer des Beutels.`,
      todo: 'Versiegeln Sie den Stick oder das Token in einem Beutel, und tragen Sie die Nummer ein.',
    }),
    'never-proven': (found) => ({
      what: `${leadingThing(found)} wurde noch nie nachgewiesen.`,
      todo: 'Lassen Sie den Anteil in einer Anteilsprüfung damit öffnen.',
    }),
    'proof-overdue': (found) => ({
      what: `Der Nachweis für ${thing(found)} war am ${found.dueOn} fällig.`,
      todo: 'Führen Sie mit dieser Person eine Anteilsprüfung durch.',
    }),
    'proof-soon': (found) => ({
      what: `Der Nachweis für ${thing(found)} ist am ${found.dueOn} fällig.`,
      todo: 'Laden Sie die Person vorher zu einer Anteilsprüfung ein.',
    }),
    'proof-ahead': (found) => ({
      what: `Der Nachweis für ${thing(found)} trägt das Datum ${found.on}, das noch nicht gekommen ist.`,
      todo: 'Sehen Sie nach der Uhr dieser Maschine und nach dem Register: Eines von beiden ist falsch.',
    }),
    'proven-below-quorum': ({ proven, required }) => ({
      what: `Nur ${proven} der ${required} nötigen Verwahrer ${plural(proven, { one: 'hat', other: 'haben' })} einen Schlüssel, dessen Nachweis noch gilt.`,
      todo: 'Führen Sie jetzt Anteilsprüfungen durch. Was sich nicht nachweisen lässt, wird bei einer Neuverschlüsselung ersetzt.',
    }),
    'proven-without-spare': ({ proven, required }) => ({
      what: `${proven} Verwahrer ${plural(proven, { one: 'hat', other: 'haben' })} einen Schlüssel, dessen Nachweis noch gilt, und ${required} müssen kommen: Niemand darf fehlen.`,
      todo: 'Weisen Sie weitere Schlüssel nach, oder planen Sie eine Neuverschlüsselung.',
    }),
    'spare-custodians': ({ spare }) => ({
      what:
        spare === 0
          ? 'Niemand darf fehlen: Geht ein Schlüssel verloren, ist auch die Sicherheitsdomäne verloren.'
          : 'Nur eine Person darf fehlen.',
      todo: 'Planen Sie eine Neuverschlüsselung mit mehr Verwahrern.',
    }),
    'keys-without-copy': ({ withoutCopy, spare }) => ({
      what: `Diese Schlüssel sind auf Token und haben keine Kopie: ${withoutCopy.join(', ')}. Ein verlorenes Token ist ein verlorener Verwahrer, und ${spare === 0 ? 'niemand' : 'nur eine Person'} darf fehlen.`,
      todo: 'Planen Sie eine Neuverschlüsselung mit mehr Verwahrern oder mit Schlüsseln, die Kopien haben.',
    }),
    'quorum-improbable': ({ probability }) => ({
      what: `Ein Quorum kommt nur bei ${percentText(probability, 'de')} aller Einberufungen zusammen.`,
      todo: 'Klären Sie, warum Personen nicht kommen können, benennen Sie Vertretungen, oder planen Sie eine Neuverschlüsselung mit mehr Verwahrern.',
    }),
    'small-quorum': ({ required }) => ({
      what: `${required} Personen genügen, um die Sicherheitsdomäne wiederherzustellen.`,
      todo: 'Planen Sie eine Neuverschlüsselung mit einem Quorum von mindestens drei, oder lassen Sie die Ausnahme unterschreiben.',
    }),
    'review-due': ({ reviewedOn }) => ({
      what:
        reviewedOn === null
          ? 'Dieses Register ist noch nie gemeinsam durchgesehen worden.'
          : `Dieses Register wurde zuletzt am ${reviewedOn} gemeinsam durchgesehen.`,
      todo: 'Sehen Sie es jedes Quartal gemeinsam durch: Personen, Orte, Beutel, Telefonnummern.',
    }),
    'site-unknown': ({ things }) => ({
      what: `Im Register steht nicht, wo dies liegt: ${things.map(thing).join(', ')}. Was der Verlust eines Ortes nähme und ob an einem Ort ein Quorum liegt, lässt sich dafür nicht beurteilen.`,
      todo: 'Tragen Sie die Orte ins Register ein.',
    }),
    'keyholders-unknown': ({ sites }) => ({
      what: `Im Register steht nicht, wer diese Orte allein öffnen kann: ${sites.join(', ')}. Ob eine Person an ein Quorum kommt, lässt sich nicht beurteilen.`,
      todo: 'Tragen Sie ein, wer den Ort allein öffnen kann, oder dass es niemand kann.',
    }),
    'region-unknown': ({ sites }) => ({
      what: `Im Register steht nicht, in welcher Region diese Orte liegen: ${sites.join(', ')}. Was der Verlust einer Region nähme, lässt sich nicht beurteilen.`,
      todo: 'Tragen Sie die Regionen ins Register ein.',
    }),
    'domain-unknown': () => ({
      what: 'Das Register nennt seine Sicherheitsdomäne nicht. Nachweise für eine andere mit denselben Zertifikaten würden angenommen.',
      todo: 'Tragen Sie den SHA-256 der heruntergeladenen Datei ins Register ein.',
    }),
  },
  states: {
    valid: 'nachgewiesen',
    soon: 'bald fällig',
    overdue: 'überfällig',
    never: 'nie nachgewiesen',
    ahead: 'Datum voraus',
  },
  proofs: {
    activation: 'Aktivierung',
    're-wrap': 'Neuverschlüsselung',
    'share-check': 'Anteilsprüfung',
    'share-check-on-its-word': 'Anteilsprüfung, nach Angabe des Schlüsselprozesses',
    'quorum-drill': 'Quorum-Übung',
  },
  weights: { act: 'jetzt handeln', plan: 'einplanen' },
  nothingFound: 'In diesem Register ist nichts auffällig.',
  assessedFor: (on) => `Stand: ${on}.`,
  quorum: (required, custodians) => `${required} von ${custodians} Verwahrern müssen kommen.`,
  asRegistered: 'Mit allen Schlüsseln des Registers',
  provenOnly: 'Nur mit nachgewiesenen Schlüsseln',
  afterLossOf: (site) => `Nach dem Verlust von ${site}`,
  afterLoss: 'Nach dem Verlust eines Ortes',
  notComputed: 'nicht berechenbar: nicht jede Kopie hat einen Ort',
  independent:
    'Jede Person zählt unabhängig von den anderen. Krankheiten oder Streiks, die mehrere treffen, sind in diesen Zahlen nicht enthalten.',
  copy: (copy) => `Kopie ${copy}`,
  token: ({ model, isAttested }) =>
    `${model === null ? 'Token' : `Token ${model}`}${isAttested ? ', darauf erzeugt (attestiert)' : ''}`,
  reachable: (percent) => `zu ${percent} % erreichbar`,
  memorised: 'Kennwort nur im Gedächtnis',
};

// German: what to bring for what people came for. Each thing has a drawing beside it.
import type { ScreenTexts } from '../../catalogue.ts';

export const bring: ScreenTexts['bring'] = {
  heading: 'Bringen Sie das mit',
  manual: 'Das Handbuch für Ihre Rolle lesen',
  practise: 'Mit Übungsdateien ausprobieren (nichts Echtes)',
  practiseNote: 'Mit einer erfundenen Kennung der Übung und erfundenen Dateien. Nichts Echtes wird berührt.',
  practiseOnline:
    'Ein Ordner mit erfundenem HSM, Plan und Verwahrern wird angelegt, und Sie arbeiten darin als Online-Bediener 1. Lifeboat Offline öffnet denselben Ordner unter „Mit einem Team proben“.',
  practiseEmergency:
    'Ein Ordner mit einem verlorenen HSM, seiner Sicherung und Verwahrern wird angelegt, und darin beginnt ein Notfall ohne HSM. In Lifeboat Offline probieren Sie „Notfall-Wiederherstellung“ mit den Ordnern darin als Sticks aus.',
  practiseMakes: 'Er wird angelegt. Das dauert etwa eine halbe Minute.',
  open: 'Öffnen',
  unfinished: {
    title: 'Was nicht beendet wurde',
    more: (count) => `${count} weitere wurden nicht beendet`,
  },
  things: {
    script: 'Den gedruckten Ablauf mit den Wörtern des Plans auf dem Deckblatt.',
    own: 'Den Stick dieser Maschine (EIGEN): der freigegebene Plan und ihre Identität. Wer sie hält, kennt das Kennwort.',
    domain: 'Den EIN-Stick mit der Sicherheitsdomäne.',
    handOver: 'Den EIN-Stick von der anderen Seite, mit der Sicherheitsdomäne.',
    exchange: 'Das Austausch-Zertifikat des neuen HSM, auf einem Stick.',
    out: 'Einen neuen Stick für das, was hinausgeht (AUS).',
    custodians: 'Genügend Verwahrer, jeder mit Stick und Kennwort.',
    newSticks: 'Zwei neue Sticks und zwei Beutel für jeden Verwahrer.',
    phone: 'Ein Telefon, um Wörter zur anderen Maschine vorzulesen.',
    two: 'Zwei Personen zur Freigabe.',
    laptops: 'Diesen Laptop und leere Ordner oder Sticks.',
    team: 'Ihr Team und jemanden, der es anleitet und auswählt, was schiefgeht.',
    package: 'Den Ordner des Nachweispakets.',
    hashes: 'Die Hashes, die auf Papier geschrieben wurden.',
    register: 'Das Verwahr-Register und die Zertifikate der Verwahrer.',
    identities: 'Die öffentliche Identität jeder Maschine (.public.json).',
    account: 'Ihr Azure-Konto mit den Rollen, die der Plan verlangt.',
    blob: 'Den Wiederherstellungs-Blob, auf einem Stick von der Offline-Maschine.',
  },
};

// German: the sticks.
import type { ScreenTexts } from '../../catalogue.ts';

export const sticks: ScreenTexts['sticks'] = {
  title: 'Welcher Stick ist welcher?',
  lead: 'Stecken Sie einen Stick ein, und warten Sie, bis er erscheint. Der <in>EIN-Stick</in> bringt Dateien; der <out>AUS-Stick</out> nimmt das Ergebnis mit. Ein Stick, eine Richtung.',
  own: 'Der Stick EIGEN gehört nur dieser Maschine: Er enthält ihre Identität und geht nirgendwo sonst hin.',
  goOn: 'Weiter',
  practice:
    'Keine Übungsdateien zur Hand? Nennen Sie einen leeren Ordner: Darin entsteht ein Satz von Übungssticks und ein Blatt (<file>PRACTICE-sheet.txt</file>) mit dem, was Menschen auf Papier hätten.',
  makeSet: 'Einen Übungssatz erzeugen',
  makeNewSet: 'Einen Übungssatz für ein neues HSM erzeugen',
  makeReWrapSet: 'Einen Übungssatz für eine Neuverschlüsselung erzeugen',
  roles: { own: 'EIGEN', in: 'EIN', out: 'AUS', custodian: 'Stick eines Verwahrers', none: 'Nicht benutzt' },
  noStick: 'In dieser Maschine steckt noch kein Stick.',
  another: 'Einen anderen Stick nehmen',
  folder: 'Einen Ordner als Stick verwenden',
  which: 'Welcher Stick ist Ihrer?',
  use: 'Das ist mein Stick',
  stick: (name) => `Der Stick ${name}`,
  readOnly: 'nur lesbar',
  takenOut: 'herausgenommen',
  whatFor: (name) => `Wofür ist „${name}“?`,
};

// German: the frame of the online app, its pages at the side, and whose turn it is.
import type { ScreenTexts } from '../../../catalogue.ts';
import { number } from '../../formats.ts';
import { stepNames } from '../../step-names.ts';

export const frame: ScreenTexts['online']['frame'] = {
  service: 'Azure-Antwort',
  practiceService: 'Übungs-Cloud',
  notAsked: 'noch nicht gefragt',
  signedOut: 'abgemeldet',
  answered: (ago) => `vor ${ago}`,
  working: (ago) => `arbeitet, vor ${ago}`,
  hold: 'Zurückspielen in',
  emergency: 'Notfall',
  noPlan: 'OHNE PLAN',
  consumers: 'Verbraucher',
  back: (back, all) => `${number(back)} von ${number(all)} zurück`,
  turn: 'An der Reihe',
  both: (role) => `${role} + zweite Person`,
  pages: {
    ...stepNames,
    begin: 'Plan und Uhr',
    account: 'Anmelden',
    activity: 'Verlauf',
    roles: 'Rollen',
    finish: 'Beenden',
  },
};

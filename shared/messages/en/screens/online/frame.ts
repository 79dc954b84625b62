// English: the frame of the online app, its pages at the side, and whose turn it is.
import { number } from '../../formats.ts';
import { stepNames } from '../../step-names.ts';

export const frame = {
  service: 'Azure answered',
  practiceService: 'Practice cloud answered',
  notAsked: 'not asked yet',
  signedOut: 'signed out',
  answered: (ago: string) => `${ago} ago`,
  working: (ago: string) => `at work, ${ago} ago`,
  hold: 'Restore opens in',
  consumers: 'Consumers',
  back: (back: number, all: number) => `${number(back)} of ${number(all)} back`,
  turn: 'Turn',
  emergency: 'Emergency',
  noPlan: 'NO PLAN',
  both: (role: string) => `${role} + second person`,
  pages: {
    ...stepNames,
    begin: 'Plan and clock',
    account: 'Sign in',
    activity: 'Activity',
    roles: 'Roles',
    finish: 'Finish',
  },
};

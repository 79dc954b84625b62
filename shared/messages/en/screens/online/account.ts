// English: signing in, and the account beside the plan.
import { number } from '../../formats.ts';

export const account = {
  title: 'Sign in to Azure',
  practiceTitle: 'Enter the practice cloud',
  lead: 'Use your own account, not a shared one. What you may do is shown. Tokens stay in memory and are gone when the program ends.',
  practiceLead: 'The practice cloud plays Azure on this machine. Nothing leaves it, and nothing real can be touched.',
  way: 'How you sign in',
  ways: {
    'device-code': {
      title: 'With a code, in any browser',
      detail: 'The usual way. You type a short code on a web page of Microsoft.',
    },
    browser: { title: 'In this machine’s browser', detail: 'Opens the sign-in page here.' },
    'azure-cli': { title: 'As signed in with az', detail: 'Takes the account of the Azure CLI on this machine.' },
    secret: { title: 'With a client secret', detail: 'For automation. The secret is typed in Lifeboat’s own view.' },
    certificate: { title: 'With a certificate', detail: 'For automation. A file with certificate and key.' },
  },
  clientId: 'Client id of the application',
  certificate: 'the file with certificate and key',
  practice: {
    place: 'Which practice cloud',
    own: {
      title: 'The usual one',
      detail: 'In a rehearsal, that of its folder. Otherwise this program’s own, which keeps its state between runs.',
    },
    chosen: {
      title: 'One in a folder',
      detail: 'To share one practice cloud between two programs on this machine.',
    },
    folder: 'the folder of the practice cloud',
    principal: 'Object id to enter as',
    principalNote: 'Leave it empty for the usual practice operator.',
    action: 'Enter the practice cloud',
  },
  action: 'Sign in',
  code: {
    title: 'Type this code there',
    steps: {
      open: 'On any device, open',
      type: 'Type the code',
      sign: 'Sign in with your own account, then come back. This page goes on by itself.',
    },
    phishing: 'Never type a code that somebody else gives you, and only at this address.',
    awaited: 'Asking Azure for a code …',
    waits: (seconds: string) => `Waiting for you to sign in, for ${seconds}.`,
    cancel: 'Cancel',
  },
  otherWay: {
    browser: 'Finish the sign-in in the browser window. This page goes on by itself.',
    'azure-cli': 'Asking the Azure CLI …',
    secret: 'Signing in with the secret …',
    certificate: 'Signing in with the certificate …',
    practice: 'Opening the practice cloud …',
  },
  refused: 'The sign-in was refused',
  who: 'Signed in as',
  objectId: 'Object id',
  tenant: 'Tenant',
  network: {
    way: 'Way to Azure',
    straight: 'direct, without a proxy',
    byProxy: (proxy: string) => `through the proxy ${proxy}`,
    trusted: 'Trusted roots',
    roots: (count: number, source: string) => `${number(count)}, ${source}`,
    sources: {
      system: 'those of the operating system',
      program: 'those of this program, because the system shows none',
      both: 'those of the operating system and of this program',
    },
  },
  roles: 'Roles in the new HSM',
  scope: 'Scope',
  role: 'Role',
  rolesUntold:
    'The HSM does not list its roles yet: it is not active, or this account may not ask. That is normal before it is created.',
  noRoles: 'No role is assigned to this account directly; a group may have one.',
  checks: 'The account compared with what is expected',
  refresh: 'Ask again',
  signOut: 'Sign out',
  goOn: 'Go on',
};

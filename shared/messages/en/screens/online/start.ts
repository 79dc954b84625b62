// English: the first page of the online app, the plan and the clock.

export const start = {
  title: 'What do you need to do?',
  lead: 'The plan says what may be done here; the journal says what was done already. Nothing is sent to Azure before you sign in.',
  preview: 'This is a preview without Electron. Only practice ceremonies can be opened.',
  doors: {
    plan: {
      title: 'With an approved plan',
      detail: 'Recommended. Two people have approved it; machines and words are compared.',
    },
    emergency: {
      title: 'Emergency recovery',
      detail: 'Without a plan: a restore blob, or the HSM alone, and two people.',
    },
    write: {
      title: 'Write or approve a plan',
      detail: 'Before a recovery or an activation: who does what, with which keys.',
    },
    rehearsal: {
      title: 'Practise or rehearse',
      detail: 'A whole recovery on one laptop, against a practice HSM, with things that go wrong.',
    },
    evidence: { title: 'Read evidence', detail: 'Check what a ceremony has left, on any machine.' },
    readiness: {
      title: 'Readiness of an HSM',
      detail: 'Nothing is lost: see whether a recovery would work today, and take a backup.',
    },
  },
  open: {
    title: 'Open a ceremony',
    plan: 'the approved plan',
    identity: 'the identity of this machine',
    identityNote: 'Its public half is enough. It says whether operator 1 or operator 2 works here.',
    where: 'Where to keep the journal',
    own: { title: 'In this program’s own folder', detail: 'You find the ceremony here again after a restart.' },
    chosen: { title: 'In a folder that you choose', detail: 'A journal that is already there is continued.' },
    folder: 'the folder of the ceremony',
    action: 'Open the ceremony',
    missing: (what: string) => `Still missing: ${what}.`,
    missingPlan: 'the plan',
    missingIdentity: 'the identity',
    missingFolder: 'the folder',
  },
  earlier: {
    heading: (id: string) => `Ceremony ${id} was not closed`,
    practice: 'Practice',
    production: 'Production',
    emergency: 'an emergency without a plan',
    last: (when: string) => `Last noted ${when} by this machine’s clock.`,
    kept: 'Its journal and every answer of the service are kept. Nothing is sent twice when you go on.',
    action: 'Go on',
    refused: 'Production is not possible in this preview.',
  },
  elsewhere: {
    title: 'Go on in another folder',
    note: 'A folder with the plan, the journal and the answers of a ceremony, for instance from another machine.',
    action: 'Go on in this folder',
  },
};

export const begin = {
  title: 'Is this the right ceremony, and what time is it?',
  lead: 'Compare the plan with the printed cover. Then somebody reads the wall clock.',
  clock: 'The wall clock',
  here: 'This machine',
  role: 'Works here',
  folder: 'Folder of the ceremony',
  resumed: 'This ceremony was begun earlier. What was done then is marked at the side.',
};

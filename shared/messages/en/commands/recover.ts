// English words of the command line for a recovery without a plan.
export const recoverTexts = {
  noPlan: 'EMERGENCY RECOVERY, WITHOUT A PLAN. A recovery with a plan is recommended. This one goes without:',
  folder: 'Journal in',
  resumeWith: (folder: string) => `If you are interrupted: lifeboat recover --resume ${folder}`,
  sdFile: 'Security domain (file): ',
  address: 'Address of the new HSM, from paper: ',
  addressAgain: 'Address of the new HSM, once more, letter by letter from paper: ',
  exchangeKey: 'Exchange key of the new HSM (file): ',
  notAttested:
    'NOT ATTESTED: nothing proves whose key this is. Two people can answer for it, who have its fingerprint on paper from another way than this stick.',
  fingerprint: 'SHA-256 of the certificate, from paper: ',
  reason: 'Why you accept it: ',
  firstName: 'Name of the first person: ',
  secondName: 'Name of the second person: ',
  typedName: (people: string) => `${people}: to build the blob now, type the name of the HSM from paper: `,
  out: 'Write the blob into (folder): ',
  noPlanRecorded: (id: string) => `NO PLAN  ${id}. The journal lists what is missing.`,
  restsOnTwoPeople: 'NOT ATTESTED: that the exchange key is the HSM’s rests on two people.',
  blob: 'Restore blob',
  blobSha256: 'Restore blob, SHA-256',
  upload: 'on the online machine',
  withAz: 'with az',
  opened: (id: string, folder: string) => `NO PLAN  ${id}, in ${folder}`,
  changed: (id: string) => `CHANGED  ${id}. Calls to Azure use the new details; what you did not type is as before.`,
  keySaved: 'Exchange key',
  uploaded: 'UPLOADED: the HSM is active, and holds the security domain.',
  listed: (keys: number, versions: number, roles: number | null) =>
    `LISTED, AND COMPARED WITH NOTHING: ${keys} keys, ${versions} versions, ${roles === null ? 'role assignments not read' : `${roles} role assignments`}. Nobody had an inventory.`,
  closed:
    'The emergency is closed. Make a plan and new keys for the custodians: nobody else has watched this recovery.',
};

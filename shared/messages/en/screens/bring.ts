// English: what to bring for what people came for. Each thing has a drawing beside it.

export const bring = {
  heading: 'Bring this',
  manual: 'Read the manual of your role',
  practise: 'Try with practice files (nothing real)',
  practiseNote: 'With an id of practice that is made up, and a set of made-up files. Nothing real is touched.',
  practiseOnline:
    'A folder with a made-up HSM, plan and custodians is made, and you work in it as operator 1. Lifeboat Offline opens the same folder under “Rehearse with a team”.',
  practiseEmergency:
    'A folder with a lost HSM, its backup and custodians is made, and an emergency begins there without an HSM. In Lifeboat Offline try “Emergency recovery” with the folders in it as sticks.',
  practiseMakes: 'It is being made. That takes about half a minute.',
  open: 'Open it',
  unfinished: {
    title: 'What was not finished',
    more: (count: number) => `${count} more were not finished`,
  },
  things: {
    script: 'The printed script, with the words of the plan on its cover.',
    own: 'This machine’s stick (OWN): the approved plan and its identity. Its holder knows the passphrase.',
    domain: 'The IN stick, with the security domain.',
    handOver: 'The IN stick from the other side, with the security domain.',
    exchange: 'The exchange certificate of the new HSM, on a stick.',
    out: 'A new stick for what leaves (OUT).',
    custodians: 'Enough custodians, each with their stick and passphrase.',
    newSticks: 'Two new sticks and two bags for each custodian.',
    phone: 'A telephone, for reading words to the other machine.',
    two: 'Two people to approve.',
    laptops: 'This laptop, and empty folders or sticks.',
    team: 'Your team, and a trainer who chooses what goes wrong.',
    package: 'The folder of the evidence package.',
    hashes: 'The hashes that people wrote on paper.',
    register: 'The register of custody, and the custodians’ certificates.',
    identities: 'The public identity of each machine (.public.json).',
    account: 'Your Azure account, with the roles that the plan needs.',
    blob: 'The restore blob, on a stick from the offline machine.',
  },
};

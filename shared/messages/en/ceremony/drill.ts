// English texts of document (d): the quorum drill.
import type { StepTexts } from '../../ceremony-texts.ts';

export const drillTexts: StepTexts = {
  D0: {
    act: 'Say why the drill is held. Levels: {levels}. Level D2 needs a written approval.',
    fields: {
      trigger: {
        label: 'Reason',
        options: {
          quarterly: 'every quarter',
          member: 'a custodian changed',
          threat: 'a threat',
          process: 'the process changed',
          medium: 'a medium was lost',
        },
      },
      approval: 'Approval',
    },
  },
  D1: {
    act: 'Go through the register of custody, key by key. No bag is opened.',
    fields: {
      employed: 'Every holder still works here.',
      willing: 'Every holder is still willing.',
      bags: 'Every bag number equals the register.',
      seals: 'Every seal is intact.',
    },
  },
  D2: {
    act: 'Check who could come together, and call every custodian.',
    fields: {
      apart: 'No site and no person can reach {m} keys.',
      admins: 'No holder administers an HSM.',
      rung: 'Called',
      reached: 'Reached',
      within: 'within (minutes)',
    },
  },
  D3: {
    act: 'Look into the log since the last ceremony.',
    fields: {
      events: 'SecurityDomainBackup events',
      explained: 'Each is explained.',
      alert: 'The test alert has arrived.',
      privileged: 'Administrators get their rights for a time only.',
    },
  },
  D4: {
    act: 'Look at the latest backup.',
    fields: {
      folder: 'Folder',
      age: 'Age in days',
      access: 'The HSM can still reach the storage.',
      inventory: 'The inventory is exported.',
    },
  },
  D5: {
    act: 'Fetch the copies of the security domain file and compare each one.',
    fields: {
      place1: 'Place 1',
      place2: 'Place 2',
      place3: 'Place 3',
      hash: 'The SHA-256 of each equals the register in full.',
    },
  },
  D6: {
    act: '{custodian} opens their own bag, inserts the stick or token and types the passphrase or PIN. Then the same with the second stick; a token has no copy.',
    expect: 'The application opens their own share. It shows {k} of {of}.',
    fields: {
      bag: 'Bag opened',
      copy1: 'The share opens with copy 1.',
      copy2: 'The share opens with copy 2; a token has none.',
      wiped: 'Key, passphrase and share are wiped.',
      alone: 'No other share was in memory.',
    },
  },
  D7: {
    act: '{custodian} seals the sticks or the token in a new bag.',
    fields: { bag: 'New bag', register: 'The register says: proven today.' },
  },
  D8: {
    act: 'Count. If fewer than {m} + 1 are proven, new custodian keys are due.',
    fields: {
      proven: 'Proven of {n}',
      unproven: 'Unproven',
      action: { label: 'Action', options: { none: 'none', rewrap: 're-wrap ceremony' } },
      by: 'by',
    },
  },
  D9: {
    act: 'The shares of {m} custodians are in memory. Read the notice on the screen.',
    fields: {
      approval: 'The written approval is here.',
      notice: 'The screen says: DRILL, no blob will be made.',
    },
  },
  D10: {
    act: 'Rebuild the master key, and check one item with it.',
    fields: {
      item: 'The item is genuine.',
      wiped: 'Shares and master key are wiped.',
      nothing: 'No file was written.',
      duration: 'Time since the call-out',
    },
  },
  D11: {
    act: 'Start the application in practice mode. It makes fake sticks, a fake security domain and a fake exchange key.',
    fields: {
      practice: 'Screen and pages say PRACTICE.',
      fakes: 'Every name says PRACTICE.',
      paper: 'Practice copies of documents (b) and (c) are here.',
    },
  },
  D12: {
    act: 'Run documents (b) and (c), parts 1 to 4, with the fake set, telephones included. MC causes one fault from the sealed envelope.',
    fields: {
      fault: {
        label: 'Fault',
        options: {
          exchange: 'swapped exchange certificate',
          passphrase: 'wrong passphrase',
          stick: 'damaged stick',
          bundle: 'bundle of another ceremony',
          clock: 'clock off by a day',
          gap: 'air gap lost',
          power: 'lost power',
        },
      },
      step: 'Found at step',
      by: 'by',
    },
  },
  D13: {
    act: 'Open the restore blob with the fake private half.',
    fields: { equal: 'Its content equals the fake security domain.' },
  },
  D14: {
    act: 'Run documents (b) and (c) with an HSM that is not in production. Afterwards purge it.',
    fields: {
      domain: {
        label: 'Security domain',
        options: { test: 'of a test', production: 'of production: only with written approval' },
      },
      approval: 'Approval',
      purged: 'The HSM is purged.',
      billing: 'Costs ended at',
    },
  },
  D15: {
    act: 'Write down what was found, each with an owner and a date. Write the times.',
    fields: {
      finding1: 'Finding 1',
      finding2: 'Finding 2',
      finding3: 'Finding 3',
      quorum: 'Call-out to quorum',
      blob: 'Quorum to blob',
      restored: 'Blob to restored',
    },
  },
  D16: {
    act: 'Fix the next dates.',
    fields: { next: 'Next drill', rewrap: 'Re-wrap ceremony, if due' },
  },
};

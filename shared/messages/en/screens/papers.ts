// English: papers.
import { number, plural } from '../formats.ts';

export const papers = {
  title: 'Papers',
  lead: 'The paper comes from the plan: the same steps and names as on these screens.',
  document: 'Document',
  documents: {
    script: { title: 'Script', detail: 'Every step with its boxes, to follow and to initial. Print it before.' },
    sheets: {
      title: 'Sheets',
      detail:
        'To tear out: exceptions, incident, spare custodian, machine, custody, destruction, labels. Print them with the script.',
    },
    'emergency-card': {
      title: 'Emergency card',
      detail: 'Two pages for a recovery without a plan: steps, holds, numbers, stops. Print it today.',
    },
    record: {
      title: 'Record',
      detail: 'What the machine saw, step by step, from the journal. Print it after.',
    },
    'call-sheet': {
      title: 'Call sheet',
      detail: 'For a custodian at home: what to bring and what never to do.',
    },
    'fingerprint-card': {
      title: 'Fingerprint card',
      detail: 'A card for each witness to take away. With a journal, its end is printed on it.',
    },
    'custody-register': {
      title: 'Register of custody',
      detail: 'Where each key is, and how healthy the quorum is.',
    },
    manual: {
      title: 'Manual',
      detail: 'For custodians, operators and witnesses: what to know before the day.',
    },
    'rehearsal-guide': {
      title: 'Guide to a rehearsal',
      detail: 'Which window, who, what next; with a card for each role.',
    },
    'rehearsal-report': {
      title: 'Report of a rehearsal',
      detail: 'What was injected, and where and by whom it was noticed.',
    },
    'key-mapping': {
      title: 'Hand-over report',
      detail: 'Old and new key addresses, from the verification after a recovery.',
    },
  },
  machine: 'For which machine (of a recovery)',
  offline: 'Offline',
  offlineDetail: 'The room of the custodians.',
  online: 'Online',
  onlineDetail: 'The room of the operators.',
  custodian: 'Custodian',
  custodianDetail: 'A code of the plan, such as C1. Leave it empty for everybody.',
  paper: 'Paper',
  a4: 'A4',
  letter: 'Letter',
  language: 'Language',
  madeFrom: 'Made from',
  pick: { plan: 'the plan', journal: 'the journal', data: 'the data' },
  journalNeeded:
    'The record is made from it. The hash of a saved PDF is noted in it, if it is still open. That of an emergency recovery needs no plan.',
  journalUseful: 'Not needed. If you choose one, the hash of a saved PDF is noted in it.',
  data: {
    needed: 'The file of the verification after a recovery.',
    register: 'The register as a file. Without it, an empty register for handwriting is printed.',
    consumers: 'The map of consumers. With it, a page says whom to call first.',
  },
  look: 'Look at it',
  save: 'Save as PDF',
  missingJournal: 'Choose the plan and the journal first.',
  missingData: 'Choose the plan and the data first.',
  missingPlan: 'Choose the plan first.',
  print: {
    here: 'Print here',
    sent: 'Sent to the printer. Count the pages.',
    title: 'Print on paper',
    print: 'Print',
    none: 'No printer is known to be connected to this machine by its own cable. Save the PDF instead.',
    legend: 'Printers connected by cable',
    others: (count: number) =>
      plural(count, {
        one: 'One other printer is not offered: the program cannot tell whether it is connected by cable.',
        other: `${count} other printers are not offered: the program cannot tell whether they are connected by cable.`,
      }),
  },
  saved: {
    region: 'Saved',
    text: (folder: string) => `Saved in “${folder}” and read back.`,
    journal: {
      none: 'No journal was chosen: write the hash down.',
      noted: 'The journal now names this file and its hash.',
      closed: 'The journal is closed and takes no more notes: write the hash down.',
      damaged: 'The journal is damaged and takes no notes: write the hash down.',
    },
    file: 'File',
    size: 'Size',
    bytes: (bytes: number) => `${number(bytes)} bytes`,
    sha256: 'SHA-256 of the PDF: it belongs on the cover',
  },
};

// English: the security domain.
import { number, plural } from '../formats.ts';

export const securityDomain = {
  title: 'The security domain',
  lead: 'The <term>security domain</term> comes from a stick. It is encrypted; loading it opens nothing.',
  choose: 'Choose the file',
  which: 'Which file is the security domain?',
  missing: 'The IN stick is not here. Insert it and give it its role under “Sticks”.',
  another: 'Load another',
  load: 'Load',
  inspector: 'Inspector',
  file: 'File',
  form: 'Form',
  formText: (version: string, bytes: number, parts: number) =>
    plural(parts, {
      one: `version ${version}, ${number(bytes)} bytes, ${parts} sealed part`,
      other: `version ${version}, ${number(bytes)} bytes, ${parts} sealed parts`,
    }),
  quorum: '<term>Quorum</term>',
  anyOf: (required: number, custodians: number) => `any ${required} of ${custodians} custodians`,
  parts: 'Sealed parts',
  whoOpens: 'Who can open it',
  number: 'No.',
  custodian: 'Custodian, and fingerprint of the certificate',
  here: 'In this session',
  opened: 'share opened',
  ofPlan: 'Hash, quorum and every custodian match the plan.',
  sha256: 'SHA-256 of the file: compare it in full with the register',
  agrees: 'It agrees: go on',
};

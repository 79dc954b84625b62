// English: the security domain.
import { number, plural } from '../formats.ts';

export const securityDomain = {
  title: 'The security domain',
  lead: 'The <term>security domain</term> comes from a stick. It is encrypted; loading it opens nothing.',
  choose: 'Choose the file',
  which: 'Which file is the security domain?',
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
  agrees: 'I compared it: continue',
  oldWrapping: (thumbprint: string) => `The share of ${thumbprint} is wrapped the old way (RSA-OAEP with SHA-1).`,
  unknownMembers: (count: number, members: string) =>
    plural(count, {
      one: `This version of Lifeboat does not know the member ${members} of the file. It reads the rest. The restore blob will not contain this member. Continue; if the HSM refuses the blob, use a newer version.`,
      other: `This version of Lifeboat does not know these members of the file: ${members}. It reads the rest. The restore blob will not contain these members. Continue; if the HSM refuses the blob, use a newer version.`,
    }),
};

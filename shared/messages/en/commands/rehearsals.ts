// English answers of the commands that rehearse: drill, rehearsal, and the practice HSM.
import type { DrillStage, DrillStageValues } from '../../../rehearsal/drill-stages.ts';
import { number, plural } from '../formats.ts';

/** A stage in words: what is done, and what came of it. */
type StageTexts = {
  readonly [S in DrillStage]: { readonly title: string; readonly outcome: (...values: DrillStageValues[S]) => string };
};

const versions = (count: number): string =>
  plural(count, { one: '1 key version', other: `${number(count)} key versions` });
const seen = (sha256: string): string => `seen by two, attested, SHA-256 ${sha256}`;

const stages: StageTexts = {
  'keys-made': {
    title: 'Everybody makes keys',
    outcome: (custodians, required) =>
      `${custodians} custodians on ${custodians} sticks, any ${required} will do; 4 identities`,
  },
  'source-created': { title: 'HSM A is created', outcome: (hsm, address) => `${hsm}, ${address}` },
  'source-activated': {
    title: 'HSM A is activated',
    outcome: (bytes) => `security domain of ${number(bytes)} bytes, kept before the first status query`,
  },
  'source-backed-up': {
    title: 'HSM A is used and backed up',
    outcome: (count, folder) => `${versions(count)} in ${folder}`,
  },
  'consumers-found': {
    title: 'Who uses the keys of HSM A',
    outcome: (count, stranded, region) =>
      `${number(count)} resources in Azure, as a map; a new HSM in ${region} would strand ${number(stranded)}`,
  },
  'source-lost': {
    title: 'HSM A is lost',
    outcome: () => 'deleted and purged; left are the security domain, the keys and the backup',
  },
  'target-created': { title: 'HSM B is created', outcome: (hsm, address) => `${hsm}, ${address}` },
  'plan-approved': {
    title: 'Two people approve the plan',
    outcome: (ceremony) => `ceremony ${ceremony}; its hash would now be on paper`,
  },
  'power-lost': {
    title: 'The power is lost',
    outcome: (events) =>
      `after ${plural(events, { one: '1 event', other: `${number(events)} events` })} in the journals`,
  },
  'power-back': { title: 'The power is back', outcome: () => 'the shares are gone, the journals are not' },
  paired: {
    title: 'The machines begin and are paired',
    outcome: (sha256) => `three journals under plan ${sha256}`,
  },
  'exchange-key-carried': { title: 'The exchange key is carried over', outcome: seen },
  'exchange-key-carried-anew': { title: 'The new exchange key is carried over', outcome: seen },
  'blob-built': {
    title: 'A quorum builds the restore blob',
    outcome: (custodians, bytes) => `${custodians} custodians, one at a time; ${number(bytes)} bytes, signed`,
  },
  'target-made-anew': {
    title: 'Meanwhile, HSM B is made again',
    outcome: () => 'the blob is for a key that is no more: again from the exchange key',
  },
  uploaded: {
    title: 'The blob is uploaded to HSM B',
    outcome: () => 'HSM B has the security domain of HSM A, and the offline side knows',
  },
  restored: {
    title: 'HSM B is backed up and restored',
    outcome: () => 'restore point made, hold kept in short, backup of HSM A restored',
  },
  proven: {
    title: 'Every key is proven',
    outcome: (count) => `${versions(count)} the same; old signatures verify, wrapped keys unwrap`,
  },
  'worked-off': {
    title: 'Every consumer is brought back',
    outcome: (back, count) => `${number(back)} of ${number(count)} point to HSM B and work`,
  },
  packed: {
    title: 'The evidence is packed and checked',
    outcome: (proven, people) => `${proven} findings proven, ${people} rest on people`,
  },
};

export const rehearsalsTexts = {
  drill: {
    stages,
    caught: (code: string) => `injected fault caught: ${code}`,
    evidence: (ceremony: string, proven: number, people: number) =>
      `Evidence of ${ceremony}: ${proven} findings proven, ${people} rest on people.`,
    recovered: (keyVersions: number, seconds: string, folder: string) =>
      `Recovered: ${versions(keyVersions)}, in ${seconds} s. Files: ${folder}`,
  },
  rehearsal: {
    workspace: 'Workspace',
    ceremony: 'Ceremony',
    guide: 'Guide',
    plan: 'Plan, SHA-256',
  },
  practiceHsm: {
    practice: 'PRACTICE – NOT A REAL HSM',
    serving: 'Serving',
    loopback: (url: string) => `${url} (loopback only; stop with Ctrl+C)`,
    hsm: 'HSM',
    noneYet: 'none yet: the control plane makes it',
    ca: 'CA certificate',
    tenant: 'Tenant',
    subscription: 'Subscription',
    resourceGroup: 'Resource group',
    container: 'Container',
    identity: 'Identity',
    signInAs: 'Sign in as',
    clientId: (id: string) => `client id ${id}, any secret`,
    failureScenarios: 'Failure scenarios',
    state: 'State',
  },
};

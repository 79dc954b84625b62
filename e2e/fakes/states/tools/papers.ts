// Papers, evidence and the register of custody.
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { quorumHealth } from '#shared/register/health.ts';
import { blankRegister, registerOf, troubledRegister } from '#shared/register/testdata/registers.ts';
import { incomplete, picked, report, saved } from './common.ts';
import { at, choose, type ToolsState, press, visible } from './tool-state.ts';

type Register = typeof troubledRegister;

/** What the tools answers about a register. */
const custodyOf = (register: Register) => ({
  sha256: 'c'.repeat(64),
  practice: false,
  hsmUri: register.hsm.uri,
  required: register.required,
  health: quorumHealth(register, '2026-10-14'),
});

const healthOf = (register: Register) => ({
  answers: { 'files.pick': picked, 'custody.check': custodyOf(register) },
  ...at('Register of custody', async (page) => {
    await press(page, 'Choose the register of custody');
    await press(page, 'Check');
    await visible(page, 'Quorum health');
  }),
});

export const paperStates = {
  'papers-choose': { answers: {}, ...at('Print papers') },
  'papers-saved': {
    answers: { 'files.pick': picked, 'papers.savePdf': saved },
    ...at('Print papers', async (page) => {
      await press(page, 'Choose the plan');
      await press(page, 'Save as PDF');
      await visible(page, 'Saved');
    }),
  },
  'evidence-choose': { answers: {}, ...at('Verify evidence') },
  'evidence-report': {
    answers: { 'files.pick': { ...picked, name: 'evidence-MHSM-DR-2026-10-14-01' }, 'evidence.verify': report },
    ...at('Verify evidence', async (page) => {
      await press(page, 'Choose the folder of the package');
      await press(page, 'Verify');
      await visible(page, 'Report');
    }),
  },
  'evidence-failed': {
    answers: {
      'files.pick': { ...picked, name: 'evidence-MHSM-DR-2026-10-14-01' },
      'evidence.verify': {
        ...report,
        story: report.story.map((line) => (line.id === 'restore' ? { ...line, outcome: 'failed' } : line)),
      },
    },
    ...at('Verify evidence', async (page) => {
      await press(page, 'Choose the folder of the package');
      await press(page, 'Verify');
      await visible(page, 'Report');
    }),
  },
  'evidence-incomplete': {
    answers: {
      'files.pick': { ...picked, name: 'evidence-MHSM-DR-2026-10-14-01' },
      'evidence.verify': { ...report, incomplete },
    },
    ...at('Verify evidence', async (page) => {
      await press(page, 'Choose the folder of the package');
      await press(page, 'Verify');
      await visible(page, 'Report');
    }),
  },
  'custody-troubled': healthOf(troubledRegister),
  'custody-blanks': healthOf(blankRegister),
  'custody-proven': {
    answers: {
      'files.pick': picked,
      'files.pickMany': [{ ...picked, name: 'session-log-20261014T091200Z-MHSM-D1-2026-10-14.jsonl' }],
      'custody.prove': {
        file: { ...saved.file, name: 'custody-register-nordbank-pay-hsm1-20261014T101500Z.json' },
        register: { ...picked, name: 'custody-register-nordbank-pay-hsm1-20261014T101500Z.json' },
        entered: ([1, 2] as const).map((copy) => ({
          custodian: 'C1',
          copy,
          on: '2026-10-14',
          how: 'share-check',
          ceremony: 'MHSM-D1-2026-10-14',
        })),
        view: custodyOf(registerOf(5, 3)),
      },
    },
    ...at('Register of custody', async (page) => {
      await press(page, 'Choose the register of custody');
      await press(page, 'Choose logs and journals');
      await press(page, 'Choose the stick or folder to write to');
      await press(page, 'Enter the proofs and write a new register');
      await visible(page, 'Proofs entered');
    }),
  },
  'pack-choose': { answers: {}, ...at('Build evidence') },
  'pack-emergency': { answers: {}, ...at('Build evidence', (page) => choose(page, 'An emergency')) },
  'pack-built': {
    answers: { 'files.pick': picked, 'evidence.build': { name: `evidence-${recoveryPlan.ceremony}`, report } },
    ...at('Build evidence', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose your identity');
      await press(page, 'Choose the stick or folder to write to');
      await press(page, 'Type the passphrase, check and sign');
      await visible(page, 'Report');
    }),
  },
} satisfies Readonly<Record<string, ToolsState>>;

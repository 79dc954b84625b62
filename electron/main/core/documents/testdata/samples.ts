// One sample of every document and variant: what the golden tests compare and the gallery shows.
import type { CeremonyKind } from '#shared/ceremony/model.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { registerOf, troubledRegister } from '#shared/register/testdata/registers.ts';
import { backupOfTests, custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import { certificate } from '../certificate.ts';
import { callSheetDocument } from '../call-sheet.ts';
import { cardDocument } from '../card-document.ts';
import { estate, estateKeys, consumersOf, inventoryOf, mapOf, noRoles } from '../../consumers/testdata/maps.ts';
import { workList } from '../../consumers/work-list.ts';
import { callListDocument, consumerSheets } from '../consumer-sheets.ts';
import { registerDocument } from '../custody-register.ts';
import type { PrintOptions } from '../document.ts';
import { machineSheetDocument } from '../machine-sheet.ts';
import { manualDocument } from '../manual.ts';
import { mappingDocument } from '../mapping-report.ts';
import { recordDocument } from '../record.ts';
import { missingParts } from '#shared/journal/missing-parts.ts';
import { reportOfTests } from '#shared/rehearsal/testdata/rehearsals.ts';
import { rehearsalGuide } from '../rehearsal-guide.ts';
import { rehearsalReport } from '../rehearsal-report.ts';
import { emergencyCard } from '../emergency-card.ts';
import { recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import { scriptDocument } from '../script.ts';
import { sheetsDocument } from '../sheets.ts';
import { previewedMachine, testedMachine } from './machines.ts';
import { badEvidenceOfTests, evidenceOfTests, givenUpRecord, mappingOf, recordOf } from './views.ts';

export interface DocumentSample {
  /** The name of its golden file and its pictures. */
  readonly name: string;
  readonly html: () => string;
}

/** Names and values that try to break out of a page: markup, controls, direction, formulas, sheer length. */
export const hostilePlan: ScriptPlan = {
  ...planOf('recovery-offline'),
  ceremonyId: `MHSM-${'9'.repeat(60)}`,
  purpose:
    '<script>alert(1)</script><img src=x onerror=alert(2)> =HYPERLINK("http://x") " \' & \\22 } body{display:none}',
  place: 'a\u202Eecalp\u202C\u0007\u001B[31m\u200B\uFEFF room',
  source: { name: `"; } @page { size: 1mm } ${'h'.repeat(40)}`, uri: 'javascript:alert(3)' },
  target: { name: 'n'.repeat(240), uri: `https://${'n'.repeat(240)}.managedhsm.azure.net` },
  custodians: [
    { code: 'C1', name: '</td></tr></table><h1>broken</h1>', employer: '@SUM(A1)', site: '=1+1' },
    { code: 'C2', name: 'محمد بن عبد الله القرشي الهاشمي', employer: 'بنك الشمال', site: 'الرياض' },
    { code: 'C3', name: '山田太郎（やまだ たろう）', employer: '北日本銀行株式会社', site: '東京' },
    { code: 'C4', name: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren'.repeat(2) },
    { code: 'C5', name: 'שרה כהן', employer: '+cmd|calc', site: '\u2066mixed\u2069' },
  ],
};

const estateMap = mapOf(consumersOf(estate));
const recovered = inventoryOf(estateKeys.slice(0, 2), noRoles);
const sheetsOfTests = {
  ...{ practice: true, from: estateMap.hsm, to: recovered.hsm },
  items: workList(estateMap, recovered, 'northeurope'),
};
const shellOfTests = (words: readonly string[], platform: NodeJS.Platform): string =>
  words.map((word) => (/[^\w./:=-]/u.test(word) ? (platform === 'win32' ? `"${word}"` : `'${word}'`) : word)).join(' ');

const kinds: readonly CeremonyKind[] = ['activation', 're-wrap', 'recovery-offline', 'recovery-online', 'drill'];
const sas = { ...backupOfTests, method: 'sas' as const };

/** All samples, made when asked for. */
export function documentSamples(style: Pick<PrintOptions, 'css' | 'appVersion' | 'pictures'>): readonly DocumentSample[] {
  const english: PrintOptions = { ...style, language: 'en', paper: 'a4' };
  const german: PrintOptions = { ...style, language: 'de', paper: 'a4' };
  const letter: PrintOptions = { ...style, language: 'en', paper: 'letter' };
  const three = { custodians: custodiansOf(3), quorum: 2 };
  const ten = { custodians: custodiansOf(10), quorum: 5 };
  const practice = { mode: 'practice' as const };
  const recovery = planOf('recovery-offline');
  const activation = planOf('activation', three);
  const emergency = planOf('emergency-offline', three);
  return [
    ...kinds.flatMap((kind) => [
      { name: `script-${kind}-en-a4`, html: () => scriptDocument(planOf(kind, three), english) },
      { name: `script-${kind}-de-a4`, html: () => scriptDocument(planOf(kind, three), german) },
    ]),
    { name: 'script-activation-ten-en-letter', html: () => scriptDocument(planOf('activation', ten), letter) },
    {
      name: 'script-recovery-offline-ten-of-ten-en-a4',
      html: () => scriptDocument(planOf('recovery-offline', { ...ten, quorum: 10 }), english),
    },
    {
      name: 'script-recovery-offline-ten-practice-en-letter',
      html: () => scriptDocument(planOf('recovery-offline', { ...ten, ...practice }), letter),
    },
    {
      name: 'script-recovery-online-sas-practice-de-a4',
      html: () => scriptDocument(planOf('recovery-online', { ...practice, backup: sas }), german),
    },
    {
      name: 'script-drill-d1-en-a4',
      html: () => scriptDocument(planOf('drill', { ...three, drillLevels: ['D1'] }), english),
    },
    {
      name: 'script-recovery-offline-short-en-a4',
      html: () => scriptDocument(planOf('recovery-offline', { ...three, grade: 'short' }), english),
    },
    {
      name: 'script-recovery-online-short-de-a4',
      html: () => scriptDocument(planOf('recovery-online', { ...three, grade: 'short' }), german),
    },
    { name: 'sheets-recovery-offline-en-a4', html: () => sheetsDocument(planOf('recovery-offline', three), english) },
    {
      name: 'sheets-activation-ten-practice-de-letter',
      html: () => sheetsDocument(planOf('activation', { ...ten, ...practice }), { ...german, paper: 'letter' }),
    },
    { name: 'certificate-en-a4', html: () => certificate(evidenceOfTests, english) },
    {
      name: 'certificate-bad-practice-de-letter',
      html: () => certificate(badEvidenceOfTests, { ...german, paper: 'letter' }),
    },
    { name: 'emergency-card-en-a4', html: () => emergencyCard(english) },
    { name: 'emergency-card-standing-en-letter', html: () => emergencyCard(letter, recoveryPlan) },
    { name: 'emergency-card-standing-de-a4', html: () => emergencyCard(german, recoveryPlan) },
    {
      name: 'emergency-card-standing-de-letter',
      html: () => emergencyCard({ ...german, paper: 'letter' }, recoveryPlan),
    },
    {
      name: 'emergency-card-consumers-de-a4',
      html: () => emergencyCard(german, recoveryPlan, mapOf(consumersOf(estate))),
    },
    { name: 'emergency-card-de-letter', html: () => emergencyCard({ ...german, paper: 'letter' }) },
    { name: 'script-hostile-en-a4', html: () => scriptDocument(hostilePlan, english) },
    { name: 'record-recovery-offline-en-a4', html: () => recordDocument(recovery, recordOf(recovery), english) },
    {
      name: 'record-recovery-online-practice-de-a4',
      html: () =>
        recordDocument(planOf('recovery-online', practice), recordOf(planOf('recovery-online', practice)), german),
    },
    { name: 'record-given-up-en-a4', html: () => recordDocument(activation, givenUpRecord(activation), english) },
    {
      name: 'record-emergency-offline-en-a4',
      html: () => recordDocument(emergency, { ...recordOf(emergency), missing: missingParts.slice(0, 7) }, english),
    },
    {
      name: 'record-emergency-online-practice-de-a4',
      html: () =>
        recordDocument(
          planOf('emergency-online', { ...three, ...practice }),
          { ...recordOf(planOf('emergency-online', three)), missing: missingParts.slice(0, 3) },
          german,
        ),
    },
    { name: 'record-hostile-en-letter', html: () => recordDocument(hostilePlan, recordOf(hostilePlan), letter) },
    { name: 'call-sheet-en-a4', html: () => callSheetDocument(planOf('recovery-offline', three), english) },
    {
      name: 'call-sheet-practice-de-a4',
      html: () => callSheetDocument(planOf('recovery-offline', { ...three, ...practice }), german),
    },
    { name: 'consumers-call-en-a4', html: () => callListDocument(mapOf(consumersOf(estate)), english) },
    {
      name: 'consumers-sheets-practice-de-letter',
      html: () => consumerSheets(sheetsOfTests, shellOfTests, { ...german, paper: 'letter' }),
    },
    { name: 'consumers-sheets-en-a4', html: () => consumerSheets({ ...sheetsOfTests, practice: false }, shellOfTests, english) },
    { name: 'fingerprint-card-en-a4', html: () => cardDocument(recovery, {}, ['W1', 'W2'], english) },
    { name: 'manual-en-a4', html: () => manualDocument(planOf('recovery-offline', three), english) },
    { name: 'manual-practice-de-a4', html: () => manualDocument(planOf('recovery-online', practice), german) },
    { name: 'key-mapping-en-a4', html: () => mappingDocument(recovery, mappingOf(24), english) },
    { name: 'key-mapping-de-a4', html: () => mappingDocument(recovery, mappingOf(0), german) },
    {
      name: 'custody-register-en-a4',
      html: () => registerDocument(planOf('drill', ten), registerOf(10, 5), english),
    },
    { name: 'custody-register-troubled-de-a4', html: () => registerDocument(planOf('drill'), troubledRegister, german) },
    {
      name: 'rehearsal-guide-practice-de-a4',
      html: () => rehearsalGuide(planOf('recovery-offline', practice), german),
    },
    {
      name: 'rehearsal-report-practice-en-a4',
      html: () => rehearsalReport(planOf('recovery-offline', practice), reportOfTests, english),
    },
    {
      name: 'rehearsal-report-practice-de-letter',
      html: () =>
        rehearsalReport(planOf('recovery-offline', practice), reportOfTests, { ...german, paper: 'letter' }),
    },
    { name: 'machine-sheet-en-a4', html: () => machineSheetDocument(testedMachine, english) },
    { name: 'machine-sheet-untested-de-letter', html: () => machineSheetDocument({ ...testedMachine, selfTest: null }, { ...german, paper: 'letter' }) },
    { name: 'machine-sheet-preview-de-a4', html: () => machineSheetDocument(previewedMachine, german) },
    { name: 'custody-register-blank-de-a4', html: () => registerDocument(planOf('drill', three), undefined, german) },
  ];
}

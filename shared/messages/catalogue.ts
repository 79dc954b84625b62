// Everything that screens and commands say, in one language.
import type { Fault } from '../faults/fault.ts';
import type { RegisterProblem } from '../register/rules.ts';
import type { PlanProblem } from '../plan/problems.ts';
import type { StepNeed } from '../plan/step-needs.ts';
import type { AdviceBook } from './advice.ts';
import type { CeremonyTexts } from './ceremony-texts.ts';
import type { CommandTexts } from './en/commands/index.ts';
import type { ConsumerTexts } from './en/consumers.ts';
import type { RegisterTexts } from './en/custody.ts';
import type { EvidenceTexts } from './en/evidence.ts';
import type { MapTexts } from './en/map.ts';
import type { ManualTexts } from './en/manual.ts';
import type { OnlineTexts } from './en/online.ts';
import type { PracticeSetTexts } from './en/practice-set.ts';
import type { ReadinessTexts } from './en/readiness.ts';
import type { RehearsalTexts } from './en/rehearsal.ts';
import type * as englishScreens from './en/screens/index.ts';
import type { SystemTexts } from './en/system.ts';
import type { ExchangeKeyTexts } from './exchange-key-texts.ts';
import type { FindingTexts } from './findings.ts';
import type { Glossary } from './glossary.ts';
import type { Language } from './languages.ts';

/** The texts of all screens, one group for each feature. English defines the shape; every other language has the same members. */
export type ScreenTexts = typeof englishScreens;

/** What the screens speak from. */
export interface SpokenTexts {
  readonly language: Language;
  readonly screens: ScreenTexts;
  readonly glossary: Glossary;
  /** What a person reads when something was refused. */
  readonly advice: AdviceBook<Fault>;
  readonly ceremony: CeremonyTexts;
  readonly consumers: ConsumerTexts;
  readonly custody: RegisterTexts;
  readonly evidence: EvidenceTexts;
  readonly exchangeKey: ExchangeKeyTexts;
  /** What the checks before a step of the online part found. */
  readonly findings: FindingTexts;
  /** The living map. */
  readonly map: MapTexts;
  /** The manual of the roles. */
  readonly manual: ManualTexts;
  readonly online: OnlineTexts;
  readonly readiness: ReadinessTexts;
  readonly rehearsal: RehearsalTexts;
  /** The word for a code that a journal or a file carries; what is no code of ours passes as it is. */
  readonly word: (code: string) => string;
  /** One sentence for one problem of a plan. */
  readonly planProblem: (problem: PlanProblem) => string;
  /** The same without where it is: beside the field, or behind its name. */
  readonly planRemark: (problem: PlanProblem) => string;
  /** What a step asks of a plan in vain. */
  readonly stepNeedRemark: (need: StepNeed) => string;
  /** The same for one problem of a register. */
  readonly registerRemark: (problem: RegisterProblem) => string;
}

/** What no screen says, but commands and the main process of an app. */
interface MainTexts {
  /** What commands answer and ask. */
  readonly commands: CommandTexts;
  /** The sheet of a practice set. */
  readonly practiceSet: PracticeSetTexts;
  /** Titles of dialogs and windows. */
  readonly system: SystemTexts;
}

export type Catalogue = SpokenTexts & MainTexts;

/** What a refusal is said with, where there is no screen. */
export interface RefusedTexts {
  readonly advice: Partial<Catalogue['advice']>;
  readonly screens: Pick<ScreenTexts, 'refused'>;
}

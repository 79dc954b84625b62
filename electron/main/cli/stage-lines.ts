// What a drill does, as lines for a person who watches.
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import type { DrillStage, DrillStageValues } from '#shared/rehearsal/drill-stages.ts';
import type { StageEvent } from '#drill/stage.ts';

export function stageLine(event: StageEvent, { drill: texts }: CommandTexts): string {
  switch (event.kind) {
    case 'begun':
      return `… ${texts.stages[event.stage].title}`;
    case 'caught':
      return `  ! ${texts.caught(event.code)}`;
    case 'done': {
      const { stage, values, milliseconds } = event.report;
      return `✓ ${texts.stages[stage].title}: ${stageOutcome(texts, stage, values)} (${milliseconds} ms)`;
    }
  }
}

export function stageOutcome(
  { stages }: CommandTexts['drill'],
  stage: DrillStage,
  values: DrillStageValues[DrillStage],
): string {
  // The mapped type pairs each stage with its own values, which an index by a union cannot express.
  const outcome = stages[stage].outcome as (...values: DrillStageValues[DrillStage]) => string;
  return outcome(...values);
}

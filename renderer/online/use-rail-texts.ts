// The words of the rail of the online app.
import { useTexts } from '#renderer/texts/use-texts.ts';
import type { RailTexts } from './pages.ts';

export function useRailTexts(): RailTexts {
  const { pages: titles } = useTexts('online').frame;
  const { marks } = useTexts('frame').rail;
  return { titles, marks };
}

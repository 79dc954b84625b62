// Where the keyboard and a screen reader go when a screen or its result has changed: to the result, else to the heading. Never to nowhere.
import { type RefObject, useEffect, useRef } from 'react';

/** What marks the result of a step, or a refusal: it is what people came for. */
export const resultMark = { 'data-result': '', tabIndex: -1 } as const;

const isInDialog = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

function goTo(article: Element): void {
  const goal = article.querySelector<HTMLElement>('[data-result]') ?? article.querySelector<HTMLElement>('h1');
  goal?.focus({ preventScroll: true });
}

/** Past header and steps, to what this page is about. */
export const goToHeading = (): void => {
  document.querySelector<HTMLElement>('main h1')?.focus();
};

/**
 * Keeps the focus within a screen: a new screen, or a new state of it, is read from its beginning, and what was pressed and is gone
 * leaves the focus at the result.
 * @param state changes where the screen shows something else than before
 */
export function useFocusWithin(screen: RefObject<HTMLElement | null>, state: string): void {
  const isNew = useRef(true);
  useEffect(() => {
    const article = screen.current;
    const isFirst = isNew.current;
    isNew.current = false;
    if (article === null || isInDialog()) return;
    const active = document.activeElement;
    // Something in it has asked for the keyboard itself: the first field of a form, or a result that came into view.
    const hasAsked =
      active !== null && article.contains(active) && (isFirst || active.closest('[data-arrival]') !== null);
    if (hasAsked) return;
    // In a narrow window the steps scroll with the screen.
    const main = article.closest('main');
    for (const scroller of [main, main?.parentElement]) scroller?.scrollTo(0, 0);
    goTo(article);
  }, [screen, state]);
  useEffect(() => {
    // A button that is gone or takes no press any more loses the focus with the next frame, and nobody is told. A dialog gives it back to
    // the button that opened it, where that one is still there.
    let waiting = requestAnimationFrame(look);
    function look(): void {
      const article = screen.current;
      if (isInDialog()) waiting = requestAnimationFrame(look);
      // A refusal is above the screen.
      else if (article !== null && document.activeElement === document.body) goTo(article.closest('main') ?? article);
    }
    return () => cancelAnimationFrame(waiting);
  });
}

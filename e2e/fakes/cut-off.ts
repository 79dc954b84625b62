// What a person could not read: text that runs out of the window, or out of the box that it is in.
import type { Page } from '@playwright/test';

/** Runs in the page. */
function find(): string[] {
  const scrolls = (element: Element): boolean => /auto|scroll/u.test(getComputedStyle(element).overflowX);
  const hasScroller = (element: Element | null): boolean =>
    element !== null &&
    element !== document.scrollingElement &&
    (scrolls(element) || hasScroller(element.parentElement));
  const found = new Set<string>();
  const page = document.scrollingElement;
  if (page && page.scrollWidth > page.clientWidth) found.add('the page is wider than the window');
  for (const part of document.querySelectorAll('.frame, .frame-main, .frame-rail')) {
    if (part.scrollWidth > part.clientWidth)
      found.add(`a part of the frame is wider than its place: ${part.className}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const element = text.parentElement;
    if (element === null || text.textContent?.trim() === '' || element.closest('.visually-hidden, script, style'))
      continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const say = (why: string): void => void found.add(`${why}: ${text.textContent?.trim().slice(0, 60) ?? ''}`);
    if (!hasScroller(element) && (box.right > innerWidth + 1 || box.left < -1)) say('outside of the window');
    const holder = element.closest(
      'button, .choice, .step, .card, .notice, .dialog, td, th, .frame-fact, .fingerprint span',
    );
    if (holder === null || hasScroller(element)) continue;
    const outer = holder.getBoundingClientRect();
    if (box.right > outer.right + 1 || box.bottom > outer.bottom + 2) say('outside of its box');
  }
  return [...found];
}

/** Everything on the page that is cut off, in words; empty where all can be read. */
export const cutOff = (page: Page): Promise<string[]> => page.evaluate(find);

/** For a Chromium whose pages end with a test: what compiles their scripts thoroughly takes longer than it spares. What they do stays the same. */
export const shortLived = '--js-flags=--no-turbofan,--no-maglev';

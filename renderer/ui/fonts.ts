// The fonts that are shipped. Each is read before the first screen is drawn: one that came later would move all that is there, and who
// presses a button at that moment misses it.

/** Reads the fonts of every screen; where one cannot be read, the screens are drawn in a font of the system. */
export async function readFonts(): Promise<void> {
  const style = getComputedStyle(document.documentElement);
  // Each weight is its own file.
  const fonts = ['--font', '--font-mono'].flatMap((name) =>
    [400, 600, 700].map((weight) => document.fonts.load(`${weight} 1em ${style.getPropertyValue(name)}`)),
  );
  await Promise.allSettled(fonts);
}

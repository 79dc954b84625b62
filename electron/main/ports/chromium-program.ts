// Where a Chromium of the machine lies: for printing from the command line, and for the preview and the specs of screens.
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Chromium's build without windows: the same engine, and all that is needed where nobody looks. */
const withoutWindows: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['chromium-headless-shell'],
};

/** Programs to look for, by name on the search path or by their usual place. */
const withWindows: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * What a Chromium is called on this platform, the one to take first.
 * @param windows whether somebody will look at its windows
 */
export const chromiumPrograms = (windows: 'seen' | 'unseen'): readonly string[] => [
  ...(windows === 'unseen' ? (withoutWindows[process.platform] ?? []) : []),
  ...(withWindows[process.platform] ?? []),
];

/**
 * The path of the first that is there and may be run; undefined if none is.
 * @param candidates names on the search path or absolute paths
 */
export async function findProgram(candidates: readonly string[]): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const candidate of candidates) {
    const places = isAbsolute(candidate) ? [candidate] : folders.map((folder) => join(folder, candidate));
    for (const place of places) if (await isProgram(place)) return place;
  }
  return undefined;
}

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

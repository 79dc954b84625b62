// Finds a Chromium of the system: the preview runs on it, and the specs of screens on its build without windows where there is one.
import { existsSync } from 'node:fs';

const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The same engine without the program around it, which costs every spec more than a quarter of its processor time. */
const withoutWindows: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/bin/chromium-headless-shell'],
};

/**
 * @param windows whether somebody will look at its windows
 * @throws with every place that was looked at
 */
export function chromiumPath(windows: 'seen' | 'unseen' = 'unseen'): string {
  const { platform } = process;
  const looked = [...(windows === 'unseen' ? (withoutWindows[platform] ?? []) : []), ...(places[platform] ?? [])];
  const found = looked.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`there is no Chromium at ${looked.join(', ')}`);
  return found;
}

// Where a Chromium of the machine lies: for printing from the command line, and for the preview and the specs of screens.

/** Folders for programs of the system on Linux, to which only an administrator can write. */
const linuxFolders: readonly string[] = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
const onLinux = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => linuxFolders.map((folder) => `${folder}/${name}`));

/** Chromium's build without windows: the same engine, and all that is needed where nobody looks. */
const withoutWindows: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: onLinux(['chromium-headless-shell']),
};

/** Programs by their usual places. */
const withWindows: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: onLinux(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']),
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
 * Where a Chromium is on this platform, the one to take first.
 * @param windows whether somebody will look at its windows
 */
export const chromiumPrograms = (windows: 'seen' | 'unseen'): readonly string[] => [
  ...(windows === 'unseen' ? (withoutWindows[process.platform] ?? []) : []),
  ...(withWindows[process.platform] ?? []),
];

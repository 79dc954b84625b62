// The packed program does not start with a switch that takes its walls away, opens it to others, runs another program in its place or
// writes down what it does. Electron has a fuse for Node's switches, and none for Chromium's.
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { refusedEnvironment } from '#platform/start-environment.ts';

/** What is asked of Electron's `app`. */
export interface StartedApp {
  readonly isPackaged: boolean;
  readonly commandLine: { hasSwitch(name: string): boolean; removeSwitch(name: string): void };
}

/** Chromium's and Electron's switches by name; where a name ends in `*`, all that begin so; where it begins with one, all that end so. */
export const refusedSwitches: readonly string[] = [
  // The sandbox and the walls between processes.
  ...['no-sandbox', 'disable-gpu-sandbox', 'disable-setuid-sandbox', 'disable-namespace-sandbox'],
  ...['disable-seccomp-filter-sandbox', 'allow-sandbox-debugging', 'no-zygote', 'no-zygote-sandbox'],
  ...['single-process', 'in-process-gpu', 'disable-site-isolation-*', 'disable-web-security'],
  ...['allow-running-insecure-content', 'enable-features', 'enable-blink-features'],
  // Debuggers: Chromium's own, and Node's, which a fuse has switched off as well.
  ...['remote-debugging-*', 'remote-allow-origins', 'inspect*', 'debug', 'debug-*', 'auto-open-devtools-for-tabs'],
  // Other programs and other code.
  ...['*-cmd-prefix', '*-launcher', 'js-flags', 'load-extension', 'register-pepper-plugins'],
  // What is written down.
  ...[
    'log-net-log',
    'net-log-capture-mode',
    'ssl-key-log-file',
    'trace-startup*',
    'trace-config-file',
    'enable-tracing*',
  ],
  // Whom it believes.
  ...['ignore-certificate-errors*', 'unsafely-treat-insecure-origin-as-secure'],
];

/** The name without `*` is a name; with it, the beginning or the end of one. */
function isRefused(name: string): boolean {
  return refusedSwitches.some((refused) => {
    if (refused.startsWith('*')) return name.endsWith(refused.slice(1));
    return refused.endsWith('*') ? name.startsWith(refused.slice(0, -1)) : name === refused;
  });
}

/**
 * The names of Chromium's switches in arguments, read as Chromium reads them (base/command_line.cc): after one or two hyphens, on Windows also
 * after a slash and in any case; nothing after `--` is a switch.
 */
export function switchNames(argv: readonly string[], platform: NodeJS.Platform): readonly string[] {
  const end = argv.indexOf('--');
  const prefix = platform === 'win32' ? /^(?:--|-|\/)([^=]+)/ : /^--?([^=]+)/;
  return argv.slice(1, end === -1 ? undefined : end).flatMap((argument) => {
    const name = prefix.exec(argument)?.[1];
    if (name === undefined) return [];
    return [platform === 'win32' ? name.toLowerCase() : name];
  });
}

/**
 * Why the program may not go on, if it may not. Must be asked in the first turn of the main process and before `app.enableSandbox()`, which
 * strips `no-sandbox` from the command line as if it had never been there. What is refused is taken from the command line: a debugging port
 * opens only after this turn. From the source everything goes: Playwright debugs it, and as root Electron starts in no other way.
 * @returns SANDBOX_OFF, SWITCH_REFUSED, ENVIRONMENT_REFUSED
 */
export function startRefusal(
  { isPackaged, commandLine }: StartedApp,
  argv: readonly string[] = process.argv,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Refusal | undefined {
  if (!isPackaged) return undefined;
  // Not every switch stands among the arguments: a wrapper or the system may have set it.
  const asked = refusedSwitches.filter((name) => !name.includes('*') && commandLine.hasSwitch(name));
  const found = [...new Set([...asked, ...switchNames(argv, platform).filter(isRefused)])];
  for (const name of found) commandLine.removeSwitch(name);
  const [first] = found;
  if (first === undefined) {
    const names = refusedEnvironment(env, []);
    return names.length === 0 ? undefined : new Refusal({ code: 'ENVIRONMENT_REFUSED', names });
  }
  const fault: Fault = found.includes('no-sandbox') ? { code: 'SANDBOX_OFF' } : { code: 'SWITCH_REFUSED', name: first };
  return new Refusal(fault);
}

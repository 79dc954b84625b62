// A main process in which something happens that nobody has thought of, for the test of it.
import { behaveAsMain } from '../main-process.ts';

const [what = ''] = process.argv.slice(2);
const say = (message: unknown): void => void process.send?.(message);
const finishLaunching = behaveAsMain(
  {
    quit: () => say('quit'),
    exit: (code) => say(['exit', code]),
  },
  {
    showErrorBox: (...texts) => {
      say(texts);
      if (what === 'unread') process.stderr.write('x');
    },
  },
);

if (what === 'rejection') void Promise.reject(new Error('x'));
if (what === 'heard') process.on('uncaughtException', () => say('heard'));
if (what === 'early-signal') process.on('SIGTERM', () => say('early'));
finishLaunching();
if (what === 'early-signal') process.on('SIGTERM', () => say('late'));
if (what === 'own-signal') process.on('SIGTERM', () => say('own'));
if (what === 'exit') process.exit(5);
if (what.endsWith('signal')) setImmediate(() => process.kill(process.pid, 'SIGTERM'));
setTimeout(() => {
  say('alive');
  process.disconnect();
}, 200);
if (['exception', 'heard', 'unread'].includes(what)) throw new Error('x');

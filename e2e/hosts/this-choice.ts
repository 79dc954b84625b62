// The host that this machine has for the specs.
import { root } from '#build/root.ts';
import { sandboxObstacle } from '#build/start/linux-sandbox.ts';
import { electronBinary } from './electron-binary.ts';
import { chooseHost } from './host-choice.ts';

const binary = electronBinary(root);

export const thisChoice = chooseHost({
  binary,
  obstacle: binary === undefined ? undefined : sandboxObstacle(binary),
  platform: process.platform,
  env: process.env,
});

// In the place of the long tasks of a played job: what each of them needs, and what it leaves behind.
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { electronBinary } from '#e2e/hosts/electron-binary.ts';
import { chooseHost } from '#e2e/hosts/host-choice.ts';

const task = basename(process.argv[1] ?? '', '.ts');
const root = join(import.meta.dirname, '..');
const out = join(root, 'out');
const binary = electronBinary(root);

if (task === 'build') {
  // This project's own build, file by file.
  const built = join(process.env['PLAYED_ROOT'] ?? '', 'out');
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(built))
    if (!/^(?:[.]|test$|smoke$|gallery$)/.test(name)) symlinkSync(join(built, name), join(out, name));
} else if (task === 'smoke') {
  if (binary === undefined) process.exit(2);
  mkdirSync(join(out, 'smoke'), { recursive: true });
  writeFileSync(join(out, 'smoke', 'smoke.json'), '{}');
} else {
  const { kind } = chooseHost({ binary, obstacle: undefined, platform: process.platform, env: process.env });
  mkdirSync(join(out, 'test'), { recursive: true });
  writeFileSync(join(out, 'test', 'host'), kind);
}

// `npm run test:memory`: runs the built command line with known secrets, holds it at every message, and looks for them in every
// process, every file and every stream; then the app, with its windows and messages. Exits with 1 on a finding, with 2 where something
// could not be proven here. With words on the command line, only the scenarios of these names; `app` is all of the app's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordProof } from '../../bench/measured/measured.ts';
import { referenceChromium } from '../../support/reference-tools.ts';
import { hasTokens } from '../../support/tokens.ts';
import { proveApp } from './app.ts';
import { appScenes } from './app-scenes.ts';
import { proveSecrets, secretScenarios } from './prove.ts';

if (process.platform !== 'linux') {
  console.error('This proof reads /proc and traces with strace: it runs on Linux.');
  process.exit(2);
}
const wanted = process.argv.slice(2);
const isAll = wanted.length === 0;
const canAskTokens = hasTokens();
const scenarios = secretScenarios
  .filter(({ name }) => isAll || wanted.includes(name))
  .filter(({ prepare }) => prepare === undefined || canAskTokens);
const scenes = appScenes.filter(({ name }) => isAll || wanted.includes('app') || wanted.includes(name));
const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-secrets-'));
const say = (line: string): void => console.log(line);
try {
  const hasBrowser = (await referenceChromium()) !== undefined;
  const cli = scenarios.length > 0 ? await proveSecrets(scratch, scenarios, say) : undefined;
  const app = scenes.length > 0 && hasBrowser ? await proveApp(scratch, say, scenes) : undefined;
  const findings = [...(cli?.findings ?? []), ...(app?.findings ?? [])];
  const unproven = [
    ...(canAskTokens ? [] : ['keys on tokens']),
    ...(scenes.length > 0 && !hasBrowser ? ['the app: no Chromium was found'] : []),
    ...(app?.unproven ?? []),
  ];
  for (const line of [...(cli?.lines ?? []), ...(app?.lines ?? [])]) console.log(line);
  for (const finding of findings) console.log(`FOUND  ${finding}`);
  for (const part of unproven) console.log(`NOT PROVEN on this machine: ${part}`);
  console.log(findings.length === 0 ? 'Nothing was found where it must not be.' : `${findings.length} findings.`);
  if (isAll && cli && app && findings.length + unproven.length === 0)
    await recordProof('test:memory', { cli: cli.figures, app: app.figures });
  process.exitCode = findings.length > 0 ? 1 : unproven.length > 0 ? 2 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

// One act in its own process, which may be killed in it: says what was acknowledged, and what it was refused with.
import { once } from 'node:events';
import { acts, brokenActs, carelessAct } from './acts.ts';
import { begin, type Plan, say } from './fs-shim.ts';
import { install } from './fs-wrap.ts';
import { rehearsalActs } from './rehearsal-acts.ts';

const [name, planText = '', wait] = process.argv.slice(2);
const act = [...acts, ...rehearsalActs, ...brokenActs, carelessAct].find((each) => each.name === name);
if (!act) throw new Error(`there is no act "${name ?? ''}"`);
const plan = JSON.parse(planText) as Plan;
await install();
if (wait !== undefined) {
  // A tracer attaches here, and says so.
  say('ready');
  await once(process.stdin, 'data');
}
begin(plan);
try {
  await act.run(plan.folder, (what) => say(`ack ${what}`));
} catch (error) {
  say(`refused ${String(error)}`);
}

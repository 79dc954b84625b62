// Calls about the steps of the online part. What a step does is in online/steps; here its order is put together, and its facts are told.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { notRestored } from '#shared/inventory/not-restored.ts';
import { handOver } from '#core/inventory/hand-over.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import {
  activated,
  backedUp,
  canaryMade,
  created,
  fetched,
  identityAttached,
  restored,
  storageAccessOf,
  uploaded,
} from '#services/online/step-work.ts';
import { verified } from '#services/online/verify-work.ts';
import { creationAsked, restoreAsked, uploadAsked } from '#services/online/questions/call-sheets.ts';
import type { DrawCall } from '#services/online/questions/calls.ts';
import { decideOutcome } from '#services/online/questions/ends.ts';
import { askTestKey } from '#services/online/questions/test-key.ts';
import { askTarget } from '#services/online/questions/words.ts';
import { writeOut } from '#services/online/write-out.ts';
import { assertDecided } from '#services/recovery/verify.ts';
import { decide } from '#services/recovery/decide.ts';
import { initRecovery, observe } from '#services/recovery/exchange-key.ts';
import { bundleOrder, resumeCall, stepOf } from './resume-call.ts';
import { pickedInventory } from './inventory.ts';

/** Rows that a screen gets; the file has all of them. */
const shownRows = 200;

export function stepCalls(appState: OnlineAppState): OnlineHandlers['steps'] {
  return {
    async create({ creation, changedException, ...order }) {
      const call = 'steps.create';
      const wanted = { ...order, ...(creation === null ? {} : { creation }) };
      const confirmation = await appState.confirmed(call, creationAsked(appState.openWork(call), wanted));
      return appState.runCall(call, 'create', (context) =>
        created(context, {
          ...wanted,
          confirmation,
          ...(changedException === null ? {} : { changedException }),
        }),
      );
    },
    identity: () => appState.run('steps.identity', 'identity', identityAttached),
    async initRecovery() {
      const call = 'steps.initRecovery';
      const confirmation = await appState.confirmed(call, ({ pages: { 'init-recovery': t } }) => ({
        ...{ title: t.title, lead: [t.warn], action: t.action },
      }));
      return appState.runCall(call, 'init-recovery', (context) =>
        fetched(appState.openWork(call), () => initRecovery(context, confirmation)),
      );
    },
    async observe() {
      const call = 'steps.observe';
      const ceremony = appState.open(call);
      appState.assertMayBegin(call);
      const typedName = await appState.world.confirm(askTarget(ceremony));
      return appState.run(call, 'observe', (context) => fetched(ceremony, () => observe(context, typedName)));
    },
    async activate() {
      const call = 'steps.activate';
      const ceremony = appState.open(call);
      const isReWrap = ceremony.approved.plan.kind === 're-wrap';
      const asked: DrawCall = ({ pages }) => {
        const { title, action } = pages[isReWrap ? 're-wrap' : 'activate'];
        return { title, action };
      };
      const confirmation = await appState.confirmed(call, asked, { readOut: ceremony.readOut(call) });
      const order = { ...(await bundleOrder(appState, call)), confirmation };
      return appState.run(call, 'activate', (context) => activated(context, order));
    },
    async upload({ keyException }) {
      const call = 'steps.upload';
      const ceremony = appState.open(call);
      const asked = uploadAsked(ceremony, keyException);
      const confirmation = await appState.confirmed(call, asked, { readOut: ceremony.readOut(call) });
      const order = {
        ...(await bundleOrder(appState, call)),
        confirmation,
        ...(keyException === null ? {} : { keyException }),
      };
      return appState.run(call, 'upload', (context) => uploaded(context, order));
    },
    canary: () => {
      const work = appState.openWork('steps.canary');
      return appState.run('steps.canary', 'canary', (context) => canaryMade(context, work));
    },
    async backup({ access, createContainer, canaryException }) {
      const storage = await storageAccessOf(appState, access, 'backup');
      return appState.runCall('steps.backup', stepOf(appState, 'backup'), async (context) =>
        backedUp(context, await storage(context), {
          createContainer,
          ...(canaryException === null ? {} : { canaryException }),
        }),
      );
    },
    async restore({ access, operators, inventory: token, key, ...exceptions }) {
      const { holdException, lockOutException, externalException } = exceptions;
      const inventory = await pickedInventory(appState, token);
      const work = appState.openWork('steps.restore');
      const { folder, particulars } = work;
      const asked = restoreAsked(work, { operators, key, inventory, ...exceptions });
      const confirmation = await appState.confirmed('steps.restore', asked, { folder: particulars.backup?.folder });
      // The journal does not name the key of a call; who resumes it needs the name.
      if (key !== null) await folder.keep('restored-key', Buffer.from(key, 'utf8'));
      const storage = await storageAccessOf(appState, access, 'restore');
      const order = {
        confirmation,
        operators,
        inventory,
        ...(key === null ? {} : { keyName: key }),
        ...(holdException === null ? {} : { holdException }),
        ...(lockOutException === null ? {} : { lockOutException }),
        ...(externalException === null ? {} : { externalException }),
      };
      return appState.runCall('steps.restore', 'restore', async (context) =>
        restored(context, { ...order, access: await storage(context) }),
      );
    },
    async verify({ inventory: token, publicHalves, withTestKey }) {
      const expected = await pickedInventory(appState, token);
      if (!expected) return refuse({ code: 'FILE_TOKEN_UNKNOWN' });
      const ceremony = appState.open('steps.verify');
      appState.assertMayBegin('steps.verify');
      const canaries = withTestKey ? [await appState.world.confirm(askTestKey(ceremony))] : [];
      return appState.run('steps.verify', 'verify', (context, running) =>
        verified(context, running, ceremony, { expected, publicHalves, canaries }),
      );
    },
    async handOver() {
      const { folder, approved, journal, verification } = appState.open('steps.handOver');
      const isCompared = verification.phase === 'compared';
      assertDecided(journal.state, isCompared ? verification.differenceCount - verification.byHandCount : 0);
      const bytes = await folder.last('inventory', maxInventoryBytes);
      if (!bytes) {
        return refuse({
          code: 'CALL_OUT_OF_ORDER',
          call: 'steps.handOver',
          needs: 'an inventory of the recovered HSM',
        });
      }
      const { plan } = approved;
      const before = await folder.last('expected-inventory', maxInventoryBytes);
      const { rows, byHand, csv, json } = handOver(plan, parseInventory(bytes), before && parseInventory(before));
      const place = await appState.world.services.pickFolder('forTable');
      if (place === undefined) return appState.view;
      const name = `hand-over-${plan.ceremony}`;
      const written = {
        csv: await writeOut(appState, place, `${name}.csv`, csv),
        json: await writeOut(appState, place, `${name}.json`, json),
      };
      return appState.update({
        handOver: {
          phase: 'written',
          rows: rows.slice(0, shownRows),
          rowCount: rows.length,
          ...written,
          notRestored: [...notRestored],
          byHand: byHand?.slice(0, shownRows) ?? null,
          byHandCount: byHand?.length ?? 0,
        },
      });
    },
    resume: () => resumeCall(appState),
    stopWaiting() {
      if (!appState.running) {
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'steps.stopWaiting', needs: 'a call without a verdict' });
      }
      appState.running.stop();
      return appState.view;
    },
    async decide({ call }) {
      const work = appState.openWork('steps.decide');
      const { journal, particulars: plan } = work;
      // Whatever is at work may be asking about this very call.
      if (appState.running) refuse({ code: 'CALL_OUT_OF_ORDER', call: 'steps.decide', needs: 'no other step at work' });
      await decide({ journal, plan }, await appState.world.confirm(decideOutcome(work, call)));
      appState.refused.delete(stepOf(appState, call));
      return appState.update();
    },
  };
}

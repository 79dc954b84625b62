// Calls about the steps of the online part. What a step does is in online/steps; here its order is put together, and its facts are told.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { parseFingerprint, parseFingerprintWords } from '#shared/formatting/fingerprint.ts';
import { alsoToRepoint, notRestored } from '#shared/inventory/re-point.ts';
import { handOver } from '#core/inventory/hand-over.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
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
import { writeOut } from '#services/online/write-out.ts';
import { assertDecided } from '#services/recovery/verify.ts';
import { decide } from '#services/recovery/decide.ts';
import { initRecovery, observe } from '#services/recovery/exchange-key.ts';
import { goOn, stepOf } from './go-on.ts';
import { pickedInventory } from './picked-inventory.ts';

/** Rows that a screen gets; the file has all of them. */
const shownRows = 200;

export function stepCalls(desk: OnlineDesk): OnlineHandlers['steps'] {
  return {
    create: ({ creation, ...order }) =>
      desk.runCall('steps.create', 'create', (context) =>
        created(context, { ...order, ...(creation === null ? {} : { creation }) }),
      ),
    attachIdentity: () => desk.run('steps.attachIdentity', 'identity', identityAttached),
    initRecovery: ({ confirmation }) =>
      desk.runCall('steps.initRecovery', 'init-recovery', (context) =>
        fetched(desk.openWork('steps.initRecovery'), () => initRecovery(context, confirmation)),
      ),
    observe: ({ typedName }) =>
      desk.run('steps.observe', 'observe', (context) =>
        fetched(desk.open('steps.observe'), () => observe(context, typedName)),
      ),
    async activate({ confirmation, readBack }) {
      const bundle = await desk.open('steps.activate').incomingFile('steps.activate');
      const order = { bundle, readBackSha256: typedHash(readBack), confirmation };
      return desk.run('steps.activate', 'activate', (context) => activated(context, order));
    },
    async upload({ confirmation, readBack, keyException }) {
      const bundle = await desk.open('steps.upload').incomingFile('steps.upload');
      const order = {
        bundle,
        readBackSha256: typedHash(readBack),
        confirmation,
        ...(keyException === null ? {} : { keyException }),
      };
      return desk.run('steps.upload', 'upload', (context) => uploaded(context, order));
    },
    makeCanary: () => desk.run('steps.makeCanary', 'canary', canaryMade),
    async backUp({ access, createContainer, canaryException }) {
      const storage = await storageAccessOf(desk, access, 'backup');
      return desk.runCall('steps.backUp', 'backup', async (context) =>
        backedUp(context, await storage(context), {
          createContainer,
          ...(canaryException === null ? {} : { canaryException }),
        }),
      );
    },
    async restore({ confirmation, access, operators, inventory: token, key, holdException, lockOutException }) {
      const inventory = await pickedInventory(desk, token);
      const { folder } = desk.openWork('steps.restore');
      // The journal does not name the key of a call; who resumes it needs the name.
      if (key !== null) await folder.keep('restored-key', Buffer.from(key, 'utf8'));
      const storage = await storageAccessOf(desk, access, 'restore');
      const order = {
        confirmation,
        operators,
        inventory,
        ...(key === null ? {} : { keyName: key }),
        ...(holdException === null ? {} : { holdException }),
        ...(lockOutException === null ? {} : { lockOutException }),
      };
      return desk.runCall('steps.restore', 'restore', async (context) =>
        restored(context, { ...order, access: await storage(context) }),
      );
    },
    async verify({ inventory: token, publicHalves, canaries }) {
      const expected = await pickedInventory(desk, token);
      if (!expected) return refuse({ code: 'FILE_TOKEN_UNKNOWN' });
      const ceremony = desk.open('steps.verify');
      return desk.run('steps.verify', 'verify', (context, running) =>
        verified(context, running, ceremony, { expected, publicHalves, canaries }),
      );
    },
    async handOver() {
      const { folder, approved, journal, verification } = desk.open('steps.handOver');
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
      const place = await desk.world.office.pickFolder('forTable');
      if (place === undefined) return desk.view;
      const name = `hand-over-${plan.ceremony}`;
      const written = {
        csv: await writeOut(desk, place, `${name}.csv`, csv),
        json: await writeOut(desk, place, `${name}.json`, json),
      };
      return desk.update({
        handOver: {
          phase: 'written',
          rows: rows.slice(0, shownRows),
          rowCount: rows.length,
          ...written,
          alsoToRepoint: [...alsoToRepoint],
          notRestored: [...notRestored],
          byHand: byHand?.slice(0, shownRows) ?? null,
          byHandCount: byHand?.length ?? 0,
        },
      });
    },
    resume: () => goOn(desk),
    stopWaiting() {
      if (!desk.running) {
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'steps.stopWaiting', needs: 'a call without a verdict' });
      }
      desk.running.stop();
      return desk.view;
    },
    async decide(decision) {
      const { journal, particulars: plan } = desk.openWork('steps.decide');
      // Whatever is at work may be asking about this very call.
      if (desk.running) refuse({ code: 'CALL_OUT_OF_ORDER', call: 'steps.decide', needs: 'no other step at work' });
      await decide({ journal, plan }, decision);
      desk.refused.delete(stepOf(desk, decision.call));
      return desk.update();
    },
  };
}

/** Hex digits or words, as they were read out. @throws FINGERPRINT_… */
const typedHash = (typed: string): string =>
  /^[0-9a-f\s:-]*$/i.test(typed) ? parseFingerprint(typed) : parseFingerprintWords(typed);

// Calls about the steps of the online part. What a step does is in online/steps; here its order is put together, and its facts are told.
import type { OnlineHandlers } from '../../../../shared/contract/online/contract.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { parseFingerprint, parseFingerprintWords } from '../../../../shared/formatting/fingerprint.ts';
import type { GuardedCall } from '../../../../shared/journal/events.ts';
import { openCalls } from '../../../../shared/journal/order/call-states.ts';
import { alsoToRepoint } from '../../../../shared/inventory/re-point.ts';
import { handOver } from '../../core/inventory/hand-over.ts';
import { maxInventoryBytes, parseInventory } from '../../core/inventory/inventory-file.ts';
import type { OnlineDesk } from '../../online/desk/desk.ts';
import { type Facts, stepOfCall } from '../../online/desk/step-states.ts';
import {
  activated,
  backedUp,
  canaryMade,
  created,
  fetched,
  restored,
  storageAccessOf,
  uploaded,
} from '../../online/desk/step-work.ts';
import { verified } from '../../online/desk/verify-work.ts';
import { writeOut } from '../../online/desk/write-out.ts';
import { decide } from '../../online/steps/decide.ts';
import { initRecovery, observe } from '../../online/steps/exchange-key.ts';
import { byIdentity, type Confirmation } from '../../online/steps/step-context.ts';
import { pickedInventory } from './picked-inventory.ts';

const maxKeyNameBytes = 127;

/** Rows that a screen gets; the file has all of them. */
const shownRows = 200;

export function stepCalls(desk: OnlineDesk): OnlineHandlers['steps'] {
  return {
    create: (order) => desk.run('steps.create', 'create', (context) => created(context, order)),
    initRecovery: ({ confirmation }) =>
      desk.run('steps.initRecovery', 'init-recovery', (context) =>
        fetched(desk.open('steps.initRecovery'), () => initRecovery(context, confirmation)),
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
      return desk.run('steps.backUp', 'backup', async (context) =>
        backedUp(context, await storage(context), {
          createContainer,
          ...(canaryException === null ? {} : { canaryException }),
        }),
      );
    },
    async restore({ confirmation, access, operators, inventory: token, key, holdException, lockOutException }) {
      const inventory = await pickedInventory(desk, token);
      const { folder } = desk.open('steps.restore');
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
      return desk.run('steps.restore', 'restore', async (context) =>
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
      const { folder, approved } = desk.open('steps.handOver');
      const bytes = await folder.last('inventory', maxInventoryBytes);
      if (!bytes) {
        return refuse({
          code: 'CALL_OUT_OF_ORDER',
          call: 'steps.handOver',
          needs: 'an inventory of the recovered HSM',
        });
      }
      const { plan } = approved;
      const { rows, csv, json } = handOver(plan, parseInventory(bytes));
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
        },
      });
    },
    resume: () => resumed(desk),
    stopWaiting() {
      if (!desk.running) {
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'steps.stopWaiting', needs: 'a call without a verdict' });
      }
      desk.running.stop();
      return desk.view;
    },
    async decide(decision) {
      const { journal, approved } = desk.open('steps.decide');
      // Whatever is at work may be asking about this very call.
      if (desk.running) refuse({ code: 'CALL_OUT_OF_ORDER', call: 'steps.decide', needs: 'no other step at work' });
      await decide({ journal, plan: approved.plan }, decision);
      desk.refused.delete(stepOfCall(decision.call));
      return desk.update();
    },
  };
}

/** Hex digits or words, as they were read out. @throws FINGERPRINT_… */
const typedHash = (typed: string): string =>
  /^[0-9a-f\s:-]*$/i.test(typed) ? parseFingerprint(typed) : parseFingerprintWords(typed);

/** Whoever confirmed did so before the call was sent. */
const confirmedBefore: Confirmation = { by: [], typedName: '' };

/** Goes on with the call that has no verdict, by the step that made it: it finds the call in the journal and sends nothing again. */
async function resumed(desk: OnlineDesk) {
  const call = 'steps.resume';
  const ceremony = desk.open(call);
  const [open] = openCalls(ceremony.journal.state);
  if (!open) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a call without a verdict' });
  const work = await workOf(desk, open.call);
  return desk.run(call, stepOfCall(open.call), work);
}

type Work = Parameters<OnlineDesk['run']>[2];

async function workOf(desk: OnlineDesk, call: GuardedCall): Promise<Work> {
  const ceremony = desk.open('steps.resume');
  const fromBundle = async () => ({
    bundle: await ceremony.incomingFile('steps.resume'),
    readBackSha256: '',
    confirmation: confirmedBefore,
  });
  const restoreOrder = { access: byIdentity, confirmation: confirmedBefore, operators: [], inventory: undefined };
  switch (call) {
    case 'create':
      return (context) =>
        created(context, {
          confirmation: confirmedBefore,
          administrators: [],
          retentionDays: 90,
          purgeProtection: false,
        });
    case 'init-recovery':
      return (context) => fetched(ceremony, () => initRecovery(context, confirmedBefore));
    case 'download': {
      const order = await fromBundle();
      return (context): Promise<Facts> => activated(context, order);
    }
    case 'canary':
      return canaryMade;
    case 'upload': {
      const order = await fromBundle();
      return (context): Promise<Facts> => uploaded(context, order);
    }
    case 'backup':
      return (context) => backedUp(context, byIdentity);
    case 'restore':
      return (context) => restored(context, restoreOrder);
    case 'key-restore': {
      const key = await ceremony.folder.last('restored-key', maxKeyNameBytes);
      return (context) => restored(context, { ...restoreOrder, keyName: key?.toString('utf8') ?? '' });
    }
  }
}

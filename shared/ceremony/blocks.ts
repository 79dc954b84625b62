// The blocks that several ceremonies share: opening (O), machine (M), closing (Z) and the incident sheet (I).
import { boxes, check, choose, long, medium, part, seen, short, step, writtenFingerprint } from './build-step.ts';
import type { Field, MachineState, Part, Role, Sets, Step } from './model.ts';

/** Who leads in a room, who keeps its official copy, who has its media, and who compares the plan. A person is in one room. */
interface Room {
  readonly leader: Role;
  readonly witness: Role;
  readonly media: Role;
  readonly comparing: readonly Role[];
  /** How long people take to know each other. */
  readonly minutes: number;
}
const offlineRoom: Room = { leader: 'CA', witness: 'W1', media: 'MC', comparing: ['CA', 'W1'], minutes: 2 };
/** Two operators: RO1 acts, RO2 reads aloud and sees what RO1 does. */
const onlineRoom: Room = { leader: 'RO2', witness: 'RO2', media: 'RO2', comparing: ['RO2'], minutes: 1 };

const opening = ({ leader, witness, media, comparing, minutes }: Room): readonly Step[] => [
  step('O1', leader, minutes, {
    needs: { session: 'before' },
    sets: { session: 'opened' },
    fields: [
      choose('video', 'cameras', 'none'),
      check('locked'),
      check('phones'),
      check('visitors'),
      short('start'),
      short('offset'),
    ],
  }),
  step('O2', leader, minutes, {
    needs: { session: 'opened' },
    sets: { session: 'identified' },
    fields: [check('identified'), check('roles')],
  }),
  step('O3', leader, 2, {
    needs: { session: 'identified' },
    sets: { session: 'briefed' },
    fields: [check('understood')],
  }),
  step('O4', witness, 2, { only: ['full'], needs: { session: 'briefed' }, fields: [check('copies'), long('sample')] }),
  step('O5', comparing, 4, {
    needs: { session: 'briefed', plan: 'unchecked' },
    sets: { plan: 'compared' },
    fields: [check('plan'), check('pdf')],
  }),
  step('O6', comparing, 1, {
    needs: { plan: 'compared' },
    sets: { plan: 'approved' },
    fields: [medium('first'), medium('second'), check('before')],
  }),
  step('O7', media, 4, {
    needs: { session: 'briefed', materials: 'put-away' },
    sets: { materials: 'laid-out' },
    fields: [check('complete'), check('nothing')],
  }),
  step('O8', [media, witness], 4, {
    needs: { materials: 'laid-out' },
    sets: { materials: 'bags-checked' },
    fields: [check('intact'), check('serials')],
  }),
];

/** Opening with media, for every ceremony that opens bags. */
export const openingBlock = (): Part => part('O', opening(offlineRoom));

/** Opening without media, for the two operators in their own room. */
export const shortOpeningBlock = (): Part => part('O', opening(onlineRoom).slice(0, 6));

type Machine = 'offline' | 'online1' | 'online2';
const operators: Readonly<Record<Machine, Role>> = { offline: 'OP', online1: 'RO1', online2: 'RO2' };

/** What every machine has first, and how its states follow each other. */
function firstSteps(machine: Machine) {
  const who = operators[machine];
  const from = (state: MachineState) => ({ [machine]: state }) as Pick<Record<Machine, MachineState>, typeof machine>;
  const set = (state: MachineState): Sets => from(state);
  const inspected = (...fields: readonly Field[]): readonly Step[] => [
    step('M1', who, 2, {
      needs: { ...from('sealed'), session: ['opened', 'identified', 'briefed'] },
      sets: set('inspected'),
      fields,
    }),
    step('M2', who, 1, {
      needs: from('inspected'),
      sets: set('clock-set'),
      fields: [short('wall'), short('machine')],
    }),
  ];
  const verified = step('M4', who, 2, {
    needs: from('booted'),
    sets: set('app-verified'),
    fields: [check('hash'), check('signature')],
  });
  const clock = (before: MachineState, after: MachineState, needs: Step['needs'] = {}): Step =>
    step('M6', who, 1, { needs: { ...from(before), ...needs }, sets: set(after), fields: [seen(short('difference'))] });
  return { who, from, set, inspected, verified, clock };
}

/** The call in which the machines of OP and RO1 are paired, a step on the paper of each. */
const paired = (id: string, who: Role, options: Partial<Step>): Step =>
  step(id, who, 4, { ...options, fields: [check('number'), seen(check('words')), seen(check('challenge'))] });

/**
 * The offline laptop made ready: it proves its air gap, and reads the clock before it has a plan. Where there is a journal, it begins here,
 * and the laptop is paired with the machine of RO1; a drill of the quorum has none.
 */
export function offlineMachine(hasJournal = true): Part {
  const { who, from, set, inspected, verified, clock } = firstSteps('offline');
  return part(
    'M',
    [
      ...inspected(boxes('serial'), check('radios'), check('cables')),
      step('M3', who, 7, {
        needs: from('clock-set'),
        sets: set('booted'),
        fields: [check('label'), check('other'), check('removed')],
      }),
      verified,
      step('M5', who, 3, {
        needs: from('app-verified'),
        sets: set('checked'),
        fields: [
          check('sheet'),
          seen(check('interfaces')),
          seen(check('route')),
          seen(check('swap')),
          seen(check('blocks')),
          seen(check('usb')),
          seen(check('virtual')),
        ],
      }),
      // Without a journal nobody takes the plan.
      hasJournal ? clock('checked', 'clock-noted') : clock('checked', 'ready', { plan: 'approved' }),
      ...(hasJournal
        ? [
            step('M7', who, 2, {
              needs: { ...from('clock-noted'), plan: 'approved' },
              sets: set('journal-begun'),
              fields: [seen(check('journal')), check('banner')],
            }),
            step('M8', [who, 'W1'], 2, {
              needs: from('journal-begun'),
              sets: set('plan-loaded'),
              fields: [seen(check('plan'))],
            }),
            paired('M9', who, {
              needs: from('plan-loaded'),
              sets: set('ready'),
            }),
          ]
        : []),
    ],
    { suffix: 'offline' },
  );
}

/** The same call on the paper of RO1. */
export const pairingOnline = (): Step =>
  paired('M9N', 'RO1', {
    together: 'M9.offline',
    needs: { online1: 'ready' },
    sets: { pairing: 'paired' },
  });

/** An online machine made ready: its journal begins with the plan, before clock and sign-in. */
export function onlineMachine(machine: 'online1' | 'online2', ...more: readonly Step[]): Part {
  const { who, from, set, inspected, verified, clock } = firstSteps(machine);
  return part(
    'MN',
    [
      ...inspected(boxes('serial')),
      step('M3N', who, 1, {
        needs: from('clock-set'),
        sets: set('booted'),
        fields: [check('managed'), check('patched')],
      }),
      verified,
      step('M5N', who, 3, {
        // Lifeboat Online refuses a plan that is not approved.
        needs: { ...from('app-verified'), plan: ['compared', 'approved'] },
        sets: set('plan-loaded'),
        fields: [seen(check('plan')), seen(check('journal')), check('banner')],
      }),
      clock('plan-loaded', 'clock-noted'),
      step('M7N', who, 2, {
        needs: from('clock-noted'),
        sets: set('ready'),
        fields: [seen(medium('tenant')), seen(medium('subscription')), seen(medium('account'))],
      }),
      ...more,
    ],
    { suffix: machine },
  );
}

/** A break at a safe point: no share and no key is in any memory, and two people stay with each machine. */
export const plannedBreak = (id: string, ...who: readonly Role[]): Step =>
  step(id, who, 15, {
    only: ['full'],
    needs: { custodianStick: 'none', custodianKey: 'none', shares: 'none' },
    fields: [check('two'), short('back')],
  });

const nothingSecret = { custodianStick: 'none', custodianKey: 'none', shares: 'none' } as const;

/** The end of a ceremony: which machines it used, and whether they kept a journal, which must leave them before they go off. */
export function closingBlock(offline: boolean, online: boolean, hasJournal = true): Part {
  const off: Sets = {
    ...(offline && ({ offline: 'off' } as const)),
    ...(online && ({ online1: 'off', online2: 'off' } as const)),
  };
  const finisher: Role = offline ? 'OP' : 'RO1';
  const { leader, witness, media } = offline ? offlineRoom : onlineRoom;
  const mediaBySeveral = [...new Set([media, witness])];
  return part('Z', [
    hasJournal
      ? step('Z1', online && offline ? ['OP', 'RO1', 'W1'] : [finisher, witness], 2, {
          hold: true,
          needs: { ...nothingSecret, session: 'briefed', records: 'none' },
          sets: { records: 'closed' },
          fields: [seen(check('closed')), check('wiped')],
        })
      : step('Z1D', finisher, 2, { needs: { ...nothingSecret, session: 'briefed' }, fields: [check('wiped')] }),
    ...(hasJournal
      ? [
          step('Z1R', finisher, 3, {
            needs: { records: 'closed' },
            sets: { records: 'out' },
            fields: [boxes('serial'), check('written')],
          }),
          step('Z1P', finisher, 4, {
            needs: { records: 'out' },
            fields: [check('record'), check('head'), check('cards')],
          }),
        ]
      : []),
    step('Z2', witness, 6, {
      ...(hasJournal && { needs: { records: 'out' } }),
      fields: [choose('verdict', 'agree', 'exception'), short('exception')],
    }),
    step('Z3', mediaBySeveral, 5, { sets: { materials: 'accounted-for' }, fields: [check('ledger')] }),
    step('Z4', mediaBySeveral, 6, {
      needs: { materials: 'accounted-for' },
      sets: { materials: 'destroyed' },
      fields: [check('sheet'), check('residue')],
    }),
    offline
      ? step('Z5', 'OP', 3, {
          needs: { materials: 'destroyed', ...nothingSecret, ...(hasJournal && { records: 'out' }) },
          sets: off,
          fields: [boxes('bag'), check('sealed')],
        })
      : step('Z5N', ['RO1', 'RO2'], 2, { needs: { materials: 'destroyed' }, sets: off, fields: [check('signed-out')] }),
    step('Z6', witness, 1, { only: ['full'], fields: [short('used'), check('unused')] }),
    step('Z7', leader, 6, { needs: nothingSecret, sets: { session: 'signed' }, fields: [check('signed')] }),
    step('Z8', witness, 1, { fields: [check('cards')] }),
    step('Z9', witness, 6, { needs: { session: 'signed' }, fields: [long('scan'), boxes('bag')] }),
    step('Z10', leader, 2, {
      needs: { session: 'signed' },
      sets: { session: 'closed' },
      fields: [short('end'), medium('assembler'), short('days'), short('drill')],
    }),
  ]);
}

/** What to do when the exchange key or the blob is in doubt. */
export function incidentSheet(actor: 'OP' | 'RO1'): Part {
  const { witness } = actor === 'OP' ? offlineRoom : onlineRoom;
  return part(
    'I',
    [
      step('I1', actor, 1, { fields: [short('time'), short('step')] }),
      step('I2', witness, 10, { fields: [boxes('bag-in'), boxes('bag-out'), check('kept')] }),
      step('I3', ['RO2', 'OP'], 15, {
        fields: [
          choose('equal', 'equal', 'differ'),
          medium('which'),
          writtenFingerprint('sheet1'),
          writtenFingerprint('sheet2'),
          writtenFingerprint('blob'),
        ],
      }),
      step('I4', 'CA', 5, { fields: [choose('outside', 'no', 'yes')] }),
      step('I5', ['CA', 'SL'], 30, { fields: [long('decision'), medium('by')] }),
      step('I6', witness, 5, { fields: [short('exception'), medium('told'), short('at')] }),
    ],
    { branch: true },
  );
}

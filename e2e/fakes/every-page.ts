// Every page of both apps that the fakes know, in one list: for what must hold on all of them.
import type { Page } from '@playwright/test';
import { toolStates } from './tool-states.ts';
import type { FakeAppName, FakeMain } from './fake-app.ts';
import { mapStates, openMap } from './states/map.ts';
import { onlineStates } from './online-states.ts';
import { lookAtUnfinished } from './states/online/begin.ts';
import { domainWithWarnings } from './states/offline/security-domain.ts';
import { sheetStates } from './states/sheets.ts';
import { say } from './localize.ts';
import { states } from './states.ts';

export interface KnownPage {
  readonly name: string;
  readonly app: FakeAppName;
  readonly main: FakeMain;
  /** How a person gets from main's state to the page; by its names in the language of the page. */
  readonly open?: (page: Page) => Promise<void>;
}

export const everyPage: readonly KnownPage[] = [
  ...Object.entries(states).map(([name, view]) => ({ name, app: 'offline' as const, main: { view } })),
  {
    name: 'security-domain-warnings',
    app: 'offline',
    main: { view: domainWithWarnings },
    open: async (page) => page.getByRole('button', { name: await say(page, 'Security domain', 'anywhere') }).click(),
  },
  {
    name: 'start-unfinished',
    app: 'offline',
    main: { view: states['start-earlier'] },
    open: lookAtUnfinished,
  },
  ...Object.entries(toolStates).map(([name, { view, answers, open }]) => ({
    name,
    app: 'offline' as const,
    main: { view, answers },
    open,
  })),
  ...Object.entries(onlineStates).map(([name, { view, answers, open }]) => ({
    name,
    app: 'online' as const,
    main: answers === undefined ? { view } : { view, answers },
    ...(open === undefined ? {} : { open }),
  })),
  ...Object.entries(await sheetStates()).map(([name, sheet]) => ({
    name,
    app: 'confirmation' as const,
    main: { view: null, sheet },
  })),
  ...Object.entries(mapStates).flatMap(([name, map]) => [
    { name, app: 'offline' as const, main: { view: { ...states['custodians-first'], map } }, open: openMap },
    {
      name: `online-${name}`,
      app: 'online' as const,
      main: { view: { ...onlineStates['online-restore'].view, map } },
      open: openMap,
    },
  ]),
];

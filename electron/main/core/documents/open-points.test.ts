// What a draft still needs, as a page and as a text.
import { expect, it } from 'vitest';
import { english } from '#shared/messages/en/catalogue.ts';
import { openPointsReport } from './open-points.ts';

it('says first of all that it is practice, where it is', () => {
  const { practiceCeremony } = english.commands.common;
  const groups = [{ title: 'Anna Berg', lines: ['Telephone'] }];
  const linesOf = (practice: boolean): readonly string[] => {
    const list = { title: 'Open', intro: 'Who can supply it.', of: 'MHSM-1', practice, groups };
    const options = { css: '', appVersion: '0.1.0', paper: 'a4' } as const;
    return openPointsReport(list, new Date('2026-10-14T09:00:00Z'), english, options).text.split('\n');
  };
  const told = ['Open', 'MHSM-1. 2026-10-14 09:00:00 UTC', 'Who can supply it.', '', 'Anna Berg', '- Telephone', ''];
  expect(linesOf(true)).toEqual([practiceCeremony, ...told]);
  expect(linesOf(false)).toEqual(told);
});

// Practice or production, as people say it: what does not fit is typed again.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { askBegin } from './begin.ts';

const texts = await loadCatalogue('en');
const world = { now: () => new Date('2026-10-14T09:12:30Z'), practiceOnly: false };
const question = askBegin(world, 'recovery', false);
const said = (act: string, id: string) => question.take({ typed: { id }, secret: Buffer.alloc(0), act, texts });

describe('the beginning of a session', () => {
  it.each([
    ['practice', 'MHSM-DR-1', 'CEREMONY_ID_NOT_PRACTICE'],
    ['production', 'PRACTICE-1', 'CEREMONY_ID_NOT_PRACTICE'],
    ['production', '', 'CEREMONY_ID_UNCLEAR'],
    ['production', 'DR--1', 'CEREMONY_ID_UNCLEAR'],
  ])('in %s is not called %s', (act, id, code) => {
    const fault = faultOf(() => said(act, id));
    expect(fault).toMatchObject({ code });
    expect(question.again).toContain(code);
  });

  it('takes the id as it is on the cover', () => {
    expect(said('production', ' mhsm-dr-1 ')).toEqual({ practice: false, id: 'MHSM-DR-1' });
    expect(said('practice', 'practice-1')).toEqual({ practice: true, id: 'PRACTICE-1' });
  });

  it('has an id that is made where people only want to try it', () => {
    const { fields, acts } = askBegin(world, 'recovery', true).draw(texts);
    expect(fields.map(({ value }) => value)).toEqual(['PRACTICE-2026-10-14-091230']);
    expect(acts.map(({ name }) => name)).toEqual(['practice']);
  });
});

// Members that our own code made from checked data: they are taken as they are, and not checked again.
import { z } from 'zod';
import type { ExchangeKeyCheck } from '../exchange-key/verdict.ts';
import type { Fault } from '../faults/fault.ts';
import type { Plan } from '../plan/plan.ts';

/** @param member one that every value of this kind has */
export const ours = <T>(member: keyof T & string): z.ZodType<T, T> =>
  z.custom<T>((value) => typeof value === 'object' && value !== null && member in value);
export const ourFault = ours<Fault>('code');
export const ourPlan = ours<Plan>('ceremony');
export const ourExchangeKeyCheck = ours<ExchangeKeyCheck>('outcome');

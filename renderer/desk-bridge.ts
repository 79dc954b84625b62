// The deeds of the desk as a page of either app finds them: both preload scripts put them into the page under one name.
import type { DeskBridge } from '#shared/contract/desk/contract.ts';

export const desk: DeskBridge = window.lifeboat;

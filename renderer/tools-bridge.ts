// The actions of the tools as a page of either app finds them: both preload scripts put them into the page under one name.
import type { ToolsBridge } from '#shared/contract/tools/contract.ts';

export const tools: ToolsBridge = window.lifeboat;

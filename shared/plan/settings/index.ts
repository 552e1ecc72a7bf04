import { modeSetting } from './mode';
import type { Setting } from './setting';

/** Every setting, in the order of the page. */
export const settings: readonly Setting[] = [modeSetting];

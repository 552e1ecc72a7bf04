import type { Attack } from '../attack';
import { counts } from './counts';
import { flipped } from './flipped';
import { longTexts } from './longTexts';
import { mixedHeaders } from './mixedHeaders';
import { nested } from './nested';
import { signatures } from './signatures';
import { truncated } from './truncated';

/** Every attack on the readers of packages, each in turn. */
export const attacks: readonly Attack[] = [
  truncated,
  flipped,
  counts,
  nested,
  mixedHeaders,
  longTexts,
  signatures,
];

import { useMemo } from 'react';
import type { LogsWish } from '../../../../shared/bridge/logs';

/** The lines that a person wants to see: of one level, or with some words in them. */
export interface Wish {
  readonly level: 'all' | 'warning' | 'error';
  readonly words: string;
}

export const allLines: Wish = { level: 'all', words: '' };
export const wantsAll = ({ level, words }: Wish): boolean => level === 'all' && words.trim() === '';

/** A wish as main is asked for it. */
export type Filter = Pick<LogsWish, 'files' | 'levels' | 'words'>;

/** The filter of a wish; the same object while the wish says the same. */
export const useFilter = ({ level, words }: Wish): Filter =>
  useMemo(() => ({ files: [], levels: level === 'all' ? [] : [level], words: words.trim() }), [level, words]);

import type { Say } from '../../shared/locales/keys';
import type { RunAction } from '../../shared/bridge/session';
import { sizeText } from '../frame/useTimes';

/** Every way of a copy that has words; a key of a newer server has none and is left out. */
const ways = ['sendOverSession', 'sendOverSessionInstead', 'sendOverShare'] as const;

/** What the page of a run says of the copy under way. */
export interface CopyWords {
  /** How much is there, and the time that is left once that is known; null before the first piece. */
  readonly figure: string | null;
  /** How the files go, and why so; null before it is told, and where this computer is the server. */
  readonly way: string | null;
}

/** Puts a copy into words. `inContact`: without contact nobody can tell how long it takes. Pure. */
export function copyWords(t: Say, language: string, action: RunAction, inContact: boolean): CopyWords {
  const { copy } = action;
  if (copy === undefined) return { figure: null, way: null };
  const size = (bytes: number) => sizeText(language, bytes);
  const { acknowledged, minutesLeft, way } = copy;
  const key = ways.find((one) => one === way?.key);
  const detail = way?.detail ?? '';
  const total = acknowledged?.total ?? null;
  const words = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null);
  const left =
    minutesLeft === null || !inContact
      ? null
      : minutesLeft === 0
        ? t('install:copy.leftUnder')
        : t('install:copy.left', { minutes: minutesLeft });
  const of =
    acknowledged === null || total === null
      ? null
      : t('install:copy.of', { done: size(acknowledged.done), total: size(total) });
  return {
    figure: of === null ? null : words(of, left).join(', '),
    way:
      key === undefined
        ? null
        : words(t(`install:copy.${key}`), detail === '' ? null : `(${detail})`).join(' '),
  };
}

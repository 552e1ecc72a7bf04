import type { Failure } from '../shared/errors';
import { GangwayError } from '../shared/errors';
import type { App } from './app';

/** An app that did not open: it answers everything with why, so that the page says it. */
export function closedApp(failure: Failure): App {
  return {
    dispatch: () => Promise.resolve({ ok: false, error: failure }),
    subscribe: () => () => undefined,
    upload: () => Promise.reject(new GangwayError(failure.code, failure.detail, failure.native)),
    closingWords: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
}

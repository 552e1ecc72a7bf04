import { vi } from 'vitest';
import type { App } from '../../main/app';

/** An app that notes every request that reaches it. */
export const notingApp = () =>
  ({
    dispatch: vi.fn<App['dispatch']>(() => Promise.resolve({ ok: true, value: {} })),
    upload: vi.fn<App['upload']>(() => Promise.resolve()),
    subscribe: vi.fn(() => () => undefined),
    closingWords: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  }) satisfies App;

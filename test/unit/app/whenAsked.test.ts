import { expect, it, vi } from 'vitest';
import { createLateShell } from '../../../main/shell/lateShell';
import type { Shell } from '../../../main/shell/shell';
import { whenAsked } from '../../../main/whenAsked';

it('loads a part once for all who ask meanwhile, and again after a failure, which everybody hears of', async () => {
  const load = vi.fn(() => Promise.resolve('part'));
  load.mockRejectedValueOnce(new Error('the file is broken'));
  const part = whenAsked(load);
  const both = await Promise.allSettled([part(), part()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(load).toHaveBeenCalledOnce();
  expect(await Promise.all([part(), part()])).toEqual(['part', 'part']);
  expect(await part()).toBe('part');
  expect(load).toHaveBeenCalledTimes(2);
});

it('does not load a shell to close it, and closes one that was asked something', async () => {
  const close = vi.fn(() => Promise.resolve());
  const stop = vi.fn(() => Promise.resolve());
  const load = vi.fn(() => Promise.resolve({ stop, close } as Partial<Shell> as Shell));
  const shell = createLateShell(load);
  await shell.close();
  expect(load).not.toHaveBeenCalled();
  await shell.stop('run-1', 2, true);
  expect(stop).toHaveBeenCalledWith('run-1', 2, true);
  await shell.close();
  expect(close).toHaveBeenCalledOnce();
});

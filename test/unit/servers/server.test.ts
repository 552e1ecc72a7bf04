import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServerHandles, type ServerHandles } from '../../../main/servers/handles';
import { practiceTarget } from '../../../main/servers/practiceTarget';
import type { OpenShell } from '../../../main/servers/server';
import { openServers } from '../../../main/servers/servers';
import { createSession, type SessionStore } from '../../../main/session';
import { aSession } from '../renderer/fakeDoor';

const target = practiceTarget('2019-fresh');
let folder = '';
let session: SessionStore;
let handles: ServerHandles;
const opened = vi.fn((): Promise<OpenShell> => Promise.reject(new Error('nobody answers')));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-server-'));
  session = createSession(aSession({ targets: [] }));
  handles = createServerHandles({
    dataFolder: folder,
    session,
    servers: await openServers(folder, () => undefined),
    openShell: opened,
    packagesOf: () => [],
    notice: () => undefined,
    now: Date.now,
    onAdded: () => Promise.resolve(),
  });
});
afterEach(() => {
  opened.mockClear();
  return rm(folder, { recursive: true, force: true });
});

describe('a server that was forgotten and added again', () => {
  it('is another one: what still works for the first opens no shell and changes nothing', async () => {
    const first = await handles.add(target);
    await handles.remove(target.id);
    const second = await handles.add(target);
    await expect(first.shell()).rejects.toMatchObject({ code: 'input.invalid' });
    expect(opened).not.toHaveBeenCalled();
    first.change(() => ({ busy: 'running' }));
    expect(second.view().busy).toBe('idle');
    expect(() => first.view()).toThrow(expect.objectContaining({ code: 'input.invalid' }));
    expect([first.isThere(), second.isThere()]).toEqual([false, true]);
  });
});

import { describe, expect, it } from 'vitest';
import { closingWords } from '../../../main/runs/closingWords';
import type { TargetView } from '../../../shared/bridge/session';
import type { QueueState } from '../../../shared/model/servers/queue';
import { aView } from '../shared/views';

/** What is said when the window closes over servers that are so busy, and queues whose entries stand so. */
function said(
  busy: readonly TargetView['busy'][],
  { practice = [], real = [] }: { practice?: QueueState[]; real?: QueueState[] } = {},
  locale: 'en' | 'fr' | 'system' = 'en',
) {
  const targets = busy.map((one, index) =>
    aView({ view: { busy: one, target: { kind: 'local', id: 'local', name: `SRV${String(index)}` } } }),
  );
  const queueOf = (states: QueueState[]) => ({ entries: states.map((state) => ({ state })) });
  const session = { get: () => ({ targets, queues: { practice: queueOf(practice), real: queueOf(real) } }) };
  const settings = { value: () => ({ locale }) };
  return closingWords({ session, settings, platform: { locale: 'fr-CA' } } as never);
}

describe('what is said when the window closes', () => {
  it('is nothing while no server is changed', async () => {
    expect(await said(['idle', 'reading', 'probing', 'connecting'], { real: ['waiting'] })).toBeNull();
  });

  it('names the servers that finish by themselves, and only those', async () => {
    expect(await said(['running', 'idle', 'restarting'])).toEqual({
      title: 'SRV0, SRV2 finish this action',
      body: 'The rest waits for Gangway.',
    });
    expect((await said(['idle', 'running']))?.title).toBe('SRV1 finishes this action');
  });

  it('tells how many servers of both queues wait, and speaks of no queue where none does', async () => {
    const queues = { practice: ['waiting', 'done'], real: ['waiting', 'running'] } as const;
    const words = await said(['running'], { practice: [...queues.practice], real: [...queues.real] });
    expect(words?.body).toBe(
      'The rest waits for Gangway. 2 servers of the queue wait and start only after you start the queue again.',
    );
    expect((await said(['running'], { real: ['running', 'failed'] }))?.body).toBe(
      'The rest waits for Gangway.',
    );
  });

  it('speaks the language that was chosen, else that of Windows', async () => {
    expect((await said(['running'], {}, 'system'))?.body).not.toBe('The rest waits for Gangway.');
    expect(await said(['running'], {}, 'fr')).toEqual(await said(['running'], {}, 'system'));
  });
});

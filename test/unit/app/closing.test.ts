import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { keepUnderWay } from '../../../main/underWay';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from './stage';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

/** Requests that look into the data folder or write there. */
const requests = {
  'the output of a run': { name: 'getOutput', input: { runId: 'run-of-a-test', from: 0, limit: 10 } },
  'a decision': { name: 'changeInputs', input: { targetId: on.id, change: { kind: 'choosePath' } } },
};

describe('an app that closes', () => {
  it.each(Object.entries(requests))(
    'answers what was asked before, and then leaves its folder: %s',
    async (_, message) => {
      stage = await on.openStage(new ScriptedServer());
      const { app, folder } = stage.walker;
      let answered = false;
      const answer = app.dispatch(message).finally(() => (answered = true));
      await app.close();
      expect(answered).toBe(true);
      expect(await answer).toMatchObject({ ok: true });
      await rm(folder, { recursive: true });
    },
  );

  it.each(Object.entries(requests))(
    'refuses what is asked from then on, and does nothing for it: %s',
    async (_, message) => {
      stage = await on.openStage(new ScriptedServer());
      const { app, folder } = stage.walker;
      const closed = app.close();
      const answer = app.dispatch(message);
      await closed;
      await rm(folder, { recursive: true });
      expect(await answer).toMatchObject({ ok: false, error: { code: 'operation.canceled' } });
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('refuses files, too', async () => {
    stage = await on.openStage(new ScriptedServer());
    const { app } = stage.walker;
    await app.close();
    await expect(app.upload(on.id, 'a.zip', Readable.from([]), 0)).rejects.toMatchObject({
      code: 'operation.canceled',
    });
  });

  it('does not wait for ever for an answer, and waits for what goes on behind one', async () => {
    const failures: unknown[] = [];
    const patient = keepUnderWay((error) => failures.push(error));
    const behind = async () => {
      await pause(5);
      throw new Error('behind');
    };
    patient.goOn(Promise.resolve().then(() => patient.goOn(behind())));
    await patient.ended();
    expect(failures).toEqual([new Error('behind')]);
    const impatient = keepUnderWay(() => undefined, 20);
    void impatient.answer(() => new Promise<void>(() => undefined));
    await impatient.ended();
  });
});

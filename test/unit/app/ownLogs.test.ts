import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { recordPath } from '../../../main/report/reportFiles';
import { assess } from '../../../shared/steps/progress';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from './stage';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

it('a run that failed is told by its journal and by its report as Troubleshoot tells it of the server', async () => {
  const server = new ScriptedServer();
  server.plays['Invoke-Onboarding'] = { end: { code: 'operation.failed', native: 65 } };
  stage = await on.openStage(server);
  const { walker } = stage;
  await on.startPlan(walker);
  const { run } = await on.atRest(walker);
  expect(run).toMatchObject({ outcome: 'failed', failure: { native: 65 } });
  const targetId = on.id;
  await walker.decide(targetId, { kind: 'search', symptom: 'onboardingFailed' });
  walker.session = await walker.ask('getSession', {});
  const found = assess(walker.view(targetId), walker.session.libraries.practice, Date.now(), 'troubleshoot')
    .known?.searching?.walk?.found;
  expect(found).toBe('scriptWithoutRights');

  const { path } = await walker.ask('saveReport', { targetId, journey: 'onboard' });
  const journals = join(walker.folder, 'journal');
  const names = (await readdir(journals)).filter((name) => name.endsWith('.jsonl'));
  const files = [...names.map((name) => join(journals, name)), recordPath(path ?? '')];
  expect(files).toHaveLength(2);
  for (const file of files) {
    await walker.app.upload('logs', 'x', Readable.from([await readFile(file)]), null);
    const { logs } = await walker.ask('getSession', {});
    expect(logs.findings[0]).toMatchObject({ cause: found, values: { code: '65' } });
    await walker.ask('closeLogs', {});
  }
});

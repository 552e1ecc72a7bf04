import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readMachine } from '../../main/practice/machine/machines';
import { createPracticeShell } from '../../main/practice/practiceShell';
import { GangwayError } from '../../shared/errors';
import { assess } from '../../shared/steps/progress';
import { Walker } from '../unit/app/walker';

const machine = 'hidden-wsus';
const id = `practice-${machine}`;

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** The app before a server whose search asks for further readings; `failing` of them break with their link. */
async function open(failing: readonly string[], folder?: string): Promise<Walker> {
  let place = folder ?? '';
  const openShell = () => {
    const shell = createPracticeShell({
      file: join(place, 'practice', `${machine}.json`),
      scenario: machine,
      machine: readMachine(machine),
      speed: 6000,
    });
    const { run } = shell;
    const breaks: typeof run = (name, ...rest) =>
      failing.includes(name)
        ? Promise.reject(new GangwayError('shell.exited', 'the link broke'))
        : run(name, ...rest);
    return Promise.resolve({ shell: { ...shell, run: breaks }, practice: null });
  };
  const opened = await Walker.start(folder, { openShell });
  place = opened.folder;
  walker = opened;
  return opened;
}

async function begin(app: Walker): Promise<void> {
  await app.ask('addTarget', { kind: 'practice', machine });
  await app.ask('connect', { targetId: id });
  await app.ask('readFacts', { targetId: id });
  await app.decide(id, { kind: 'search', symptom: 'noUpdates' });
}
async function searching(app: Walker) {
  app.session = await app.ask('getSession', {});
  return assess(app.view(id), [], Date.now(), 'troubleshoot').known?.searching;
}

describe('a search for a cause', () => {
  it('[row 129] a reading that breaks answers nothing, is shown with its failure, and the search goes on', async () => {
    const app = await open(['Get-UpdateSource']);
    await begin(app);
    await app.ask('lookFor', { targetId: id });
    const way = (await searching(app))?.walk;
    const { reads, busy } = app.view(id);
    expect([busy, reads?.['Get-UpdateSource']?.failure?.code]).toEqual(['idle', 'shell.exited']);
    const asked = way?.rungs.filter(
      ({ question, state }) =>
        'needs' in question && question.needs === 'Get-UpdateSource' && state !== 'skipped',
    );
    expect(asked?.length).toBeGreaterThan(0);
    expect(new Set(asked?.map(({ state }) => state))).toEqual(new Set(['open']));
    expect(way?.found).not.toBe('wsusCategory');
    expect(way?.found).not.toBeNull();
  });

  it('[row 130] the app killed in the middle of a search has its answers again, over what the server shows then', async () => {
    const app = await open([]);
    await begin(app);
    await app.ask('lookFor', { targetId: id });
    const cause = (await searching(app))?.walk?.found ?? '';
    await app.decide(id, { kind: 'ruleOut', cause });
    const { folder } = app;
    await app.app.close();
    const again = await open([], folder);
    await again.ask('connect', { targetId: id });
    await again.ask('readFacts', { targetId: id });
    const found = await searching(again);
    expect(found?.search?.steps.map(({ kind }) => kind)).toEqual(['began', 'found', 'ruledOut']);
    // What was read for it is not kept: it is read anew.
    expect(found?.evidence.reads).toEqual({});
    await again.ask('lookFor', { targetId: id });
    expect((await searching(again))?.walk?.rungs.find(({ cause: named }) => named === cause)?.state).toBe(
      'ruledOut',
    );
  });
});

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenShell } from '../../main/openShell';
import { readMachine } from '../../main/practice/machine/machines';
import { networked, onNetwork } from '../../main/practice/networks';
import { createPracticeShell } from '../../main/practice/practiceShell';
import type { OpenShell, Way } from '../../main/servers/server';
import { interruption } from '../../shared/steps/interruption';
import { currentStep, progress } from '../../shared/steps/progress';
import type { TargetView } from '../../shared/bridge/session';
import type { Target } from '../../shared/model/target';
import { changesIn, receivedBy } from '../unit/app/received';
import * as on from '../unit/app/stage';
import { Walker } from '../unit/app/walker';

/** Who signs in: the account that runs Gangway, or one whose password Gangway holds only while it runs. */
export const accounts = ['me', 'PRACTICE\\server-admin'] as const;
export type AccountName = (typeof accounts)[number];

const machine = 'network-fresh';
export const id = `practice-${machine}`;
export const at = { targetId: id };

/** An action lasts minutes at the first speed, so that nothing ends before a test says so; at the second no time. */
export const asReal = 1;
export const atOnce = 6000;

/** What the list shows of a server that is not open: the step, its state, why it waits, and for what. */
export interface Shown {
  readonly step: string;
  readonly state: string;
  readonly blocker: string | null;
  readonly waitsFor: string | null;
}

/** The app before one practice server of the network, again and again over the same folder. */
export class NetworkStage {
  private constructor(
    public walker: Walker,
    readonly account: AccountName,
    private readonly shells: OpenShell[],
  ) {}

  /** Opens the server up to its Plan page; `base` is the Windows that stands on the network under its name. */
  static async open(account: AccountName, base = '2019-fresh'): Promise<NetworkStage> {
    const folder = await mkdtemp(join(tmpdir(), 'gangway-network-'));
    const network = networked[machine];
    if (network === undefined) throw new Error(machine);
    const file = join(folder, 'practice', `${machine}.json`);
    const standing = onNetwork(readMachine(base), network);
    await createPracticeShell({ file, scenario: machine, machine: standing, speed: asReal }).close();
    const shells: OpenShell[] = [];
    const stage = new NetworkStage(await start(folder, shells), account, shells);
    await stage.walker.ask('addTarget', { kind: 'practice', machine });
    if (account !== 'me') await stage.givePassword();
    await stage.walker.prepare(machine, ['onboarding'], 'active');
    for (const check of stage.walker.assess(id).known?.checks ?? [])
      if (check.state === 'toFix' && check.fix !== null)
        await stage.walker.decide(id, { kind: 'acceptFix', fix: check.fix });
    return stage;
  }

  get isNamed(): boolean {
    return this.account !== 'me';
  }

  givePassword(): Promise<unknown> {
    return this.walker.ask('askCredential', { ...at, practiceUser: this.account });
  }

  speed(speed: number): Promise<unknown> {
    return this.walker.ask('setPractice', { ...at, speed });
  }

  /** Confirms the plan and answers the id of its run. */
  async startPlan(): Promise<string> {
    const { walker } = this;
    walker.session = await walker.ask('getSession', {});
    const planHash = walker.assess(id).known?.planHash ?? '';
    const { name } = walker.view(id).target;
    return (await walker.ask('startPlan', { journey: 'onboard', ...at, planHash, name })).runId;
  }

  /** The run is in the middle of the onboarding: the server took it, and records of it have arrived. */
  async underWay(): Promise<string> {
    const runId = await this.startPlan();
    await this.walker.until(
      id,
      'onboarding',
      ({ run }) => run?.actions.some((action) => action.id === 'onboard' && action.stage !== null) === true,
    );
    return runId;
  }

  /**
   * The app is closed as a person closes it, and started again; nothing but the folder is left of it. Answers how much the
   * server had received until then.
   */
  async closeAndStart(): Promise<number> {
    await this.walker.stop(true);
    const count = await this.receivedCount();
    this.walker = await start(this.walker.folder, this.shells);
    return count;
  }

  /** The app is killed: a new one starts over the folder as it lay at this moment, and the old one writes no more into it. */
  async killAndStart(): Promise<void> {
    const left = await mkdtemp(join(tmpdir(), 'gangway-network-'));
    // A file on its way to be replaced may be gone before it is copied.
    await cp(this.walker.folder, left, {
      recursive: true,
      filter: (source) => !/\.json\.\d+$/.test(source),
    });
    await this.walker.stop();
    this.walker = await start(left, this.shells);
  }

  /** Somebody else restarts the server at once. */
  async restartedBySomebody(): Promise<void> {
    await this.shells.at(-1)?.practice?.here.run('Restart-Server', { delaySeconds: 0 });
  }

  /** What the server received, in order: changes by name, nobody's readings. */
  async changes(): Promise<string[]> {
    return changesIn(await receivedBy(this.walker.folder, machine));
  }

  async receivedCount(): Promise<number> {
    return (await receivedBy(this.walker.folder, machine)).length;
  }

  journal(runId: string): Promise<string[]> {
    return on.phases(this.walker, runId);
  }

  async shown(): Promise<Shown> {
    const { walker } = this;
    walker.session = await walker.ask('getSession', {});
    const assessment = walker.assess(id);
    const step = currentStep(assessment);
    const { state, blocker } = progress(assessment)[step];
    const waitsFor = interruption(assessment)?.waitsFor ?? null;
    return { step, state, blocker: blocker?.key ?? null, waitsFor };
  }

  until(what: string, test: (view: TargetView) => boolean): Promise<TargetView> {
    return this.walker.until(id, what, test);
  }

  /** Until the run is over or waits for a person, and nothing is going on. */
  rest(): Promise<TargetView> {
    return this.until('at rest', ({ run, busy }) => busy === 'idle' && run?.endedAt != null);
  }

  /** The lines of the run's output are numbered without a gap, and its action began once. */
  async outputIsWhole(runId: string): Promise<boolean> {
    const { lines } = await this.walker.ask('getOutput', { runId, from: 0, limit: 5000 });
    const begun = lines.filter(
      ({ source, text }) => source === 'run' && text.startsWith('Invoke-Onboarding'),
    ).length;
    return begun === 1 && lines.every(({ seq }, index) => seq === index);
  }

  async remove(): Promise<void> {
    await this.walker.stop();
    await rm(this.walker.folder, { recursive: true, force: true });
  }
}

function start(folder: string, shells: OpenShell[]): Promise<Walker> {
  const make = createOpenShell({
    dataFolder: folder,
    practiceSpeed: () => asReal,
    onNotice: () => undefined,
  });
  const openShell = async (target: Target, way: Way | null): Promise<OpenShell> => {
    const opened = await make(target, way);
    shells.push(opened);
    return opened;
  };
  return Walker.start(folder, { openShell, pace: on.quickly });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App, type AppOptions } from '../../../main/app';
import { createOpenShell } from '../../../main/openShell';
import { createWebPlatform } from '../../../main/web/platform';
import { inspect } from '../../../main/packages/inspection/inspect';
import { deskHere } from '../../fakes/deskHere';
import type { InputOf, ReplyOf, RequestName } from '../../../shared/bridge/contract';
import type { BridgeEvent } from '../../../shared/bridge/messages';
import type { InputChange } from '../../../shared/model/inputs';
import { assess, progress } from '../../../shared/steps/progress';
import type { Session, TargetView } from '../../../shared/bridge/session';
import { withChange } from '../../../shared/bridge/sessionChange';

const practiceFolder = join(import.meta.dirname, '../../../main/packages/practice');
/** Practice servers run this many times faster than real ones in tests. */
const speed = 6000;

/** Drives the whole app without a carrier, as a page would: requests in, changes out. */
export class Walker {
  session: Session | null = null;
  readonly events: BridgeEvent[] = [];
  private waiters: (() => void)[] = [];

  private constructor(
    readonly folder: string,
    readonly app: App,
  ) {
    app.subscribe((event) => {
      this.events.push(event);
      if (event.type === 'change' && this.session !== null)
        this.session = withChange(this.session, event.change) ?? this.session;
      for (const waiter of this.waiters) waiter();
    });
  }

  /** Starts the app over a folder of its own, or over one that an earlier walker left. */
  static async start(folder?: string, options: Partial<AppOptions> = {}): Promise<Walker> {
    const dataFolder = folder ?? (await mkdtemp(join(tmpdir(), 'gangway-walk-')));
    const app = await createApp({
      dataFolder,
      practiceFolder,
      platform: createWebPlatform(dataFolder, 'en-US'),
      inspection: inspect,
      logReader: deskHere,
      version: '0.0.0',
      openShell: createOpenShell({ dataFolder, practiceSpeed: () => speed, onNotice: () => undefined }),
      ...options,
    });
    const walker = new Walker(dataFolder, app);
    walker.session = await walker.ask('getSession', {});
    return walker;
  }

  async ask<N extends RequestName>(name: N, input: InputOf<N>): Promise<ReplyOf<N>> {
    const reply = await this.app.dispatch({ name, input });
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.detail}`);
    return reply.value as ReplyOf<N>;
  }

  /** The error code with which main refuses a request. */
  async refused<N extends RequestName>(name: N, input: InputOf<N>): Promise<string> {
    const reply = await this.app.dispatch({ name, input });
    return reply.ok ? 'accepted' : reply.error.code;
  }

  decide(targetId: string, change: InputChange): Promise<unknown> {
    return this.ask('changeInputs', { targetId, change });
  }

  view(targetId: string): TargetView {
    const view = this.session?.targets.find((entry) => entry.target.id === targetId);
    if (view === undefined) throw new Error(`no ${targetId}`);
    return view;
  }

  assess(targetId: string) {
    const library = this.session?.libraries.practice ?? [];
    return assess(this.view(targetId), library, Date.now());
  }

  states(targetId: string): Record<string, string> {
    return Object.fromEntries(
      Object.entries(progress(this.assess(targetId))).map(([id, status]) => [id, status.state]),
    );
  }

  /** Waits for the session to look so; fails with what it looks like when that takes too long. */
  async until(
    targetId: string,
    what: string,
    test: (view: TargetView) => boolean,
    limitMs = 15_000,
  ): Promise<TargetView> {
    const end = Date.now() + limitMs;
    for (;;) {
      this.session = await this.ask('getSession', {});
      const view = this.view(targetId);
      if (test(view)) return view;
      const left = end - Date.now();
      if (left <= 0) throw new Error(`never ${what}: ${JSON.stringify({ ...view, facts: null }, null, 1)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 500));
        this.waiters = [
          () => {
            clearTimeout(timer);
            resolve();
          },
        ];
      });
    }
  }

  /** Reads facts again and again until they look so: what a person does who waits for the cloud. */
  async readUntil(targetId: string, what: string, test: () => boolean): Promise<void> {
    for (const end = Date.now() + 15_000; Date.now() < end;) {
      await this.ask('readFacts', { targetId });
      this.session = await this.ask('getSession', {});
      if (test()) return;
    }
    throw new Error(`never ${what}: ${JSON.stringify(this.states(targetId))}`);
  }

  /** From nothing to the Plan page: connected, read, path chosen, packages added, mode chosen. */
  async prepare(machine: string, packages: string[], mode: 'active' | 'passive'): Promise<string> {
    const { targetId } = await this.ask('addTarget', { kind: 'practice', machine });
    await this.ask('connect', { targetId });
    await this.ask('readFacts', { targetId });
    await this.decide(targetId, { kind: 'choosePath' });
    await this.ask('addPracticePackages', { to: targetId, ids: packages });
    await this.decide(targetId, { kind: 'wish', wishes: { mode } });
    this.session = await this.ask('getSession', {});
    return targetId;
  }

  /** Confirms the plan as it is and waits until its run is over. */
  async carryOut(targetId: string, limitMs = 15_000): Promise<TargetView> {
    this.session = await this.ask('getSession', {});
    const { known } = this.assess(targetId);
    await this.ask('startPlan', {
      journey: 'onboard',
      targetId,
      planHash: known?.planHash ?? '',
      name: this.view(targetId).target.name,
    });
    return this.until(
      targetId,
      'at rest',
      (view) => view.busy === 'idle' && view.run?.endedAt !== null,
      limitMs,
    );
  }

  async stop(keep = false): Promise<void> {
    await this.app.close();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }
}

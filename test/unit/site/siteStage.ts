import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadStream, statSync } from 'node:fs';
import type { SiteChange, SiteDesk } from '../../../shared/bridge/site';
import type { AppOptions } from '../../../main/app';
import { createWebPlatform } from '../../../main/web/platform';
import type { Platform } from '../../../main/platform';
import { Walker } from '../app/walker';

/** A computer with practice packages on which kits are built and opened; `place` is its stick. */
export class SiteStage {
  private constructor(
    readonly walker: Walker,
    readonly place: string,
  ) {}

  /** `place`: the stick of another computer. Kits are written to `kit` on it, or to `kit.zip`. */
  static async start(place?: string, options: Partial<AppOptions> = {}): Promise<SiteStage> {
    const stick = place ?? mkdtempSync(join(tmpdir(), 'gangway-stick-'));
    const folder = mkdtempSync(join(tmpdir(), 'gangway-site-'));
    const platform: Platform = {
      ...createWebPlatform(folder, 'en-US'),
      carrier: 'electron',
      pickFolder: () => Promise.resolve(join(stick, 'kit')),
      pickFiles: () => Promise.resolve([join(stick, 'kit.zip')]),
      saveAs: () => Promise.resolve(join(stick, 'kit.zip')),
    };
    return new SiteStage(await Walker.start(folder, { platform, ...options }), stick);
  }

  get folder(): string {
    return join(this.place, 'kit');
  }
  get zip(): string {
    return join(this.place, 'kit.zip');
  }

  async desk(): Promise<SiteDesk> {
    return (await this.walker.ask('getSession', {})).sites;
  }

  change(change: SiteChange): Promise<unknown> {
    return this.walker.ask('changeSite', { change });
  }

  /** Waits for the end of what is under way. */
  async rest(): Promise<SiteDesk> {
    for (;;) {
      const desk = await this.desk();
      if (desk.work === null) return desk;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Brings practice packages into the library. */
  async bring(ids: readonly string[]): Promise<void> {
    const { targetId } = await this.walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
    await this.walker.ask('addPracticePackages', { to: targetId, ids: [...ids] });
  }

  async write(form: 'folder' | 'zip' = 'folder', incomplete = false): Promise<SiteDesk> {
    await this.walker.ask('writeSite', { form, incomplete });
    return this.rest();
  }

  async open(path = this.folder): Promise<SiteDesk> {
    await this.walker.ask('openSite', { path });
    return this.rest();
  }

  async fill(): Promise<SiteDesk> {
    await this.walker.ask('fillFromSite', {});
    return this.rest();
  }

  upload(path: string, name = 'kit.zip'): Promise<void> {
    return this.walker.app.upload('site', name, createReadStream(path), statSync(path).size);
  }

  async stop(withStick = true): Promise<void> {
    await this.walker.stop();
    rmSync(this.walker.folder, { recursive: true, force: true });
    if (withStick) rmSync(this.place, { recursive: true, force: true });
  }
}

/** All that 2 × Windows Server 2012 R2 and 1 × 2019 can need with a package for standard connectivity, as practice packages. */
export const allFiles = [
  'installation',
  'onboarding',
  'installScript',
  'sensorUpdate',
  'intelligence',
  'updateUcrt',
  'updateTelemetry',
  'updateKernel',
] as const;

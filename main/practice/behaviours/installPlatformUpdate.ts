import { compareVersions } from '../../../shared/version';
import { GangwayError } from '../../../shared/errors';
import type { KitFile } from '../../../shared/model/kit';
import type { ResultOf } from '../../../shared/model/operations';
import { verifyFile, type Told } from '../behaviour';
import { playTool } from '../playTool';
import { serviceVersion } from '../answers/readServices';
import type { Timeline } from '../answers/timeline';

// Stands on: servicing/servicing-platform-intermediate-step, servicing/servicing-platform-postponed, servicing/servicing-dism-staged-msu-german,
// servicing/servicing-windefend-displayname-resource.
// Invented: 1060 where there is no Defender, and how long it takes; looked for: outputs and times of KB4052623 on servers without the feature.
// Invented: that the two files are told by their names; real ones are told by their version, whatever they are called; looked for: nothing, a practice library has no content.

/** What the two practice packages bring, by the effects of `effects.json`; they are told by their names. */
const updates = {
  step: { offered: '4.18.2001.10', effect: 'platform.step' },
  newest: { offered: '4.18.24070.5', effect: 'platform.update' },
} as const;

/** Brings the antivirus platform to the level that the installation package asks for, about a minute. */
export function installPlatformUpdate(
  timeline: Timeline,
  { machine, takeFault }: Told<'Install-Prerequisite'>,
  { file }: { readonly file: KitFile },
): ResultOf<'Install-Prerequisite'> {
  verifyFile(timeline, machine, file);
  const { offered, effect } = updates[/amd64fre/i.test(file.name) ? 'step' : 'newest'];
  const before = serviceVersion(machine, 'WinDefend');
  if (before !== null && compareVersions(before, offered) >= 0) {
    timeline.step('updatePlatform', 'skipped', before);
    return { changed: false, restart: false, native: null };
  }
  timeline.step('updatePlatform', 'begin', before ?? '');
  const fault = takeFault();
  if (before === null) {
    timeline.wait(5_000);
    throw new GangwayError('operation.failed', `${file.name} ended with 1060`, 1060);
  }
  const { native, restart, failed } = playTool(timeline, fault, {
    source: 'out',
    ms: 60_000,
    lines: [],
    watched: true,
    restart: false,
    effect: () => timeline.effect(effect),
  });
  if (failed) throw new GangwayError('operation.failed', `${file.name} ended with ${native}`, native);
  const waits = fault?.effect === 'noop';
  const after = waits ? before : offered;
  // So long the script looks for the new version.
  if (waits) timeline.wait(30_000);
  timeline.step('updatePlatform', 'done', after);
  // Row servicing/servicing-platform-postponed: 0 is also said of an update that Defender puts off.
  if (waits)
    timeline.log(
      'run',
      'warn',
      `${file.name} ended with ${native} and the platform is still ${before}: Windows may put the new one in with its next start.`,
    );
  return { changed: !waits, restart: restart || waits, native };
}

import type { ParamsOf, ResultOf } from '../../../shared/model/operations';
import type { Behaviour, Told } from '../behaviour';
import type { Timeline } from '../answers/timeline';
import { enableAntivirus } from './enableAntivirus';
import { enableFeature } from './enableFeature';
import { installPlatformUpdate } from './installPlatformUpdate';
import { installWindowsUpdate } from './installWindowsUpdate';

// Stands on: servicing/servicing-features-order-by-version. What each fix stands on is said in its own file.

type Name = 'Install-Prerequisite';

function play(params: ParamsOf<Name>, timeline: Timeline, told: Told<Name>): ResultOf<Name> {
  switch (params.fix) {
    case 'defenderFeature':
      return enableFeature(timeline, told);
    case 'defenderEnable':
      return enableAntivirus(timeline, told);
    case 'windowsUpdate':
      return installWindowsUpdate(timeline, told, params);
    case 'platformUpdate':
      return installPlatformUpdate(timeline, told, params);
  }
}

/** Brings one prerequisite: the Defender feature, its service, a Windows update or the antivirus platform. */
export const installPrerequisite: Behaviour<Name> = (timeline, told) => play(told.params, timeline, told);

import {
  common,
  derived,
  docs,
  installScript,
  offboardingScript,
  read,
  unverified,
} from '../../knowledge/source';
import type { Cause } from '../cause';
import { byHand, journey, own, restart, support, wait } from './records';

const installer = read('Windows Installer, its error codes');
const leaving = docs('configure-endpoints-script');

/** Why an installation stops or does not end, and why a server does not leave. */
export const installationCauses: readonly Cause[] = [
  own('otherInstallation', 'toKnow', wait(10), { source: installer }),
  own('restartNotDone', 'now', restart, { source: installScript }),
  own('packageDamaged', 'now', byHand, { source: installScript }),
  own('installerForbidden', 'now', byHand, { source: installer }),
  own('notForThisWindows', 'now', byHand, { source: docs('onboard-server') }),
  own(
    'otherVersionThere',
    'now',
    { kind: 'page', link: 'sensorUpdate' },
    { source: installer, doubt: derived },
  ),
  own('sourceGone', 'now', journey('takeOff'), { source: installScript }),
  own('baseUpdatesMissing', 'now', byHand, { source: installScript }),
  own('folderNotUsable', 'now', byHand, { source: installScript }),
  own('tamperStopsRemoval', 'now', journey('takeOff'), { source: installScript }),
  own('misleadingWords', 'now', byHand, { source: read('microsoft/mdefordownlevelserver#9') }),
  own('stillWorking', 'toKnow', wait(20), { source: docs('onboard-server'), doubt: derived }),
  own('hangsFromShare', 'now', byHand, { source: read('microsoft/mdefordownlevelserver'), doubt: derived }),
  own('scriptChanged', 'now', byHand, { source: docs('configure-endpoints-script') }),
  own('unknownInstallation', 'now', support('installerLog', 'installScriptLog', 'analyzer'), {
    source: installScript,
  }),
  own(
    'otherTenantOffboarding',
    'now',
    { kind: 'page', link: 'portalOffboarding' },
    { source: docs('troubleshoot-onboarding') },
  ),
  own('stopsLate', 'toKnow', wait(5), { source: offboardingScript }),
  own('doesNotStop', 'now', restart, { source: docs('event-error-codes') }),
  own('stillOnboarded', 'now', journey('takeOff'), { source: leaving }),
  own('staysListed', 'toKnow', { kind: 'page', link: 'portal' }, { source: leaving }),
  own('settingsLeft', 'toKnow', journey('takeOff'), { source: common, doubt: derived }),
  own('productLeft', 'toKnow', journey('takeOff'), { source: docs('onboard-server') }),
  own('unknownLeaving', 'now', support('analyzer', 'sensorEvents', 'tenantId'), {
    source: leaving,
    doubt: unverified,
  }),
];

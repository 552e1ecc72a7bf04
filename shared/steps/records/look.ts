import { checkCounts } from '../../plan/checkCounts';
import { onboard } from '../../plan/actions/onboarding';
import { fitsServer, forPackage } from '../../kit/packageFit';
import { differencesOf, isUnconfirmed } from '../../kit/packageTrust';
import { factsMaxAgeMs } from '../assessment';
import { rungIds } from '../../bridge/session';
import { isOnboardedElsewhere, joiningPackage } from '../../plan/situation';
import type { Step } from '../steps';
import { held, note, notRead, settled } from './status';

/** All rungs of the ladder passed in this session. */
export const connect: Step = {
  id: 'connect',
  group: 'look',
  status({ view }) {
    const stoppedAt = view.rungs.findIndex((rung) => rung.state === 'stopped') + 1;
    if (stoppedAt > 0)
      return held(
        'stopped',
        note('blocker.connectFirst'),
        note('connect.rung', { number: stoppedAt, total: rungIds.length }),
      );
    if (view.connectedAt === null)
      return held(view.busy === 'connecting' ? 'running' : 'ahead', note('blocker.connectFirst'));
    return settled('done', note(`connect.${view.target.kind}`));
  },
};

/** Facts that are fresh, a Windows that can be onboarded, and a way in that somebody chose. */
export const server: Step = {
  id: 'server',
  group: 'look',
  status({ view, journey, known }) {
    // A server that restarts, or whose link a run has lost, does not answer: the run says so itself.
    const away = ['restarting', 'running', 'probing'].includes(view.busy);
    if (view.readFailure !== null && !away) return held('stopped', note('blocker.readFailed'));
    if (known === null) return held(view.busy === 'reading' ? 'running' : 'ahead', note('blocker.readFirst'));
    if (!known.os.supported) return held('stopped', note('blocker.unsupported'), note('server.unsupported'));
    const onboards = journey === 'onboard';
    if (onboards && view.inputs.pathChosenAt === null) return held('ahead', note('blocker.choosePath'));
    const path = onboards
      ? note(known.os.sensor === 'installed' ? 'server.twoPackages' : 'server.onePackage')
      : null;
    // A run keeps reading by itself; only a person who comes back later has to look again.
    if (known.factsAgeMs > factsMaxAgeMs && view.busy === 'idle')
      return settled('lookAgain', note('server.old'));
    return settled('done', path);
  },
};

/** Every file that the path requires is in the library, fits, belongs to the server's tenant, and has no line that nobody knows or confirmed. */
export const packages: Step = {
  id: 'packages',
  group: 'look',
  status({ view, known }) {
    if (known === null) return notRead();
    if (!known.os.supported) return held('ahead', note('blocker.unsupported'));
    if (isOnboardedElsewhere(known.situation))
      return held('stopped', note('blocker.otherTenant'), note('packages.otherTenant'));
    const { facts } = known.situation;
    const usable = known.needs.filter(
      (need) =>
        need.package !== null &&
        fitsServer(need.package, forPackage(facts, view.target.kind === 'practice')).fits,
    );
    const count = note('packages.count', { have: usable.length, of: known.needs.length });
    const missing = known.needs.filter((need) => need.required && !usable.includes(need));
    if (missing.length > 0)
      return held('toFix', note('blocker.filesMissing', { count: missing.length }), count);
    const script = joiningPackage(known.situation);
    if (script !== null && isUnconfirmed(script) && !onboard.isDone(known.situation))
      return held(
        'toFix',
        note('blocker.linesUnconfirmed', { count: differencesOf(script).length }),
        note('packages.unconfirmed', { count: differencesOf(script).length }),
      );
    return settled('done', known.needs.length === 0 ? note('packages.none') : count);
  },
};

/** Each check passes, is in the plan, or is waived with a reason. */
export const prerequisites: Step = {
  id: 'prerequisites',
  group: 'look',
  status({ known }) {
    if (known === null) return notRead();
    if (!known.os.supported) return held('ahead', note('blocker.unsupported'));
    const counts = checkCounts(known.checks);
    const open = counts.toFix;
    if (open > 0)
      return held(
        'toFix',
        note('blocker.checksOpen', { count: open }),
        note('prerequisites.toFix', { count: open }),
      );
    return settled('done', note('prerequisites.passed', { have: counts.passed, of: counts.total }));
  },
};

import { fitsServer, forPackage } from '../../kit/packageFit';
import { differencesOf, isUnconfirmed } from '../../kit/packageTrust';
import { offboardByTool, removesByTool } from '../../plan/actions/deploymentTool';
import { canUninstall, leavingOutlook } from '../../plan/afterwards';
import type { Step } from '../steps';
import { idsOf, runStatus } from './change';
import { held, note, notRead, settled } from './status';

/** The offboarding package of the server's own tenant is there, has not expired, and has no line that nobody knows or confirmed. */
export const packageStep: Step = {
  id: 'package',
  group: 'look',
  status({ view, known }) {
    if (known === null) return notRead();
    const { facts, kit } = known.situation;
    if (known.needs.length === 0) return settled('notNeeded', note('package.none'));
    const byTool = view.inputs.journeys.takeOff.tool !== null;
    if (byTool && kit.deploymentTool === null)
      return held('toFix', note('blocker.toolMissing'), note('package.toolMissing'));
    const pkg = byTool ? kit.offboardingFile : kit.offboarding;
    if (pkg === null) return held('toFix', note('blocker.offboardingMissing'), note('package.missing'));
    const fit = fitsServer(pkg, forPackage(facts, view.target.kind === 'practice'));
    if (!fit.fits)
      return fit.reason === 'expired'
        ? held('toFix', note('blocker.offboardingExpired'), note('package.expired'))
        : held('stopped', note('blocker.offboardingOther'), note('packages.otherTenant'));
    const count = differencesOf(pkg).length;
    return isUnconfirmed(pkg)
      ? held('toFix', note('blocker.linesUnconfirmed', { count }), note('packages.unconfirmed', { count }))
      : settled('done', note('package.ready'));
  },
};

/** Somebody said what is removed, and accepted it where no product is known to protect the server then. */
export const afterwards: Step = {
  id: 'afterwards',
  group: 'decide',
  status({ view, known }) {
    if (known === null) return notRead();
    const { facts } = known.situation;
    const { uninstall, nobodyAcceptedAt } = view.inputs.afterwards;
    if (uninstall === null) return held('ahead', note('blocker.chooseAfterwards'));
    const { unprotected } = leavingOutlook(facts, uninstall);
    if (unprotected.length > 0 && nobodyAcceptedAt === null)
      return held('toFix', note('blocker.nobodyAfter'));
    return settled(
      'done',
      note(uninstall && canUninstall(facts) ? 'afterwards.both' : 'afterwards.offboard'),
    );
  },
};

/** The sensor itself says that it left its tenant, and what was to be taken back is. */
export const offboard: Step = {
  id: 'offboard',
  group: 'change',
  status({ view, known }) {
    if (known === null) return notRead();
    const open = known.plan.filter((item) => item.step === 'offboard' && item.needed);
    if (open.length === 0) return settled('done', note('offboard.done'));
    return (
      runStatus(view.run, idsOf(known, 'offboard')) ??
      held('ahead', note(known.confirmed ? 'blocker.changeFirst' : 'blocker.confirmPlan'))
    );
  },
};

/** The installed sensor is gone; not needed where Windows brings it, or where it shall stay. */
export const uninstall: Step = {
  id: 'uninstall',
  group: 'change',
  status({ view, known }) {
    if (known === null) return notRead();
    // Microsoft's tool offboards and removes in one start.
    const byTool = removesByTool(known.situation);
    const items = known.plan.filter(
      ({ id, step }) => step === 'uninstall' || (byTool && id === offboardByTool.id),
    );
    const open = view.inputs.afterwards.uninstall === null && canUninstall(known.situation.facts);
    if (open) return held('ahead', note('blocker.chooseAfterwards'));
    if (items.length === 0) return settled('notNeeded', note('uninstall.notNeeded'));
    if (items.every((item) => !item.needed)) return settled('done', note('uninstall.done'));
    return (
      runStatus(
        view.run,
        items.map(({ id }) => id),
      ) ?? held('ahead', note(known.confirmed ? 'blocker.changeFirst' : 'blocker.confirmPlan'))
    );
  },
};

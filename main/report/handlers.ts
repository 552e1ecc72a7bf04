import type { bundleRequests } from '../../shared/bridge/bundle';
import type { Handlers } from '../bridge/dispatch';
import type { Server } from '../servers/server';
import { whenAsked } from '../whenAsked';
import type { BundleNeeds } from './bundle/contents';

/** What the requests of the report, of the plan as a file and of the bundle do. Each loads what it works with when it is asked for. */
export function reportHandlers(
  needs: BundleNeeds,
  handle: (targetId: string) => Server,
): Pick<Handlers, 'savePlan' | 'previewReport' | 'saveReport' | 'openReport' | keyof typeof bundleRequests> {
  const report = () => import('./report');
  const bundles = whenAsked(async () => (await import('./bundle/bundles')).bundleHandlers(needs, handle));
  return {
    savePlan: async ({ targetId, journey }) => {
      const { savePlan } = await import('./planFile');
      return { path: await savePlan(needs, handle(targetId), journey) };
    },
    previewReport: async ({ targetId, journey }) => ({
      html: await (await report()).previewReport(needs, handle(targetId), journey),
    }),
    saveReport: async ({ targetId, journey }) => ({
      path: await (await report()).saveReport(needs, handle(targetId), journey),
    }),
    openReport: async ({ targetId, journey, how }) => {
      await (await report()).openReport(needs, handle(targetId), journey, how);
      return {};
    },
    previewBundle: async (input) => (await bundles()).previewBundle(input),
    readBundleFile: async (input) => (await bundles()).readBundleFile(input),
    saveBundle: async (input) => (await bundles()).saveBundle(input),
  };
}

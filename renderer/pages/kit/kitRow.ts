import type { Say } from '../../../shared/locales/keys';
import type { KitNeed } from '../../../shared/plan/kitNeeds';
import type { LinkId } from '../../../shared/knowledge/urls';
import { packageKinds } from '../../../shared/knowledge/packageKinds';
import { fitsServer, forPackage, type Fit } from '../../../shared/kit/packageFit';
import { isUnconfirmed } from '../../../shared/kit/packageTrust';
import type { Package } from '../../../shared/model/packages';
import type { Situation } from '../../../shared/plan/situation';
import { shortId } from '../../frame/shortId';
import type { Times } from '../../frame/useTimes';

/** A file that the server needs, and how it stands: there, missing, not for this server, or with lines to confirm. */
export interface KitEntry {
  readonly id: string;
  readonly need: KitNeed;
  readonly state: 'ready' | 'missing' | 'misfit' | 'unconfirmed';
  readonly fit: Fit;
}

/** The kit of a server, what is missing first. */
export function kitEntries(needs: readonly KitNeed[], situation: Situation, practice: boolean): KitEntry[] {
  const order = { missing: 0, misfit: 1, unconfirmed: 2, ready: 3 };
  return needs
    .map((need): KitEntry => {
      const id = `${need.kind}${need.kb ?? ''}`;
      if (need.package === null) return { id, need, state: 'missing', fit: { fits: true } };
      const fit = fitOf(need.package, situation, practice);
      const usable = isUnconfirmed(need.package) ? 'unconfirmed' : 'ready';
      return { id, need, state: fit.fits ? usable : 'misfit', fit };
    })
    .sort((a, b) => order[a.state] - order[b.state]);
}

/** Whether a package may be used on the server of a situation. */
export function fitOf(pkg: Package, { facts }: Situation, practice: boolean): Fit {
  return fitsServer(pkg, forPackage(facts, practice));
}

/** Why a package does not fit. If the tenants differ, both ids stand side by side. */
export function misfitText(t: Say, pkg: Package, fit: Fit, orgId: string | null): string | null {
  if (fit.fits) return null;
  const tenant = 'orgId' in pkg.details ? pkg.details.orgId : null;
  return t(`packages:fit.${fit.reason}`, {
    package: shortId(tenant ?? t('server:unknown')),
    server: shortId(orgId ?? t('server:unknown')),
  });
}

/** The name of a need or a package: its kind, and the number of a Windows update. */
export function kindName(t: Say, kind: KitNeed['kind'], kb: string | null): string {
  const name = t(`packages:kind.${kind}.name`);
  return kb === null ? name : `${name} ${kb}`;
}

/** The usual file name of a need. */
export function usualName(need: Pick<KitNeed, 'kind' | 'kb'>): string {
  if (need.kb !== null) return `Windows8.1-${need.kb}-x64.msu`;
  return packageKinds.find(({ kind }) => kind === need.kind)?.fileName ?? '';
}

/** What tells one package of a kind from another: its version, its tenant, or its date. */
export function distinction(t: Say, pkg: Package): string {
  const { details } = pkg;
  switch (details.kind) {
    case 'installation':
      return details.productVersion;
    case 'onboarding':
    case 'onboardingFile':
      return t('kit:tenantOf', { tenant: shortId(details.orgId) });
    case 'offboarding':
    case 'offboardingFile':
      return details.orgId === null ? '' : t('kit:tenantOf', { tenant: shortId(details.orgId) });
    case 'installScript':
    case 'platformStep':
    case 'platformUpdate':
    case 'sensorUpdate':
    case 'intelligence':
    case 'clientAnalyzer':
    case 'deploymentTool':
      return details.version ?? '';
    case 'certificateList':
      return details.name ?? t(`packages:certificates.${details.list}`);
    case 'windowsUpdate':
      return details.architecture;
  }
}

/** When a package came into the library, and how long ago. */
export function ageText(t: Say, times: Times, pkg: Package, now: number): string {
  const dayMs = 24 * 60 * 60 * 1000;
  const age = now - pkg.addedAt;
  return age < dayMs
    ? t('kit:addedToday', { time: times.short(pkg.addedAt) })
    : t('kit:added', { date: times.date(pkg.addedAt), age: times.length(age) });
}

/** The page where a missing file is found. */
export function linkFor(need: Pick<KitNeed, 'kind' | 'kb'>): LinkId {
  if (need.kb === 'KB2999226') return 'updateKB2999226';
  if (need.kb === 'KB3080149') return 'updateKB3080149';
  if (need.kb === 'KB3045999') return 'updateKB3045999';
  if (need.kind === 'platformStep') return 'platformCatalog';
  if (need.kind === 'platformUpdate') return 'platformUpdate';
  if (need.kind === 'sensorUpdate') return 'sensorUpdate';
  if (need.kind === 'intelligence') return 'securityIntelligence';
  return need.kind === 'installScript' ? 'installScript' : 'portal';
}

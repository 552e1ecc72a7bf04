import type { Say } from '../../shared/locales/keys';
import type { Package } from '../../shared/model/packages';
import type { SiteDraft } from '../../shared/model/siteKit';
import { osFamilies, type OsFamily } from '../../shared/knowledge/os';
import { links } from '../../shared/knowledge/urls';
import type { Manifest } from '../../shared/site/manifest';
import { installationOrder } from '../../shared/site/order';
import { shareLayouts, trustCommands } from '../../shared/site/share';
import type { Receiver, SitePlan, SiteRow } from '../../shared/site/siteRows';
import { usualFileName } from '../../shared/site/sources';
import { provableAt } from '../../shared/site/ways';

/** What the pages of a kit are written from. */
export interface PagesOf {
  readonly plan: SitePlan;
  readonly draft: SiteDraft;
  readonly manifest: Pick<Manifest, 'practice' | 'by' | 'writtenAt' | 'gangway' | 'files'>;
  /** The tenants whose onboarding packages it holds. */
  readonly tenants: readonly string[];
}

const rule = '='.repeat(78);
const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const heading = (text: string): string[] => ['', text, rule];
/** A list in a page is wrapped by the editor of the reader; a command stands alone on its line. */
const listed = (items: readonly string[]): string[] => items.map((item) => `  - ${item}`);
const raw = (items: readonly string[]): string[] => items.map((item) => `      ${item}`);

/** Lines as Notepad of every Windows shows them: with its line ends, and a mark that they are UTF-8. */
const textOf = (lines: readonly string[]): string => `\uFEFF${lines.join('\r\n')}\r\n`;

/** A file by its kind, and its number where it has one. */
const fileName = (t: Say, { kind, kb }: Pick<SiteRow, 'kind' | 'kb'>): string =>
  `${t(`packages:kind.${kind}.name`)}${kb === null ? '' : ` ${kb}`}`;

/** The page for the technician: what this is, for whom, what to do, in which order, and what can be proved there. */
export function readMe(t: Say, { plan, draft, manifest, tenants }: PagesOf): string {
  const { can, cannot } = provableAt(draft.way);
  const by = { at: stamp(manifest.writtenAt), by: manifest.by, version: manifest.gangway };
  return textOf([
    draft.name === '' ? t('site:page.titleUnnamed') : t('site:page.title', { name: draft.name }),
    rule,
    ...(manifest.practice ? [t('site:page.practice')] : []),
    t(manifest.by === '' ? 'site:page.writtenNobody' : 'site:page.written', by),
    ...tenants.flatMap((tenant) => ['', t('site:page.tenant', { tenant })]),
    ...heading(t('site:page.forWhom')),
    ...plan.receivers.flatMap((receiver) => receiverLines(t, receiver)),
    ...heading(t('site:page.steps')),
    ...(['step1', 'step2', 'step3', 'step4', 'step5'] as const).map(
      (step, index) => `  ${index + 1}. ${t(`site:page.${step}`)}`,
    ),
    '',
    t('site:page.clock'),
    ...heading(t('site:page.files')),
    ...manifest.files.filter(({ kind }) => kind !== 'page').map(({ path }) => `  ${path}`),
    ...heading(t('site:page.order')),
    ...orderLines(t, plan),
    ...byHandLines(t, plan),
    ...heading(t('site:page.way')),
    draft.way === null
      ? t('site:way.unsaid')
      : `${t(`site:way.${draft.way}.name`)}. ${t(`site:way.${draft.way}.how`)}`,
    ...heading(t('site:page.can')),
    ...listed(can.map((id) => t(`site:proof.${id}`))),
    ...heading(t('site:page.cannot')),
    ...listed(cannot.map((id) => t(`site:proof.${id}`))),
    '',
    t('site:page.other'),
  ]);
}

function receiverLines(t: Say, { name, family, count, needs, state }: Receiver): string[] {
  if (family === null) return [];
  const os = t(`knowledge:os.${family}`);
  const lacks = needs.files.filter((need) => need.package === null);
  return [
    `  ${state === 'unknown' ? t('site:page.receiver', { count, os }) : t('site:page.receiverRead', { name: name ?? '', os })}`,
    `     ${
      lacks.length === 0
        ? t('site:page.nothingLacks')
        : t('site:page.lacks', { files: lacks.map((need) => fileName(t, need)).join(', ') })
    }`,
  ];
}

/** The order on each Windows of the kit. */
function orderLines(t: Say, { receivers }: SitePlan): string[] {
  const families = new Map(
    receivers.flatMap((one) => (one.family === null ? [] : [[one.family, one.needs] as const])),
  );
  const lines = [...families].flatMap(([family, needs]) => [
    t('site:order.for', { os: t(`knowledge:os.${family}`) }),
    ...installationOrder(family, needs).map(
      ({ id, restart }, index) =>
        `  ${index + 1}. ${t(`site:order.${id}`)}${restart ? ` (${t('site:order.restart')})` : ''}`,
    ),
  ]);
  const has2016 = families.has('2016') ? [t('site:order.why2016')] : [];
  return [...lines, ...has2016, t('site:order.doubt')];
}

function byHandLines(t: Say, { updates, rows }: SitePlan): string[] {
  const missing = rows.filter((row) => row.package === null);
  if (updates.length + missing.length === 0) return [];
  return [
    ...heading(t('site:page.byHand')),
    ...listed([
      ...missing.map((row) => {
        const { source } = row;
        const link = 'link' in source && source.link !== null ? `: ${links[source.link].url}` : '';
        return `${fileName(t, row)} (${usualFileName(row.kind, row.kb)})${link}`;
      }),
      ...updates.map(({ needed, receivers }) => {
        const text = t(needed.startsWith('KB') ? 'site:build.update' : 'site:build.updateBuild', { needed });
        return `${text} (${[...new Set(receivers.map(({ family }) => osName(t, family)))].join(', ')})`;
      }),
    ]),
  ];
}

const osName = (t: Say, family: OsFamily | null): string =>
  family !== null && osFamilies.some((entry) => entry.family === family) ? t(`knowledge:os.${family}`) : '';

/** The page on a share for security intelligence: both layouts, each with its own settings. */
export function sharePage(t: Say): string {
  return textOf([
    t('site:share.title'),
    rule,
    t('site:share.lead'),
    ...shareLayouts.flatMap(({ id, layout, policies, commands, trigger }) => [
      ...heading(t(`site:share.${id}.name`)),
      t(`site:share.${id}.about`),
      t(`site:share.${id}.content`),
      ...block(t('site:share.layout'), layout),
      ...block(t('site:share.policies'), policies),
      ...block(t('site:share.commands'), commands),
      ...block(t('site:share.trigger'), trigger),
    ]),
    '',
    t('site:share.often'),
    t('site:share.root'),
  ]);
}

const block = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : ['', `   ${title}`, ...raw(items)];

/** A list of certificates by its sort, who made it, and until when it holds. */
function listLine(t: Say, { details, name }: Package): string {
  if (details.kind !== 'certificateList') return name;
  const sort = t(`packages:certificates.${details.list}`);
  const whose = details.name === null ? sort : `${sort}, ${details.name}`;
  return details.until === null
    ? whose
    : t('site:trust.until', { list: whose, day: stamp(details.until).slice(0, 10) });
}

/** The page on roots and revocation lists: how they are brought, and where Windows is pointed to them. */
export function trustPage(t: Say, carried: readonly Package[]): string {
  const { fetch, files, key, value, policyKey, policyValues, lists: hosts, roots } = trustCommands;
  return textOf([
    t('site:trust.title'),
    rule,
    t('site:trust.lead'),
    carried.length === 0 ? t('site:trust.notInKit') : t('site:trust.inKit', { count: carried.length }),
    ...listed(carried.map((pkg) => listLine(t, pkg))),
    '',
    t('site:trust.fetch'),
    ...raw([fetch]),
    t('site:trust.into', { files: files.join(', ') }),
    '',
    t('site:trust.point'),
    ...raw([key, `${value} = file://server/share`]),
    t('site:trust.keep'),
    ...raw([policyKey, ...policyValues]),
    '',
    t('site:trust.crl', { hosts: hosts.join(', ') }),
    t('site:trust.roots', { roots: roots.join(', ') }),
    t('site:trust.doubt'),
  ]);
}

import { useState, type ReactNode } from 'react';
import type { LinkId } from '../../../shared/knowledge/urls';
import { certificateListsIn, extrasOf } from '../../../shared/site/extras';
import { installationOrder, orderGround } from '../../../shared/site/order';
import { shareLayouts, trustCommands } from '../../../shared/site/share';
import type { SitePlan } from '../../../shared/site/siteRows';
import { provableAt, siteWayEntries } from '../../../shared/site/ways';
import { siteWays, type SiteWay } from '../../../shared/model/siteKit';
import type { Package } from '../../../shared/model/packages';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { CopyButton } from '../../components/copyButton';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { osWords, receiverName } from './siteWords';
import './site.css';

/** How the site reaches the cloud, and what follows from it: what can be proved there and what cannot. */
export function WayChoice({
  way,
  onWay,
}: {
  readonly way: SiteWay | null;
  readonly onWay: (way: SiteWay | null) => void;
}) {
  const { t } = useTexts('site');
  // What a person chose shows at once; main keeps it a moment later.
  const [chosen, setChosen] = useState(way);
  const { can, cannot } = provableAt(chosen);
  const doubtful = new Set(siteWayEntries.filter(({ doubt }) => doubt !== null).map(({ id }) => id));
  return (
    <Section title={t('way.title')} note={t('way.note')}>
      <ChoiceList
        label={t('way.title')}
        value={chosen ?? 'unsaid'}
        onChange={(id) => {
          const next = siteWays.find((one) => one === id) ?? null;
          setChosen(next);
          onWay(next);
        }}
        choices={[
          { id: 'unsaid', name: t('way.unsaid') },
          ...siteWays.map((id) => ({
            id,
            name: t(`way.${id}.name`),
            detail: `${t(`way.${id}.how`)}${doubtful.has(id) ? ` ${t('way.doubt')}` : ''}`,
          })),
        ]}
      />
      <div className="gw-site-proofs">
        {(
          [
            ['can', can],
            ['cannot', cannot],
          ] as const
        ).map(([id, proofs]) => (
          <div key={id}>
            <h3>{t(`proof.${id}`)}</h3>
            <ul className="gw-site-list">
              {proofs.map((proof) => (
                <li key={proof}>{t(`proof.${proof}`)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}

/** What somebody brings by hand: updates of Windows by their numbers, each for whom. */
export function ByHand({
  plan,
  onLink,
}: {
  readonly plan: SitePlan;
  readonly onLink: (link: LinkId) => void;
}) {
  const { t } = useTexts('site');
  if (plan.updates.length === 0) return null;
  return (
    <Section
      title={t('build.byHand')}
      note={t('build.byHandNote')}
      end={
        <ActionButton size="small" onPress={() => onLink('updateCatalog')}>
          {t('build.openCatalog')}
        </ActionButton>
      }
    >
      <RowList
        label={t('build.byHand')}
        layout="dense"
        rows={plan.updates.map(({ needed, receivers }) => ({
          id: needed,
          title: t(needed.startsWith('KB') ? 'build.update' : 'build.updateBuild', { needed }),
          value: receivers.map((receiver) => receiverName(t, receiver)).join(', '),
        }))}
      />
    </Section>
  );
}

/** Part of a page that is read once in a while: closed until somebody asks. */
function Folded({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <details className="gw-site-folded">
      <summary>
        <b>{title}</b> <span className="gw-caption">{note}</span>
      </summary>
      <div className="gw-site-folded-body">{children}</div>
    </details>
  );
}

const raw = (lines: readonly string[], label: string) => (
  <div className="gw-site-raw">
    <pre className="gw-mono" lang="en">
      {lines.join('\n')}
    </pre>
    <CopyButton text={lines.join('\n')} label={label} iconOnly />
  </div>
);

/** The order at the site, on each Windows of the kit. */
export function Order({ plan }: { readonly plan: SitePlan }) {
  const { t } = useTexts('site');
  const families = [
    ...new Map(
      plan.receivers.flatMap((one) => (one.family === null ? [] : [[one.family, one.needs] as const])),
    ),
  ];
  if (families.length === 0) return null;
  return (
    <Folded title={t('order.title')} note={t('order.note')}>
      {families.map(([family, needs]) => (
        <div key={family}>
          <h3>{t('order.for', { os: osWords(t, family) })}</h3>
          <ol className="gw-site-list">
            {installationOrder(family, needs).map(({ id, restart }) => (
              <li key={id}>
                {t(`order.${id}`)}
                {restart && <span className="gw-caption"> ({t('order.restart')})</span>}
              </li>
            ))}
          </ol>
          {family === '2016' && <p className="gw-detail">{t('order.why2016')}</p>}
        </div>
      ))}
      <p className="gw-caption">
        {t('order.doubt')} <span lang="en">{orderGround.source}</span>
      </p>
    </Folded>
  );
}

/** A share for security intelligence: its two layouts, each with its own settings. */
export function Share() {
  const { t } = useTexts('site');
  return (
    <Folded title={t('share.title')} note={t('share.note')}>
      <p>{t('share.lead')}</p>
      {shareLayouts.map(({ id, layout, policies, commands, trigger }) => (
        <div key={id}>
          <h3>{t(`share.${id}.name`)}</h3>
          <p className="gw-detail">
            {t(`share.${id}.about`)} {t(`share.${id}.content`)}
          </p>
          {(
            [
              ['layout', layout],
              ['policies', policies],
              ['commands', commands],
              ['trigger', trigger],
            ] as const
          ).map(([part, lines]) =>
            lines.length === 0 ? null : (
              <div key={part}>
                <p className="gw-caption">{t(`share.${part}`)}</p>
                {raw(lines, t('copyOf', { what: t(`share.${part}`) }))}
              </div>
            ),
          )}
        </div>
      ))}
      <p>{t('share.often')}</p>
      <p>{t('share.root')}</p>
    </Folded>
  );
}

/** Roots and revocation lists: what travels with the kit, how they are fetched, and where Windows is pointed to them. */
export function Trust({
  library,
  practice,
}: {
  readonly library: readonly Package[];
  readonly practice: boolean;
}) {
  const { t } = useTexts('site');
  const times = useTimes();
  const carried = certificateListsIn(extrasOf(library, practice));
  const { fetch, files, key, value, policyKey, policyValues, lists, roots } = trustCommands;
  return (
    <Folded title={t('trust.title')} note={t('trust.note')}>
      <p>{t('trust.lead')}</p>
      <p>{carried.length === 0 ? t('trust.notInKit') : t('trust.inKit', { count: carried.length })}</p>
      {carried.length > 0 && (
        <ul className="gw-site-list">
          {carried.map(({ sha256, details, name }) => {
            if (details.kind !== 'certificateList') return <li key={sha256}>{name}</li>;
            const sort = t(`packages:certificates.${details.list}`);
            const whose = details.name === null ? sort : `${sort}, ${details.name}`;
            return (
              <li key={sha256}>
                {details.until === null
                  ? whose
                  : t('trust.until', { list: whose, day: times.date(details.until) })}
              </li>
            );
          })}
        </ul>
      )}
      <p>{t('trust.fetch')}</p>
      {raw([fetch], t('copyOf', { what: t('trust.title') }))}
      <p>{t('trust.into', { files: files.join(', ') })}</p>
      <p>{t('trust.point')}</p>
      {raw([key, `${value} = file://server/share`], t('copyOf', { what: value }))}
      <p>{t('trust.keep')}</p>
      {raw([policyKey, ...policyValues], t('copyOf', { what: policyValues[0] }))}
      <p>{t('trust.crl', { hosts: lists.join(', ') })}</p>
      <p>{t('trust.roots', { roots: roots.join(', ') })}</p>
      <p className="gw-caption">{t('trust.doubt')}</p>
    </Folded>
  );
}

import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { ReplyOf } from '../../../shared/bridge/contract';
import type { Package } from '../../../shared/model/packages';
import type { ManyDecision } from '../../../shared/model/inputs';
import { offeredFixes, shareOf } from '../../../shared/several/severalServers';
import { useClient } from '../../client';
import { Accept } from '../../components/accept';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { Section } from '../../components/section';
import { distinction, kindName } from '../kit/kitRow';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { namesOf, type Candidate } from './candidate';
import { RefusedServers } from './refusedServers';
import '../../components/causeBox.css';
import '../../components/choiceList.css';
import '../../frame/asking/entry.css';
import './several.css';

/** The servers that were chosen, and the packages there are. */
export interface DecideOnceProps {
  readonly servers: readonly Candidate[];
  readonly library: readonly Package[];
}

const modes = ['keep', 'fitting', 'active', 'passive'] as const;
const untouched: ManyDecision = { mode: null, acceptGap: false, fixes: [], packages: [] };

/** One decision for all that were chosen: mode, fixes and packages, each with the servers it is for and those it is not for. */
export function DecideOnce({ servers, library }: DecideOnceProps) {
  const { t } = useTexts('several');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [decision, setDecision] = useState(untouched);
  const [reply, setReply] = useState<ReplyOf<'decideMany'>>();
  const change = (part: Partial<ManyDecision>) => {
    setReply(undefined);
    setDecision({ ...decision, ...part });
  };
  const shares = servers.map((one) => ({ ...one, share: shareOf(one, decision, library) }));
  const leftOf = (part: string) =>
    shares.filter(({ share }) => share.left.some((left) => left.part === part));
  const gap = shares.filter(
    ({ share }) =>
      share.left.some(({ part }) => part === 'gap') ||
      share.changes.some(({ kind }) => kind === 'acceptNoProtector'),
  );
  const byMode = (mode: 'active' | 'passive') => shares.filter(({ share }) => share.mode === mode);
  const trapped = leftOf('mode');
  const nameOf = (id: string) => servers.find((one) => one.id === id)?.name ?? id;
  const fixes = offeredFixes(servers);
  const kinds = [...new Set(library.map(({ kind }) => kind))].filter(
    (kind) => kind !== 'windowsUpdate' && library.filter((pkg) => pkg.kind === kind).length > 1,
  );
  const modeWords = (mode: (typeof modes)[number]) => {
    if (mode !== (decision.mode ?? 'keep') || mode === 'keep') return t(`mode.${mode}.detail`);
    const counts = (['active', 'passive'] as const)
      .map((one) => ({ one, of: byMode(one) }))
      .filter(({ of }) => of.length > 0)
      .map(({ one, of }) => t(`mode.is.${one}`, { count: of.length, names: namesOf(of) }));
    const not =
      trapped.length > 0 ? [t('mode.trapped', { count: trapped.length, names: namesOf(trapped) })] : [];
    return [t(`mode.${mode}.detail`), ...counts, ...not].join(' ');
  };
  const decide = async () => {
    const done = await ask(() => client.decideMany({ targetIds: servers.map(({ id }) => id), decision }));
    if (done !== undefined) setReply(done);
  };

  return (
    <Section title={t('decide.title')} note={t('decide.note')}>
      {failure !== null && <FailureNote failure={failure} />}
      <h3 className="gw-several-part">{t('mode.title')}</h3>
      <ChoiceList
        label={t('mode.title')}
        value={decision.mode ?? 'keep'}
        onChange={(id) => {
          const mode = modes.find((one) => one === id) ?? 'keep';
          change({ mode: mode === 'keep' ? null : mode, acceptGap: false });
        }}
        choices={modes.map((mode) => ({ id: mode, name: t(`mode.${mode}.name`), detail: modeWords(mode) }))}
      />
      {gap.length > 0 && (
        <Accept checked={decision.acceptGap} onChange={(acceptGap) => change({ acceptGap })}>
          {t('gap', { count: gap.length })}
          <span className="gw-choice-detail gw-detail">{namesOf(gap)}</span>
        </Accept>
      )}
      {fixes.length > 0 && <h3 className="gw-several-part">{t('fixes.title')}</h3>}
      {fixes.map(({ fix, asked, fileMissing, required }) => (
        <Accept
          key={fix}
          checked={decision.fixes.includes(fix)}
          onChange={(wanted) =>
            change({
              fixes: wanted ? [...decision.fixes, fix] : decision.fixes.filter((other) => other !== fix),
            })
          }
        >
          {t(`actions:${fix}.title`)}
          <span className="gw-choice-detail gw-detail">
            {t(required ? 'fixes.asked' : 'fixes.wise', {
              count: asked.length,
              names: asked.map(nameOf).join(', '),
            })}
            {fileMissing.length > 0 &&
              ` ${t('fixes.fileMissing', { count: fileMissing.length, names: fileMissing.map(nameOf).join(', ') })}`}
          </span>
        </Accept>
      ))}
      {kinds.length > 0 && <h3 className="gw-several-part">{t('packages.title')}</h3>}
      {kinds.map((kind) => {
        const own = library.filter((pkg) => pkg.kind === kind);
        const picked = own.find(({ sha256 }) => decision.packages.includes(sha256));
        const misfits = shares.filter(({ share }) =>
          share.left.some((left) => left.part === 'package' && left.sha256 === picked?.sha256),
        );
        return (
          <label key={kind} className="gw-entry gw-several-package">
            <span>{kindName(t, kind, null)}</span>
            <Select
              value={picked?.sha256 ?? ''}
              onChange={(_, data) =>
                change({
                  packages: [
                    ...decision.packages.filter((sha256) => !own.some((pkg) => pkg.sha256 === sha256)),
                    ...own.filter(({ sha256 }) => sha256 === data.value).map(({ sha256 }) => sha256),
                  ],
                })
              }
            >
              <option value="">{t('packages.keep')}</option>
              {own.map((pkg) => (
                <option key={pkg.sha256} value={pkg.sha256}>
                  {`${pkg.name} ${distinction(t, pkg)}`}
                </option>
              ))}
            </Select>
            {misfits.length > 0 && (
              <span className="gw-detail">
                {t('packages.misfit', { count: misfits.length, names: namesOf(misfits) })}
              </span>
            )}
          </label>
        );
      })}
      <div className="gw-cause-actions">
        <ActionButton
          notYet={servers.length === 0}
          busy={busy ? t('decide.busy') : undefined}
          onPress={() => void decide()}
        >
          {t('decide.verb', { count: servers.length })}
        </ActionButton>
        <span role="status">{reply !== undefined && t('decide.done', { count: reply.decided })}</span>
      </div>
      {reply !== undefined && (
        <RefusedServers lead={t('decide.refused')} refused={reply.refused} nameOf={nameOf} />
      )}
    </Section>
  );
}

import type { ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { antivirusTest, antivirusTestHindrance } from '../../../shared/model/antivirus/antivirusTest';
import { wantedTenant } from '../../../shared/plan/situation';
import { useClient } from '../../client';
import { Glyph } from '../../components/glyph';
import type { GlyphState } from '../../components/glyphState';
import { Inspector } from '../../components/inspector';
import { SignList } from '../../components/signList';
import { LookForCause } from '../../frame/asking/lookForCause';
import type { PageProps } from '../../frame/page';
import { FailureNote } from '../../frame/failureNote';
import { useServerTimes } from '../../frame/useTimes';
import { useAsk } from '../../frame/useAsk';
import { otherProtector } from '../../frame/protector';
import { AntivirusButton } from './antivirusTest';
import { serverMomentAfter } from './serverElapsed';
import { SessionButton } from '../../frame/session/sessionButton';

/** The page, what is known, when the test was sent (server clock), and whether the usual time is over. */
export interface NothingYetProps {
  readonly page: PageProps;
  readonly known: Knowledge;
  readonly sentAt: number;
  readonly over: boolean;
}

/** Why an alert may not be there: answered from the server where that is possible, asked where it is not. */
export function NothingYet({ page, known, sentAt, over }: NothingYetProps) {
  const { t } = useTexts('test');
  const client = useClient();
  const there = useServerTimes(page.view);
  const { ask, failure } = useAsk();
  const { facts } = known.situation;
  const contact = facts.sensor.lastConnectedAt;
  const tenant = wantedTenant(known.situation);
  const orgId = facts.sensor.orgId ?? '-';
  const same = facts.sensor.orgId?.toLowerCase() === tenant;
  const other = otherProtector(facts);
  const tested = antivirusTest(facts);
  const hindrance = antivirusTestHindrance(facts);
  const questions: {
    id: 'online' | 'tenant' | 'blocked' | 'antivirus' | 'older' | 'filter';
    glyph: GlyphState;
    answer: string;
    way?: ReactNode;
  }[] = [
    {
      id: 'online',
      glyph: contact === null ? 'stopped' : 'done',
      answer: contact === null ? t('ask.onlineNo') : t('ask.onlineYes', { time: there.moment(contact) }),
    },
    {
      id: 'tenant',
      glyph: same ? 'done' : 'stopped',
      answer: t(same ? 'ask.tenantYes' : 'ask.tenantNo', { orgId }),
    },
    {
      id: 'blocked',
      glyph: other === null ? 'done' : 'toFix',
      answer: other === null ? t('ask.blockedNo') : t('ask.blockedYes', { product: other }),
    },
    {
      id: 'antivirus',
      glyph: tested.state === 'removed' ? 'done' : tested.state === 'none' ? 'ahead' : 'stopped',
      answer:
        hindrance !== null
          ? t('ask.antivirusNotHere')
          : t(`ask.antivirusIs.${tested.state}`, {
              time: tested.at === null ? '' : there.moment(tested.at),
            }),
      way: <AntivirusButton page={page} known={known} />,
    },
    { id: 'older', glyph: 'ahead', answer: t('ask.olderText') },
    { id: 'filter', glyph: 'ahead', answer: t('ask.filterText') },
  ];
  return (
    <Inspector
      label={t('ask.label')}
      title={t('ask.title')}
      foot={
        over && (
          <>
            <SessionButton
              target={page.view.target}
              onPress={() => void ask(() => client.startTest({ targetId: page.view.target.id }))}
            >
              {t('ask.again')}
            </SessionButton>
            <LookForCause page={page} symptom="noAlert" />
          </>
        )
      }
    >
      <p className="gw-detail">
        {over
          ? t('ask.late')
          : t('ask.early', { time: there.short(serverMomentAfter(page.view, sentAt, 10 * 60_000)) })}
      </p>
      {failure !== null && <FailureNote failure={failure} />}
      <SignList
        label={t('ask.label')}
        lines={questions.map((question) => ({
          id: question.id,
          sign: <Glyph state={question.glyph} label={t(`components:state.${question.glyph}`)} />,
          text: (
            <div>
              <h3>{t(`ask.${question.id}`)}</h3>
              <p className="gw-detail">{question.answer}</p>
              {question.way}
            </div>
          ),
        }))}
      />
    </Inspector>
  );
}

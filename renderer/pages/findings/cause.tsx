import type { ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import type { CauseId } from '../../../shared/findings/cause';
import { causeOf } from '../../../shared/findings/causes';
import { fixOf } from '../../../shared/findings/fix';
import type { Walk } from '../../../shared/findings/walk';
import type { Search } from '../../../shared/model/search';
import type { Searching } from '../../../shared/steps/searching';
import { ActionButton } from '../../components/actionButton';
import { CodeView } from '../../components/codeView';
import { NextStep } from '../../components/nextStep';
import type { PageProps } from '../../frame/page';
import { StepPage, type StepPageProps } from '../../frame/stepPage';
import '../../components/section.css';
import { NextOfCause, type Decide } from './nextOfCause';
import { SupportItems } from './supportItems';

/** A search that ended, with the frame of its page. */
export interface CauseProps {
  readonly frame: Omit<StepPageProps, 'title' | 'children'>;
  readonly page: PageProps;
  readonly searching: Searching;
  readonly search: Search;
  readonly walk: Walk & { readonly found: CauseId };
  readonly decide: Decide;
  readonly again: () => void;
  readonly how: ReactNode;
}

/** The cause as the title, its one next step, and then how it was found. */
export function Cause({ frame, page, searching, search, walk, decide, again, how }: CauseProps) {
  const { t } = useTexts('findings');
  const mended = walk.unknown && search.planned.length > 0;
  if (mended)
    return (
      <StepPage {...frame} title={t('mended.title')} lead={t('mended.lead')} state="done">
        {how}
      </StepPage>
    );
  const cause = causeOf(walk.found);
  const { next } = cause;
  // A fix that this server cannot be given is done by hand.
  const byHand =
    (next.kind === 'wish' || next.kind === 'accept') && fixOf(cause.id, searching.evidence) === null;
  return (
    <StepPage
      {...frame}
      title={t(cause.says.title)}
      lead={t(cause.says.why)}
      state={walk.unknown ? 'notProvable' : 'stopped'}
      large
    >
      <NextStep
        step={t(cause.says.next)}
        cost={
          <>
            {next.kind === 'support' && <SupportItems items={next.send} />}
            {t(`cost.${byHand ? 'person' : next.kind}`)}
            {cause.doubt !== null && ` ${t(`knowledge:${cause.doubt}`)}`}
          </>
        }
        action={
          <NextOfCause {...{ page, cause, search, decide }} evidence={searching.evidence} onAgain={again} />
        }
        waysLead={t('ways.lead')}
        ways={
          <>
            {!walk.unknown && (
              <ActionButton variant="link" onPress={() => decide({ kind: 'ruleOut', cause: walk.found })}>
                {t('ways.ruleOut')}
              </ActionButton>
            )}
            <ActionButton variant="link" onPress={() => page.goTo('symptom')}>
              {t('ways.other')}
            </ActionButton>
          </>
        }
      />
      {cause.command !== undefined && (
        <div className="gw-section">
          <CodeView title={t('command')} code={cause.command} />
        </div>
      )}
      {how}
      <p className="gw-caption">
        {t('source')} <span lang="en">{cause.source}</span>
      </p>
    </StepPage>
  );
}

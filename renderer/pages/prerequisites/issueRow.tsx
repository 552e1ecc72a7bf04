import type { Say } from '../../../shared/locales/keys';
import type { KnownIssue } from '../../../shared/issues/issue';
import { Glyph } from '../../components/glyph';
import type { RowContent } from '../../components/row';
import { IssueExplanation } from '../server/issueExplanation';
import { ExplainButton } from './explainButton';

/** A known issue that shows on the server and that no check tells: a row of "to know". */
export function issueRow(t: Say, issue: KnownIssue, explained: boolean, onExplain: () => void): RowContent {
  const title = t(`issues:${issue.id}.title`);
  return {
    id: issue.id,
    title,
    glyph: <Glyph state="toKnow" label={t('prerequisites:state.toKnow')} />,
    detail: t(`issues:${issue.id}.why`),
    value: issue.id,
    actions: <ExplainButton title={title} explained={explained} onExplain={onExplain} />,
    body: explained ? <IssueExplanation issue={issue} state="found" /> : undefined,
  };
}

import { useTexts } from '../../useTexts';
import { signsOf, type IssueState } from '../../../shared/issues/issues';
import type { KnownIssue } from '../../../shared/issues/issue';
import { PropertyList } from '../../components/propertyList';

/** An issue and how it stands on the server. */
export interface IssueExplanationProps {
  readonly issue: KnownIssue;
  readonly state: IssueState;
}

/** What to do about a known issue, how it stands and how it is noticed, where it matters, and what that rests on. */
export function IssueExplanation({ issue, state }: IssueExplanationProps) {
  const { t } = useTexts('issues');
  const signs = signsOf(issue).map((sign) => t(`sign.${sign}`));
  return (
    <PropertyList
      items={[
        { name: t('next'), value: t(`${issue.id}.next`) },
        { name: t('stands'), value: t(`state.${state}`) },
        { name: t('noticed'), value: signs.join(', ') },
        { name: t('step'), value: t(`steps:name.${issue.step}`) },
        { name: t('source'), value: <span lang="en">{issue.source}</span> },
        ...(issue.doubt === null ? [] : [{ name: t('doubt'), value: t(`knowledge:${issue.doubt}`) }]),
      ]}
    />
  );
}

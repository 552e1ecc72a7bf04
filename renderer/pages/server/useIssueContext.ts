import { issueContext } from '../../../shared/issues/issueContext';
import type { IssueContext } from '../../../shared/issues/issue';
import { useSession } from '../../mirror';
import type { PageProps } from '../../frame/page';

/** What the known issues of the server of a page are judged by; null until its facts were read. */
export function useIssueContext({ view, assessment }: PageProps): IssueContext | null {
  const refused = useSession((session) => session.refused);
  if (assessment.known === null) return null;
  return issueContext(
    assessment.known,
    view.run,
    refused.filter((file) => file.to === view.target.id).map(({ refusal }) => refusal),
  );
}

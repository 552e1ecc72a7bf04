import { useEffect, useId } from 'react';
import { useTexts } from '../useTexts';
import type { Failure } from '../../shared/errors';
import type { CodeTool } from '../../shared/knowledge/codes';
import { useAnnouncer } from '../announcer';
import { Note } from '../components/note';
import { failureText } from './failureText';
import '../components/inset.css';
import './failureNote.css';

/** A failure, and the tool whose exit code it carries where that is known. */
export interface FailureNoteProps {
  readonly failure: Failure;
  readonly tool?: CodeTool | null;
}

/** A failure of something a page asked for: what, why, the one next step, and the raw text below. Spoken once. */
export function FailureNote({ failure, tool = null }: FailureNoteProps) {
  const { t } = useTexts();
  const words = failureText(t, failure, tool);
  const { fail } = useAnnouncer();
  const id = useId();
  const spoken = `${words.title}. ${words.cause} ${words.next}`;
  useEffect(() => fail(`${id}${spoken}`, spoken), [fail, id, spoken]);
  return (
    <div className="gw-failure-note">
      <Note tone="stopped" lead={`${words.title}.`}>
        {words.cause} {words.next}
      </Note>
      {words.raw !== '' && (
        <pre className="gw-failure-raw gw-inset gw-mono" lang="en">
          {words.raw}
        </pre>
      )}
    </div>
  );
}

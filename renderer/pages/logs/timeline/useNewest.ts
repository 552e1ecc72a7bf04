import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Failure } from '../../../../shared/errors';
import { failureOfRequest } from '../../../client';

/** What the newest answered question brought. `failure`: why the last one brought nothing. */
export interface Newest<Question, Answer> {
  readonly answer: { readonly question: Question; readonly value: Answer } | null;
  readonly failure: Failure | null;
  /** Whether the answer is that of the question of now. */
  readonly isCurrent: boolean;
}

/**
 * Asks again whenever the question changes, with one question under way at a time: of those that came meanwhile only the newest is asked.
 * So a turn of the wheel never queues up work. The last answer stays until there is a newer one. A question is another one when
 * it is another object; null asks nothing.
 */
export function useNewest<Question, Answer>(
  question: Question | null,
  ask: (question: Question) => Promise<Answer>,
): Newest<Question, Answer> {
  const [answer, setAnswer] = useState<Newest<Question, Answer>['answer']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const wanted = useRef<Question | null>(null);
  const busy = useRef(false);
  const askNow = useEffectEvent(ask);

  useEffect(() => {
    wanted.current = question;
    const next = async (): Promise<void> => {
      busy.current = true;
      let asked: Question | null = null;
      while (wanted.current !== null && wanted.current !== asked) {
        asked = wanted.current;
        try {
          const value = await askNow(asked);
          setAnswer({ question: asked, value });
          setFailure(null);
        } catch (error) {
          setFailure(failureOfRequest(error));
        }
      }
      busy.current = false;
    };
    if (!busy.current && question !== null) void next();
  }, [question]);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );

  return { answer, failure, isCurrent: answer?.question === question };
}

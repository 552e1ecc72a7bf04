import { useMemo } from 'react';
import { useTexts } from '../useTexts';
import type { Sayer } from '../../shared/checks/checkValue';
import { useTimes } from './useTimes';

/** Says raw values of facts in plain words of the chosen language. */
export function useSayer(): Sayer {
  const { t } = useTexts();
  const times = useTimes();
  return useMemo(() => ({ say: t, moment: (at) => times.moment(at) }), [t, times]);
}

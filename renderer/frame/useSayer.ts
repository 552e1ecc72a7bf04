import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sayer } from '../../shared/checks/checkValue';
import { useTimes } from './useTimes';

/** Says raw values of facts in plain words of the chosen language. */
export function useSayer(): Sayer {
  const { t } = useTranslation();
  const times = useTimes();
  return useMemo(
    () => ({ say: (key, values) => t(key, values ?? {}), moment: (at) => times.moment(at) }),
    [t, times],
  );
}

import type { Say } from '../../../shared/locales/keys';
import type { Rung, TargetView } from '../../../shared/bridge/session';
import { connectWords } from '../../frame/asking/connectWords';

/** What a rung measured, in words that say what it means; nothing is claimed that was not read. */
export function rungValue(t: Say, rung: Rung, view: TargetView): string {
  const { connection } = view;
  if (rung.state === 'notNeeded') return t(`connect:notNeeded.${view.target.kind}`);
  if (rung.state === 'ahead') return t('connect:notTested');
  if (rung.state === 'testing') return t('connect:rungTesting');
  if (rung.state === 'stopped' && rung.failure !== null) return connectWords(t, rung.failure).title;
  const { value } = rung;
  if (connection === null) {
    // A local session asks no port.
    return rung.id === 'port' || rung.id === 'management'
      ? value
      : t(`connect:rung.${rung.id}.value`, { value });
  }
  const { addresses, endpoint, identity } = connection;
  switch (rung.id) {
    case 'name':
      return addresses.length > 1
        ? t('connect:rung.name.more', { value, count: addresses.length - 1 })
        : value;
    case 'port':
      return t(`connect:rung.port.${value === '5986' ? 'https' : 'http'}`, { value });
    case 'management': {
      const stack = /Stack: (\S+)/.exec(value)?.[1] ?? value;
      return t(`connect:rung.management.${endpoint?.useSsl === true ? 'https' : 'http'}`, { value: stack });
    }
    case 'signIn':
      return t(`connect:rung.signIn.${identity?.isLocalAccount === true ? 'local' : 'value'}`, { value });
    case 'administrator':
      return t('connect:rung.administrator.network');
    case 'powershell':
      return identity === null
        ? t('connect:rung.powershell.value', { value })
        : t('connect:rung.powershell.network', { value, policy: identity.executionPolicy });
    case 'language':
      return t('connect:rung.language.value', { value });
  }
}

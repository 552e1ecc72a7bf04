import { useTexts } from '../../useTexts';
import { antivirusMode, saidOfMode } from '../../../shared/model/antivirus/antivirusMode';
import type { ServerState } from '../../../shared/model/facts';
import { Note } from '../../components/note';
import '../../components/section.css';

/** What a person must know of the mode that was read, when the server did not name it. */
export function ModeReading({ facts }: { readonly facts: ServerState }) {
  const { t } = useTexts('mode');
  const mode = antivirusMode(facts);
  if (mode !== 'notTold' && mode !== 'unclear' && mode !== 'noAnswer' && mode !== 'other') return null;
  const said = saidOfMode(facts);
  return (
    <section className="gw-section">
      <Note tone={mode === 'notTold' ? 'neutral' : 'caution'} lead={t(`read.${mode}.lead`, said.values)}>
        {t(`server:said.${said.key}`, said.values)}. {t(`read.${mode}.text`)}
      </Note>
    </section>
  );
}

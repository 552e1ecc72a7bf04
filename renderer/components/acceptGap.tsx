import { Accept } from './accept';
import { Note } from './note';
import './section.css';

/** What a person is to know, and the sentence that they accept it with. */
export interface AcceptGapProps {
  readonly lead: string;
  readonly text: string;
  readonly sentence: string;
  readonly accepted: boolean;
  readonly onChange: (accepted: boolean) => void;
}

/** Moments at which nobody blocks threats must be accepted knowingly; this is where. */
export const AcceptGap = ({ lead, text, sentence, accepted, onChange }: AcceptGapProps) => (
  <section className="gw-section">
    <Note tone="stopped" lead={lead}>
      {text}
    </Note>
    <Accept checked={accepted} onChange={onChange}>
      {sentence}
    </Accept>
  </section>
);

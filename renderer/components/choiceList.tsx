import { useId, type ReactNode } from 'react';
import './choiceList.css';

/** One way to choose: its words, a consequence below, what opens when it is chosen, and what stands at the right. */
export type Choice = { id: string; name: string; detail?: ReactNode; more?: ReactNode; end?: ReactNode };

/** Ways of which one is chosen; `plain` leaves out the outer hairlines. Lists of one `name` are one choice, and one Tab stop. */
export type ChoiceListProps = {
  label: string;
  choices: readonly Choice[];
  value: string | undefined;
  onChange: (id: string) => void;
  plain?: boolean;
  name?: string;
};

/** Radio buttons with their consequences, one Tab stop as radio buttons have. */
export function ChoiceList({ label, choices, value, onChange, plain = false, name }: ChoiceListProps) {
  const group = useId();
  return (
    <fieldset className={`gw-choices ${plain ? 'gw-choice-plain' : ''}`}>
      <legend className="gw-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.id} className="gw-choice">
          <input
            className="gw-radio"
            type="radio"
            name={name ?? group}
            checked={choice.id === value}
            aria-label={choice.name}
            aria-describedby={choice.detail === undefined ? undefined : `${group}-${choice.id}`}
            onChange={() => onChange(choice.id)}
          />
          <span>
            <span className="gw-choice-name">{choice.name}</span>
            {choice.detail !== undefined && (
              <span className="gw-choice-detail gw-detail" id={`${group}-${choice.id}`}>
                {choice.detail}
              </span>
            )}
            {choice.id === value && choice.more}
          </span>
          {choice.end}
        </label>
      ))}
    </fieldset>
  );
}

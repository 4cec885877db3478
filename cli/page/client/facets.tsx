import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SEVERITY_NAMES, severityWord, VERDICT_NAMES, VERDICTS } from '../verdict-words.ts';
import { grouped } from '../words.ts';
import { NONE } from './flow-rows.ts';
import type { Picked } from './pick-flows.ts';
import { FACETS, type Facet, toggled, type ViewState } from './view-state.ts';

interface FacetRow {
  readonly label: string;
  /** How a value is shown, where that is not the value itself. */
  readonly words: (value: string, accountNames: Readonly<Record<string, string>>) => string;
  /** The values that have an order of their own; others are in the order of their names. */
  readonly order?: readonly string[];
}

const MUTED_WORDS: Readonly<Record<string, string>> = { muted: 'Muted', partly: 'Muted in part', not: 'Not muted' };
const CHANGE_WORDS: Readonly<Record<string, string>> = {
  new: 'New',
  still: 'Still there',
  fixed: 'Fixed',
  [NONE]: 'Nothing to tell',
};
const verdictWord = (value: string): string =>
  VERDICT_NAMES.flatMap((name) => (name === value ? VERDICTS[name].word : []))[0] ?? value;

/** How each facet is called and shown. */
const ROWS: Readonly<Record<Facet, FacetRow>> = {
  verdict: { label: 'Verdict', words: verdictWord, order: VERDICT_NAMES },
  reason: { label: 'Reason', words: (value) => value },
  severity: { label: 'Severity', words: severityWord, order: SEVERITY_NAMES },
  account: {
    label: 'Account',
    words: (value, names) => (names[value] === undefined ? value : `${names[value]} (${value})`),
  },
  region: { label: 'Region', words: (value) => value },
  owner: { label: 'Owner tag', words: (value) => (value === NONE ? 'Without owner' : value) },
  change: { label: 'Change', words: (value) => CHANGE_WORDS[value] ?? value, order: ['new', 'still', 'fixed', NONE] },
  muted: { label: 'Muted', words: (value) => MUTED_WORDS[value] ?? value, order: ['not', 'partly', 'muted'] },
};

interface FacetsProps {
  readonly state: ViewState;
  readonly counts: Picked['counts'];
  readonly accountNames: Readonly<Record<string, string>>;
  readonly onChange: (state: ViewState) => void;
}

/** A list of values to pick from for each facet, one open at a time. */
export const Facets = (props: FacetsProps): JSX.Element => {
  const [open, setOpen] = useState<Facet | undefined>(undefined);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = ({ target }: Event): void => {
      if (target instanceof Node && !place.current?.contains(target)) setOpen(undefined);
    };
    addEventListener('pointerdown', close);
    addEventListener('focusin', close);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('focusin', close);
    };
  }, []);
  return (
    <div class="facets" ref={place}>
      {FACETS.map((facet) => (
        <FacetPicker
          key={facet}
          {...props}
          facet={facet}
          isOpen={open === facet}
          onOpen={(isOpen) => setOpen(isOpen ? facet : undefined)}
        />
      ))}
    </div>
  );
};

interface PickerProps extends FacetsProps {
  readonly facet: Facet;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

const FacetPicker = ({ facet, state, counts, accountNames, isOpen, onOpen, onChange }: PickerProps): JSX.Element => {
  const { label, words, order } = ROWS[facet];
  const button = useRef<HTMLButtonElement>(null);
  const chosen = state.chosen[facet];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    onOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape, of whatever in it has the focus
    <div class={`facet${chosen.length > 0 ? ' chosen' : ''}`} onKeyDown={onKeyDown}>
      <button type="button" ref={button} aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
        {label}
        {chosen.length > 0 && (
          <span class="how-many">
            {chosen.length}
            <span class="hidden"> chosen</span>
          </span>
        )}
        <span class="caret" aria-hidden="true" />
      </button>
      {isOpen && (
        <fieldset>
          <legend class="hidden">{label}</legend>
          {valuesIn(counts[facet], chosen, order).map(([value, count]) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => onChange(toggled(state, facet, value))}
              />
              <bdi>{words(value, accountNames)}</bdi>
              <span class="count">{grouped(count)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
};

/** The values that some flow has, and those chosen, even where nothing is left of them. */
const valuesIn = (
  counts: ReadonlyMap<string, number>,
  chosen: readonly string[],
  order: readonly string[] | undefined,
): readonly (readonly [string, number])[] => {
  const values = [...new Set([...counts.keys(), ...chosen])];
  const sorted = order === undefined ? values.sort() : values.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return sorted.map((value) => [value, counts.get(value) ?? 0] as const);
};

interface ChipsProps {
  readonly state: ViewState;
  readonly accountNames: Readonly<Record<string, string>>;
  readonly onChange: (state: ViewState) => void;
}

/** What is chosen, each with a button to take it away. */
export const Chips = ({ state, accountNames, onChange }: ChipsProps): JSX.Element | null => {
  const chosen = FACETS.flatMap((facet) => state.chosen[facet].map((value) => ({ facet, value })));
  if (chosen.length === 0) return null;
  return (
    <ul class="chips" aria-label="Chosen filters">
      {chosen.map(({ facet, value }) => {
        const words = ROWS[facet].words(value, accountNames);
        return (
          <li key={`${facet} ${value}`}>
            <button
              type="button"
              aria-label={`Remove filter ${ROWS[facet].label}: ${words}`}
              onClick={() => onChange(toggled(state, facet, value))}
            >
              <span class="facet-name">{ROWS[facet].label}</span> <bdi>{words}</bdi> <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};

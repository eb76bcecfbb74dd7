import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import { useMemo, useState } from 'react';
import { describedBy, fieldFacts } from '../../form/field-facts';
import { FieldFrame } from '../../form/FieldFrame';
import { formValuesOf, placeOf } from '../../form/place-of';
import { useSchemaDefault } from '../../form/use-schema-default';
import { patternsOnBus } from '../../topology/resource-option';
import { useTopologySnapshot } from '../../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { JsonEditor } from './JsonEditor';
import { patternIn, TextProblem, toText, verdictOn } from './pattern-text';
import { sampleEvent } from './sample-event';
import { schema } from './schema';

const useStyles = makeStyles(theme => ({
  editors: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
    gap: theme.spacing(2),
  },
  rules: { maxWidth: 420 },
  sample: { marginTop: theme.spacing(0.5) },
  mismatches: { margin: 0, paddingLeft: theme.spacing(2.5) },
  path: { fontFamily: 'monospace' },
}));

/** A pattern to begin with: what the talk's order service publishes. */
const FIRST_PATTERN = {
  source: ['shop.order'],
  'detail-type': ['OrderCreated'],
};

/** An event pattern, tried on a sample event while it is typed. */
export function EventPatternEditor(props: typeof schema.TProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const facts = fieldFacts(props, {
    id: 'event-pattern',
    title: t('pattern.title'),
  });
  const value = useSchemaDefault(props);
  const [text, setText] = useState(() => toText(value));
  const parsed = useMemo(() => patternIn(text), [text]);
  const pattern = 'pattern' in parsed ? parsed.pattern : undefined;
  const [typedEvent, setTypedEvent] = useState<string>();
  const eventText = typedEvent ?? toText(sampleEvent(pattern ?? FIRST_PATTERN));

  const change = (next: string) => {
    setText(next);
    props.onChange(valueOf(next));
  };
  const verdictId = `${facts.id}_verdict`;
  return (
    <FieldFrame facts={facts}>
      <StartFromRule
        id={facts.id}
        formContext={props.formContext}
        disabled={facts.disabled}
        onChoose={eventPattern => {
          setTypedEvent(undefined);
          change(pretty(eventPattern));
        }}
      />
      <div className={classes.editors}>
        <JsonEditor
          id={facts.id}
          label={t('pattern.pattern')}
          value={text}
          onChange={change}
          describedBy={[describedBy(facts), verdictId]
            .filter(Boolean)
            .join(' ')}
          failed={facts.failed || (text !== '' && !pattern)}
          disabled={facts.disabled}
        />
        <div>
          <JsonEditor
            id={`${facts.id}_event`}
            label={t('pattern.event')}
            value={eventText}
            onChange={setTypedEvent}
            describedBy={verdictId}
          />
          <Button
            className={classes.sample}
            size="small"
            disabled={!pattern || typedEvent === undefined}
            onClick={() => setTypedEvent(undefined)}
          >
            {t('pattern.sampleAgain')}
          </Button>
        </div>
      </div>
      <div id={verdictId} role="status">
        {text === '' ? (
          <Alert
            severity="info"
            action={
              <Button
                color="inherit"
                size="small"
                onClick={() => change(toText(FIRST_PATTERN))}
              >
                {t('pattern.begin')}
              </Button>
            }
          >
            {t('pattern.empty')}
          </Alert>
        ) : (
          <PatternVerdict parsed={parsed} eventText={eventText} />
        )}
      </div>
    </FieldFrame>
  );
}

/** Patterns that are on the chosen bus already, to begin with. */
function StartFromRule(props: {
  id: string;
  formContext: unknown;
  disabled: boolean;
  onChoose: (eventPattern: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { snapshot } = useTopologySnapshot();
  const values = formValuesOf(props.formContext);
  const bus = (values.eventBus ?? {}) as { name?: string; arn?: string };
  const rules = snapshot ? patternsOnBus(snapshot, bus, placeOf(values)) : [];
  if (rules.length === 0) {
    return null;
  }
  return (
    <TextField
      id={`${props.id}_rule`}
      select
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      label={t('pattern.startFrom')}
      helperText={t('pattern.startFromHelp', {
        bus: bus.name ?? bus.arn ?? '',
      })}
      margin="dense"
      variant="outlined"
      className={classes.rules}
      disabled={props.disabled}
      value=""
      onChange={({ target }) => {
        const rule = rules.find(({ ruleName }) => ruleName === target.value);
        if (rule) {
          props.onChoose(rule.eventPattern);
        }
      }}
    >
      <option value="">{t('pattern.chooseRule')}</option>
      {rules.map(({ ruleName }) => (
        <option key={ruleName} value={ruleName}>
          {ruleName}
        </option>
      ))}
    </TextField>
  );
}

function PatternVerdict(props: {
  parsed: ReturnType<typeof patternIn>;
  eventText: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { parsed, eventText } = props;
  if ('problem' in parsed) {
    return (
      <Alert severity="error">
        {t('pattern.invalid')} <ProblemText problem={parsed.problem} />
      </Alert>
    );
  }
  const verdict = verdictOn(parsed.pattern, eventText);
  if ('problem' in verdict) {
    return (
      <Alert severity="warning">
        {t('pattern.invalidEvent')} <ProblemText problem={verdict.problem} />
      </Alert>
    );
  }
  if (verdict.matches) {
    return <Alert severity="success">{t('pattern.matches')}</Alert>;
  }
  return (
    <Alert severity="warning">
      {t('pattern.matchesNot')}
      <ul className={classes.mismatches}>
        {verdict.mismatches.map(({ path, expected, actual }) => (
          <li key={`${path} ${expected}`}>
            <span className={classes.path}>{path}</span>:{' '}
            {t('pattern.mismatch', { expected, actual })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function ProblemText({ problem }: { problem: TextProblem }) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { place, reason } = problem;
  if (place === undefined) {
    return <>{reason}</>;
  }
  return (
    <>
      <span className={classes.path}>
        {place.startsWith('$') ? place : t('pattern.line', { place })}
      </span>
      : {reason}
    </>
  );
}

/** A pattern as its object; text that is none as text, for the form to refuse. */
function valueOf(text: string): typeof schema.TOutput | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : text;
  } catch {
    return text;
  }
}

/** AWS keeps patterns as they were sent, often on one line. */
function pretty(eventPattern: string): string {
  const value = valueOf(eventPattern);
  return toText(value);
}

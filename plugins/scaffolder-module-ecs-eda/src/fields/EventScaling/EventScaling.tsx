import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { ScalingField } from '@ecs-eda/plugin-event-topology-common';
import { useEffect } from 'react';
import { fieldFacts } from '../../form/field-facts';
import { FieldFrame } from '../../form/FieldFrame';
import { NumberField } from '../../form/NumberField';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { BurstChart } from './BurstChart';
import {
  DEFAULT_SCALING,
  ScalingDraft,
  ScalingValue,
  verdictOn,
  withTarget,
} from './scaling-value';
import { schema } from './schema';

const useStyles = makeStyles(theme => ({
  inputs: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    columnGap: theme.spacing(2),
    alignItems: 'start',
  },
  target: { margin: theme.spacing(1, 0) },
  figure: { fontWeight: 'bold' },
}));

/** From what people know of a queue to how its service follows it. */
export function EventScaling(props: typeof schema.TProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const facts = fieldFacts(props, { id: 'scaling', title: t('scaling.title') });
  // A link may fill in some figures alone: the rest begins as usual.
  const draft: ScalingDraft = withTarget({
    ...DEFAULT_SCALING,
    ...(props.schema.default as ScalingDraft | undefined),
    ...props.formData,
  });
  const verdict = verdictOn(draft);
  const { onChange } = props;

  const change = (part: ScalingDraft) =>
    // Half-typed figures are a value too: validation refuses them by name.
    onChange(withTarget({ ...draft, ...part }) as ScalingValue);

  // The form knows neither what it was not given nor what follows from it.
  const wanted = JSON.stringify(draft);
  const held = JSON.stringify(props.formData) === wanted;
  useEffect(() => {
    if (!held) {
      onChange(JSON.parse(wanted));
    }
  }, [held, wanted, onChange]);

  const input = (field: ScalingField, label: string, unit?: string) => ({
    id: `${facts.id}_${field}`,
    label,
    unit,
    value: draft[field],
    onChange: (value: number | undefined) => change({ [field]: value }),
    min: 0,
    disabled: facts.disabled,
    error: 'field' in verdict && verdict.field === field,
    helperText:
      'field' in verdict && verdict.field === field
        ? t(`scaling.wrong.${field}`)
        : undefined,
  });

  return (
    <FieldFrame facts={facts}>
      <RadioGroup
        row
        aria-label={t('scaling.mode')}
        name={`${facts.id}_mode`}
        value={draft.mode ?? 'backlog'}
        onChange={(_, mode) =>
          change({ mode: mode === 'steps' ? 'steps' : 'backlog' })
        }
      >
        {(['backlog', 'steps'] as const).map(mode => (
          <FormControlLabel
            key={mode}
            value={mode}
            disabled={facts.disabled}
            control={<Radio color="primary" />}
            label={t(`scaling.${mode}`)}
          />
        ))}
      </RadioGroup>
      <div className={classes.inputs}>
        <NumberField
          {...input(
            'acceptableLatencySeconds',
            t('scaling.latency'),
            t('unit.seconds'),
          )}
        />
        <NumberField
          {...input(
            'processingSeconds',
            t('scaling.processing'),
            t('unit.seconds'),
          )}
        />
        <NumberField
          {...input(
            'peakMessagesPerSecond',
            t('scaling.peak'),
            t('unit.perSecond'),
          )}
        />
        <NumberField {...input('minTasks', t('scaling.minTasks'))} step={1} />
        <NumberField {...input('maxTasks', t('scaling.maxTasks'))} step={1} />
      </div>
      {'advice' in verdict && (
        <>
          <Typography variant="body2" className={classes.target} role="status">
            <span className={classes.figure}>
              {t('scaling.target', {
                count: verdict.advice.targetBacklogPerTask,
              })}
            </span>{' '}
            {verdict.advice.reasons.targetBacklogPerTask}
          </Typography>
          {verdict.advice.warnings.map(warning => (
            <Alert severity="warning" key={warning}>
              {warning}
            </Alert>
          ))}
          {draft.peakMessagesPerSecond !== undefined &&
            draft.maxTasks !== verdict.suggestedMaxTasks && (
              <div>
                <Button
                  size="small"
                  color="primary"
                  disabled={facts.disabled}
                  onClick={() =>
                    change({ maxTasks: verdict.suggestedMaxTasks })
                  }
                >
                  {t('scaling.useMaximum', {
                    count: verdict.suggestedMaxTasks,
                  })}
                </Button>
              </div>
            )}
          {draft.minTasks !== undefined && draft.maxTasks !== undefined && (
            <BurstChart
              id={facts.id}
              scaling={{
                mode: draft.mode ?? 'backlog',
                processingSeconds: 1 / verdict.advice.messagesPerSecondPerTask,
                acceptableLatencySeconds:
                  draft.acceptableLatencySeconds ??
                  DEFAULT_SCALING.acceptableLatencySeconds,
                targetBacklogPerTask: verdict.advice.targetBacklogPerTask,
                minTasks: draft.minTasks,
                maxTasks: draft.maxTasks,
              }}
            />
          )}
        </>
      )}
    </FieldFrame>
  );
}

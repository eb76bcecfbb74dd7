import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  apiDestinationBacklog,
  API_DESTINATION_RATE_LIMIT_PER_SECOND,
} from '@ecs-eda/plugin-event-topology-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { fieldFacts } from '../../form/field-facts';
import { FieldFrame } from '../../form/FieldFrame';
import { NumberField } from '../../form/NumberField';
import { formatDuration } from '../../wording/format-duration';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

const useStyles = makeStyles(theme => ({
  inputs: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
  input: { flex: '1 1 180px' },
}));

/** How often EventBridge may call, and what waits behind that. */
export function ApiDestinationRate(props: typeof schema.TProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const facts = fieldFacts(props, {
    id: 'api-destination-rate',
    title: t('rate.title'),
  });
  const [peak, setPeak] = useState<number | undefined>(500);
  const [minutes, setMinutes] = useState<number | undefined>(10);
  return (
    <FieldFrame facts={facts}>
      <div className={classes.inputs}>
        <NumberField
          id={facts.id}
          className={classes.input}
          label={t('rate.limit')}
          unit={t('unit.perSecond')}
          value={props.formData}
          onChange={props.onChange}
          min={1}
          max={API_DESTINATION_RATE_LIMIT_PER_SECOND}
          step={1}
          required={facts.required}
          disabled={facts.disabled}
          error={facts.failed}
        />
        <NumberField
          id={`${facts.id}_peak`}
          className={classes.input}
          label={t('rate.peak')}
          unit={t('unit.perSecond')}
          value={peak}
          onChange={setPeak}
          min={0}
        />
        <NumberField
          id={`${facts.id}_minutes`}
          className={classes.input}
          label={t('rate.lasts')}
          unit={t('unit.minutes')}
          value={minutes}
          onChange={setMinutes}
          min={0}
        />
      </div>
      <Typography variant="body2" role="status">
        <Backlog limit={props.formData} peak={peak} minutes={minutes} />
      </Typography>
    </FieldFrame>
  );
}

function Backlog(props: { limit?: number; peak?: number; minutes?: number }) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { limit, peak, minutes } = props;
  if (!isAbove0(limit) || !isAbove0(peak) || !isAbove0(minutes)) {
    return <>{t('rate.incomplete')}</>;
  }
  const { backlogEvents, longestWaitSeconds, lateEvents } =
    apiDestinationBacklog({
      invocationRateLimitPerSecond: limit,
      peakEventsPerSecond: peak,
      peakSeconds: minutes * 60,
    });
  if (backlogEvents === 0) {
    return <>{t('rate.noBacklog')}</>;
  }
  return (
    <>
      {t('rate.backlog', {
        count: backlogEvents,
        wait: formatDuration(longestWaitSeconds),
      })}{' '}
      {lateEvents > 0 && t('rate.late', { count: lateEvents })}
    </>
  );
}

function isAbove0(value: number | undefined): value is number {
  return value !== undefined && value > 0;
}

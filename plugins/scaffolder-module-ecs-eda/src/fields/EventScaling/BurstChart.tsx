import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  BurstInput,
  BurstOutcome,
  simulateBurst,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo, useState } from 'react';
import { NumberField } from '../../form/NumberField';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { formatDuration } from '../../wording/format-duration';
import { areaPath, CHART, stepPath, ticksUpTo } from './burst-path';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1) },
  inputs: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
  chart: { display: 'block', width: '100%', maxWidth: 720, height: 'auto' },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    alignItems: 'center',
  },
  entry: { display: 'flex', gap: theme.spacing(0.5), alignItems: 'center' },
}));

type Scaling = Omit<BurstInput, 'messages' | 'arrivalSeconds'>;

/** What a burst would do to the queue, as a picture and in words. */
export function BurstChart(props: { id: string; scaling: Scaling }) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const {
    mode,
    processingSeconds,
    acceptableLatencySeconds,
    targetBacklogPerTask,
    minTasks,
    maxTasks,
  } = props.scaling;
  const [typed, setTyped] = useState<number>();
  const [minutes, setMinutes] = useState<number | undefined>(2);
  const messages = typed ?? tellingBurst(props.scaling);
  const outcome = useMemo(
    () =>
      simulateBurst({
        mode,
        processingSeconds,
        acceptableLatencySeconds,
        targetBacklogPerTask,
        minTasks,
        maxTasks,
        messages: Math.max(0, messages),
        arrivalSeconds: Math.max(0, minutes ?? 0) * 60,
      }),
    [
      mode,
      processingSeconds,
      acceptableLatencySeconds,
      targetBacklogPerTask,
      minTasks,
      maxTasks,
      messages,
      minutes,
    ],
  );
  return (
    <div className={classes.root}>
      <Typography variant="subtitle2" component="h3">
        {t('burst.title')}
      </Typography>
      <div className={classes.inputs}>
        <NumberField
          id={`${props.id}_burstMessages`}
          label={t('burst.messages')}
          value={messages}
          onChange={setTyped}
          min={0}
          step={1}
        />
        <NumberField
          id={`${props.id}_burstMinutes`}
          label={t('burst.arrival')}
          unit={t('unit.minutes')}
          value={minutes}
          onChange={setMinutes}
          min={0}
        />
      </div>
      <Picture outcome={outcome} labelledBy={`${props.id}_burstSummary`} />
      <Typography variant="body2" id={`${props.id}_burstSummary`} role="status">
        {t('burst.summary', {
          backlog: outcome.peakBacklog.toLocaleString(),
          tasks: outcome.peakTasks.toLocaleString(),
          wait: formatDuration(outcome.longestWaitSeconds),
        })}{' '}
        {outcome.drainedAfterSeconds === undefined
          ? t('burst.neverDone')
          : t('burst.done', {
              after: formatDuration(outcome.drainedAfterSeconds),
            })}{' '}
        {outcome.latencyKept ? t('burst.kept') : t('burst.notKept')}
      </Typography>
      <Typography variant="caption" color="textSecondary" component="p">
        {t('burst.model')}
      </Typography>
    </div>
  );
}

/** A burst that the service feels: five minutes of work for all of its tasks. */
function tellingBurst(scaling: Scaling): number {
  const work = (300 * scaling.maxTasks) / scaling.processingSeconds;
  return Math.max(1, Number(work.toPrecision(2)));
}

function Picture(props: { outcome: BurstOutcome; labelledBy: string }) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { samples, peakBacklog, peakTasks } = props.outcome;
  const end = samples[samples.length - 1].seconds;
  const backlogColour = theme.palette.primary.main;
  const tasksColour = theme.palette.text.primary;
  const axis = { fill: theme.palette.text.secondary, fontSize: 12 };
  return (
    <>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        role="img"
        aria-labelledby={props.labelledBy}
      >
        <line
          x1={CHART.left}
          x2={CHART.right}
          y1={CHART.bottom}
          y2={CHART.bottom}
          stroke={theme.palette.divider}
        />
        {ticksUpTo(end).map(seconds => {
          const x = CHART.left + (seconds / end) * (CHART.right - CHART.left);
          return (
            <g key={seconds}>
              <line
                x1={x}
                x2={x}
                y1={CHART.top}
                y2={CHART.bottom}
                stroke={theme.palette.divider}
              />
              <text x={x} y={CHART.height - 4} textAnchor="middle" {...axis}>
                {formatDuration(seconds, { display: 'narrow' })}
              </text>
            </g>
          );
        })}
        <path
          d={areaPath(samples, sample => sample.backlog, peakBacklog)}
          fill={backlogColour}
          fillOpacity={0.25}
          stroke={backlogColour}
          strokeWidth={1.5}
        />
        <path
          d={stepPath(samples, sample => sample.runningTasks, peakTasks)}
          fill="none"
          stroke={tasksColour}
          strokeWidth={1.5}
          strokeDasharray="5 3"
        />
        <text x={CHART.left - 6} y={CHART.top + 4} textAnchor="end" {...axis}>
          {peakBacklog.toLocaleString()}
        </text>
        <text x={CHART.right + 6} y={CHART.top + 4} {...axis}>
          {peakTasks.toLocaleString()}
        </text>
        <text x={CHART.left - 6} y={CHART.bottom} textAnchor="end" {...axis}>
          0
        </text>
        <text x={CHART.right + 6} y={CHART.bottom} {...axis}>
          0
        </text>
      </svg>
      <div className={classes.legend} aria-hidden="true">
        <LegendEntry colour={backlogColour} label={t('burst.backlogLegend')} />
        <LegendEntry
          colour={tasksColour}
          label={t('burst.tasksLegend')}
          dashed
        />
      </div>
    </>
  );
}

function LegendEntry(props: {
  colour: string;
  label: string;
  dashed?: boolean;
}) {
  const classes = useStyles();
  return (
    <span className={classes.entry}>
      <svg width={24} height={10}>
        <line
          x1={0}
          x2={24}
          y1={5}
          y2={5}
          stroke={props.colour}
          strokeWidth={2}
          strokeDasharray={props.dashed ? '5 3' : undefined}
        />
      </svg>
      <Typography variant="caption">{props.label}</Typography>
    </span>
  );
}

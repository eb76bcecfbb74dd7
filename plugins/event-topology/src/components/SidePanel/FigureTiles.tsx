import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isNodeOfKind,
  Reading,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNow } from '../../live/use-now';
import { useReadingHistory } from '../../live/use-reading-history';
import { useReadingIsOld } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { formatCount } from '../../wording/format-count';
import { formatAge, formatDuration } from '../../wording/format-duration';
import { figureSeries, readingFigures } from '../../wording/reading-figures';
import { Sparkline } from '../Sparkline';

const useStyles = makeStyles(theme => ({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
    gap: theme.spacing(1),
  },
  tile: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    padding: theme.spacing(1, 1.25),
    minWidth: 0,
  },
  label: { fontSize: 12, color: theme.palette.textSubtle },
  value: {
    fontSize: 20,
    lineHeight: 1.3,
    fontWeight: 700,
    fontVariantNumeric: 'tabular-nums',
  },
  note: {
    fontSize: 12,
    color: theme.palette.textSubtle,
    marginTop: theme.spacing(0.75),
  },
}));

/** @internal */
export interface FigureTilesProps {
  node: TopologyNode;
  reading: Reading;
  readings: ReadingsStore;
}

/** The figures of a resource, each with its course over the last minutes. */
export function FigureTiles({ node, reading, readings }: FigureTilesProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const history = useReadingHistory(readings, node.id);
  const now = useNow(1);
  const isOld = useReadingIsOld(readings, node.id);
  const age = formatAge(t, reading.at, now);

  const figures = readingFigures(
    t,
    reading,
    isNodeOfKind(node, 'queue') && node.attributes.deadLetterQueue,
  );
  const target =
    reading.kind === 'ecs-service'
      ? reading.figures.targetBacklogPerTask
      : undefined;

  return (
    <>
      <div className={classes.tiles}>
        {figures.map(figure => {
          const points = figureSeries(history.readings, figure.id);
          const values = points.map(point => point.value);
          return (
            <div key={figure.id} className={classes.tile}>
              <div className={classes.label}>{figure.label}</div>
              <div className={classes.value}>{figure.text}</div>
              <Sparkline
                points={points}
                height={28}
                target={figure.id === 'backlogPerTask' ? target : undefined}
                label={t('entity.chart', {
                  name: figure.label,
                  low: formatCount(Math.min(figure.value, ...values)),
                  high: formatCount(Math.max(figure.value, ...values)),
                  latest: figure.text,
                })}
              />
            </div>
          );
        })}
      </div>
      <Typography className={classes.note}>
        {t('panel.figuresSource', { source: reading.source, age })}
        {history.readings.length > 1 &&
          `, ${t('panel.history', { span: historySpan() })}`}
      </Typography>
      {isOld && (
        <Typography className={classes.note} role="status">
          {t('panel.figuresOld', { age })}
        </Typography>
      )}
      {history.error && (
        <Typography className={classes.note}>
          {t('panel.historyFailed')}: {history.error.message}
        </Typography>
      )}
    </>
  );

  function historySpan(): string {
    const [first] = history.readings;
    const last = history.readings[history.readings.length - 1];
    return formatDuration(
      t,
      (Date.parse(last.at) - Date.parse(first.at)) / 1000,
    );
  }
}

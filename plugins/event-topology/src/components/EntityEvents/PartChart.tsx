import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReadingHistory } from '../../live/use-reading-history';
import { eventTopologyTranslationRef } from '../../translation';
import { formatCount } from '../../wording/format-count';
import { figureSeries } from '../../wording/reading-figures';
import { Sparkline } from '../Sparkline';

/** @internal */
export interface PartChartProps {
  nodeId: string;
  readings: ReadingsStore;
  /** Which figure to draw, and what it is called. */
  figure: string;
  label: string;
}

/** The course of one figure over the last minutes. */
export function PartChart(props: PartChartProps) {
  const { nodeId, readings, figure, label } = props;
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const history = useReadingHistory(readings, nodeId);
  const points = figureSeries(history.readings, figure);
  if (points.length < 2) {
    return null;
  }
  const values = points.map(point => point.value);
  return (
    <Sparkline
      points={points}
      height={40}
      label={t('entity.chart', {
        name: label,
        low: formatCount(Math.min(...values)),
        high: formatCount(Math.max(...values)),
        latest: formatCount(values[values.length - 1]),
      })}
    />
  );
}

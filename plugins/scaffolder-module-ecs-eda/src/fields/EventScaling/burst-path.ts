import { BurstSample } from '@ecs-eda/plugin-event-topology-common';

/** The chart's measures, in the units of its view box. */
export const CHART = {
  width: 640,
  height: 180,
  left: 64,
  right: 592,
  top: 12,
  bottom: 156,
} as const;

type Figure = (sample: BurstSample) => number;

/** The area under a figure, from the start to the end of the samples. */
export function areaPath(
  samples: readonly BurstSample[],
  figure: Figure,
  most: number,
): string {
  const points = samples.map(
    sample => `L${xOf(sample, samples)} ${yOf(figure(sample), most)}`,
  );
  return `M${CHART.left} ${CHART.bottom}${points.join('')}L${CHART.right} ${
    CHART.bottom
  }Z`;
}

/** A figure that holds until it changes. */
export function stepPath(
  samples: readonly BurstSample[],
  figure: Figure,
  most: number,
): string {
  const [first, ...others] = samples;
  const start = `M${xOf(first, samples)} ${yOf(figure(first), most)}`;
  return (
    start +
    others
      .map(sample => `H${xOf(sample, samples)}V${yOf(figure(sample), most)}`)
      .join('')
  );
}

const STEPS_SECONDS = [
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200,
];

/** Up to six round times within a span, without its ends. */
export function ticksUpTo(end: number): number[] {
  const step =
    STEPS_SECONDS.find(seconds => end / seconds <= 6) ??
    STEPS_SECONDS[STEPS_SECONDS.length - 1];
  return Array.from(
    { length: Math.ceil(end / step) - 1 },
    (_, index) => (index + 1) * step,
  );
}

function xOf(sample: BurstSample, samples: readonly BurstSample[]): number {
  const end = samples[samples.length - 1].seconds || 1;
  return round(
    CHART.left + (sample.seconds / end) * (CHART.right - CHART.left),
  );
}

function yOf(value: number, most: number): number {
  return round(
    CHART.bottom - (value / (most || 1)) * (CHART.bottom - CHART.top),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** @internal */
export interface SparklineShape {
  line: string;
  area: string;
  targetY?: number;
}

/** Keeps the stroke inside of the picture. */
const MARGIN = 2;

/**
 * The outline of a line chart from zero to the highest value. Absent with fewer
 * than two points: one point is no course.
 */
export function sparklinePath(
  points: { at: number; value: number }[],
  size: { width: number; height: number; target?: number },
): SparklineShape | undefined {
  if (points.length < 2) {
    return undefined;
  }
  const start = points[0].at;
  const span = Math.max(1, points[points.length - 1].at - start);
  const top = Math.max(1, size.target ?? 0, ...points.map(p => p.value));
  const x = (at: number) => round(((at - start) / span) * size.width);
  const y = (value: number) =>
    round(size.height - MARGIN - (value / top) * (size.height - MARGIN * 2));

  const line = points
    .map(
      (point, index) =>
        `${index === 0 ? 'M' : 'L'}${x(point.at)},${y(point.value)}`,
    )
    .join(' ');
  return {
    line,
    area: `${line} L${size.width},${size.height} L0,${size.height} Z`,
    targetY: size.target === undefined ? undefined : y(size.target),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

import { makeStyles } from '@material-ui/core/styles';
import { sparklinePath } from './sparkline-path';

const useStyles = makeStyles(theme => ({
  chart: {
    display: 'block',
    width: '100%',
    overflow: 'visible',
  },
  line: {
    fill: 'none',
    stroke: theme.palette.link,
    strokeWidth: 1.75,
    strokeLinejoin: 'round',
    vectorEffect: 'non-scaling-stroke',
  },
  area: { fill: theme.palette.link, opacity: 0.12 },
  target: {
    stroke: theme.palette.status.warning,
    strokeDasharray: '4 3',
    vectorEffect: 'non-scaling-stroke',
  },
}));

/** @internal */
export interface SparklineProps {
  points: { at: number; value: number }[];
  /** Says in words what the line shows: the picture itself is silent. */
  label: string;
  height?: number;
  /** A value that the line should be compared with. */
  target?: number;
}

const WIDTH = 240;

/** A small line chart over time. Draws nothing until there are two points. */
export function Sparkline({
  points,
  label,
  height = 36,
  target,
}: SparklineProps) {
  const classes = useStyles();
  const shape = sparklinePath(points, { width: WIDTH, height, target });
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {shape && (
        <>
          <path className={classes.area} d={shape.area} />
          <path className={classes.line} d={shape.line} />
          {shape.targetY !== undefined && (
            <line
              className={classes.target}
              x1={0}
              x2={WIDTH}
              y1={shape.targetY}
              y2={shape.targetY}
            />
          )}
        </>
      )}
    </svg>
  );
}

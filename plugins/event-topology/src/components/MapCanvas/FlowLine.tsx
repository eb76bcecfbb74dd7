import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Confidence } from '@ecs-eda/plugin-event-topology-common';
import { EdgeProps } from '@xyflow/react';
import { useSyncExternalStore } from 'react';
import { DrawnEdge } from '../../graph/draw-map';
import { Activity, edgeActivity } from '../../graph/edge-activity';
import { ReadingsStore } from '../../live/ReadingsStore';
import { readableOn } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { LineElement } from './flow-elements';
import { linePath } from './line-path';
import { useEdgeEmphasis, useMapContext } from './MapContext';

/** A finger or a shaky hand needs more than the width of a line. */
const CLICK_WIDTH = 22;

/** Dashes by confidence; what AWS itself says is a plain line. */
export const DASHES: Record<Confidence, string | undefined> = {
  configured: undefined,
  declared: '9 5',
  inferred: '1.5 5',
};

const SECONDS_BY_ACTIVITY: Record<Activity, number> = {
  none: 0,
  low: 4,
  medium: 2.2,
  high: 1.1,
};

const useStyles = makeStyles(theme => ({
  line: { fill: 'none', strokeLinecap: 'round' },
  touch: { fill: 'none', stroke: 'transparent', cursor: 'pointer' },
  dimmed: { opacity: 0.14 },
  // What leads back is seen when it is looked at; else it would cover the rest.
  back: { opacity: 0.45 },
  label: {
    fontSize: 13,
    fontWeight: 600,
    fontFamily: theme.typography.fontFamily,
    fill: theme.palette.text.primary,
    stroke: theme.palette.background.default,
    strokeWidth: 5,
    strokeLinejoin: 'round',
    paintOrder: 'stroke',
    textAnchor: 'middle',
    pointerEvents: 'none',
  },
  dot: {
    pointerEvents: 'none',
    '@media (prefers-reduced-motion: reduce)': { display: 'none' },
  },
}));

/** A line of the map: one connection, or several of the same kind. */
export function FlowLine({ id, data, ...ends }: EdgeProps<LineElement>) {
  const drawn = data?.drawn;
  return drawn ? <DrawnLine key={id} drawn={drawn} {...ends} /> : null;
}

interface DrawnLineProps {
  drawn: DrawnEdge;
  sourceX: number;
  sourceY: number;
  targetX: number;
  targetY: number;
}

function DrawnLine({ drawn, ...ends }: DrawnLineProps) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { readings } = useMapContext();
  const emphasis = useEdgeEmphasis(drawn);
  const activity = useActivity(readings, drawn);
  const { path, labelX, labelY } = linePath(ends, drawn.lane);

  const bright = emphasis === 'path' || emphasis === 'selected';
  const colour = lineColour();
  const width =
    Math.min(6, 1.5 + Math.log2(drawn.edges.length)) + (bright ? 1 : 0);
  const seconds = SECONDS_BY_ACTIVITY[activity];
  const pulled = drawn.kind === 'polls' || drawn.kind === 'works';
  const label = lineLabel();

  function groupClass(): string | undefined {
    if (emphasis === 'dimmed') {
      return classes.dimmed;
    }
    return !bright && ends.targetX < ends.sourceX ? classes.back : undefined;
  }

  function lineColour(): string {
    if (bright) {
      return readableOn(theme.palette.link, theme.palette.background.default);
    }
    return drawn.kind === 'dead-letters'
      ? theme.palette.status.error
      : neutral();
  }

  function neutral(): string {
    return theme.palette.type === 'dark' ? '#8b949e' : '#7b8794';
  }

  function lineLabel(): string | undefined {
    if (drawn.kind === undefined || drawn.edges.length > 1) {
      return t('panel.connections', { count: drawn.edges.length });
    }
    // On a whole path, words would cover the cards.
    return emphasis === 'selected' ? t(`relation.${drawn.kind}`) : undefined;
  }

  return (
    <g className={groupClass()}>
      <path className={classes.touch} d={path} strokeWidth={CLICK_WIDTH} />
      <path
        className={classes.line}
        d={path}
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={DASHES[leastSure(drawn)]}
      />
      <Arrow
        x={ends.targetX}
        y={ends.targetY}
        colour={colour}
        hollow={pulled}
      />
      {seconds > 0 && emphasis !== 'dimmed' && (
        <circle className={classes.dot} r={3.5} fill={colour}>
          <animateMotion
            key={`${path} ${seconds}`}
            dur={`${seconds}s`}
            repeatCount="indefinite"
            path={path}
          />
        </circle>
      )}
      {label && (
        <text className={classes.label} x={labelX} y={labelY - 8}>
          {label}
        </text>
      )}
    </g>
  );
}

function Arrow(props: {
  x: number;
  y: number;
  colour: string;
  hollow: boolean;
}) {
  const theme = useTheme();
  const { x, y, colour, hollow } = props;
  return (
    <path
      d={`M${x - 10},${y - 5.5} L${x - 1},${y} L${x - 10},${y + 5.5} Z`}
      fill={hollow ? theme.palette.background.default : colour}
      stroke={colour}
      strokeWidth={1.5}
      strokeLinejoin="round"
    />
  );
}

/** The busiest of the edges that a line stands for. */
function useActivity(readings: ReadingsStore, drawn: DrawnEdge): Activity {
  return useSyncExternalStore(readings.subscribe, () => {
    let most: Activity = 'none';
    for (const edge of drawn.edges) {
      const activity = edgeActivity(edge, readings.get);
      if (SECONDS_BY_ACTIVITY[activity] > 0) {
        most =
          most === 'none' ||
          SECONDS_BY_ACTIVITY[activity] < SECONDS_BY_ACTIVITY[most]
            ? activity
            : most;
      }
    }
    return most;
  });
}

/** A line is no surer than the least sure of what it stands for. */
function leastSure(drawn: DrawnEdge): Confidence {
  const all = new Set(drawn.edges.map(edge => edge.confidence));
  if (all.has('inferred')) {
    return 'inferred';
  }
  return all.has('declared') ? 'declared' : 'configured';
}

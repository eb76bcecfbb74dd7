import { makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import HistoryIcon from '@material-ui/icons/History';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { isNodeOfKind } from '@ecs-eda/plugin-event-topology-common';
import { Handle, NodeProps, Position } from '@xyflow/react';
import { useRef } from 'react';
import { NODE_HEIGHT, NODE_WIDTH } from '../../graph/dimensions';
import { useNodeHealth } from '../../live/use-node-health';
import { useReadingIsOld } from '../../live/use-readings';
import { healthColour } from '../../theme';
import { familyColour, familyOf } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { keyFigure } from '../../wording/key-figure';
import { HealthBadge, HealthIcon } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { ResourceElement } from './flow-elements';
import { useElementEmphasis, useMapContext } from './MapContext';
import { useFarAway } from './use-far-away';
import { useKeyboardFocus } from './use-keyboard-focus';

const useStyles = makeStyles<Theme, { accent: string; alarm?: string }>(
  theme => ({
    card: {
      font: 'inherit',
      textAlign: 'left',
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.background.paper,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      padding: '7px 9px 7px 13px',
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      position: 'relative',
      overflow: 'hidden',
      cursor: 'pointer',
      borderRadius: 8,
      border: ({ alarm }) =>
        alarm
          ? `2px solid ${alarm}`
          : `1px solid ${
              theme.palette.type === 'dark' ? '#5a5a5a' : '#c4c9d0'
            }`,
      boxShadow:
        theme.palette.type === 'dark'
          ? '0 1px 3px rgba(0,0,0,.5)'
          : '0 1px 3px rgba(16,24,40,.12)',
      transition: 'opacity 120ms, box-shadow 120ms',
      '&::before': {
        content: '""',
        position: 'absolute',
        left: 0,
        top: 0,
        bottom: 0,
        width: 4,
        backgroundColor: ({ accent }) => accent,
      },
      '&:hover': { boxShadow: theme.shadows[4] },
      '&:focus-visible': {
        outline: `3px solid ${theme.palette.link}`,
        outlineOffset: 2,
      },
      '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
    },
    selected: {
      outline: `3px solid ${theme.palette.link}`,
      outlineOffset: 1,
    },
    dimmed: { opacity: 0.28 },
    stale: {
      borderStyle: 'dashed',
      borderWidth: 2,
      borderColor: ({ alarm }) => alarm ?? theme.palette.textSubtle,
    },
    beside: {
      backgroundColor: theme.palette.background.default,
      boxShadow: 'none',
    },
    row: {
      display: 'flex',
      alignItems: 'center',
      gap: 6,
      minWidth: 0,
      lineHeight: 1.25,
    },
    spread: { justifyContent: 'space-between' },
    kind: {
      display: 'flex',
      alignItems: 'center',
      gap: 5,
      fontSize: 12.5,
      color: ({ accent }) => accent,
      fontWeight: 600,
      minWidth: 0,
    },
    kindName: {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    kindIcon: { fontSize: 16, flexShrink: 0 },
    health: { fontSize: 12.5, flexShrink: 0 },
    name: {
      fontSize: 15,
      fontWeight: 600,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    figure: {
      fontSize: 14,
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      flexShrink: 0,
      maxWidth: '100%',
    },
    detail: {
      fontSize: 12.5,
      color: theme.palette.textSubtle,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    old: { color: theme.palette.textSubtle, fontSize: 15, flexShrink: 0 },
    farIcon: {
      fontSize: 24,
      color: ({ accent }) => accent,
      display: 'flex',
      flexShrink: 0,
    },
    farName: {
      fontSize: 19,
      fontWeight: 600,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      letterSpacing: '-0.01em',
    },
    farHealth: { fontSize: 24, display: 'flex', flexShrink: 0 },
    farFigure: {
      fontSize: 18,
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    handle: { visibility: 'hidden' },
  }),
);

/** A resource on the map: its kind, its name, its key figure and its health. */
export function ResourceCard({ id, data }: NodeProps<ResourceElement>) {
  const { node } = data.drawn;
  const { readings, outgoing, own } = useMapContext();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const theme = useTheme();
  const { reading, health } = useNodeHealth(readings, node);
  const emphasis = useElementEmphasis(id);
  const isOld = useReadingIsOld(readings, id) || node.stale === true;
  const farAway = useFarAway();
  const ref = useRef<HTMLButtonElement>(null);
  useKeyboardFocus(id, ref);

  const alarming = health.status === 'critical' || health.status === 'warning';
  const classes = useStyles({
    accent: familyColour(theme, familyOf(node.kind)),
    alarm: alarming ? healthColour(theme, health.status) : undefined,
  });
  const figure = keyFigure(
    t,
    node,
    reading,
    // Of a neighbour, only the edges to what the map is about are known.
    own && !own.has(id) ? undefined : outgoing.get(id) ?? [],
  );
  const deadLetterQueue =
    isNodeOfKind(node, 'queue') && node.attributes.deadLetterQueue === true;
  const kind = deadLetterQueue ? t('deadLetters') : t(`kind.${node.kind}`);
  const finding = health.findings[0]?.title;
  const className = [
    classes.card,
    emphasis === 'selected' && classes.selected,
    emphasis === 'dimmed' && classes.dimmed,
    node.stale && classes.stale,
    own && !own.has(id) && classes.beside,
  ]
    .filter(Boolean)
    .join(' ');

  return (
    <>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={false}
        className={classes.handle}
      />
      <button
        ref={ref}
        type="button"
        tabIndex={-1}
        className={className}
        aria-pressed={emphasis === 'selected'}
        aria-label={t('map.nodeLabel', {
          name: node.name,
          kind,
          figure: [figure?.text, figure?.detail].filter(Boolean).join(', '),
          health: t(`health.${health.status}`),
          finding: finding ? `: ${finding}` : '',
        })}
        title={[node.name, kind, finding].filter(Boolean).join('\n')}
      >
        {farAway ? (
          <>
            <span className={classes.row}>
              <span className={classes.farIcon}>
                <KindIcon kind={node.kind} deadLetterQueue={deadLetterQueue} />
              </span>
              <span className={classes.farName}>{node.name}</span>
            </span>
            <span className={`${classes.row} ${classes.spread}`}>
              <span className={classes.farFigure}>{figure?.text ?? kind}</span>
              <span className={classes.farHealth}>
                <HealthIcon status={health.status} />
              </span>
            </span>
          </>
        ) : (
          <>
            <span className={`${classes.row} ${classes.spread}`}>
              <span className={classes.kind}>
                <KindIcon
                  kind={node.kind}
                  deadLetterQueue={deadLetterQueue}
                  className={classes.kindIcon}
                />
                <span className={classes.kindName}>{kind}</span>
              </span>
              <HealthBadge status={health.status} className={classes.health} />
            </span>
            <span className={classes.name}>{node.name}</span>
            <span className={`${classes.row} ${classes.spread}`}>
              <span className={classes.figure}>{figure?.text}</span>
              <span className={classes.row}>
                {figure?.detail && (
                  <span className={classes.detail}>{figure.detail}</span>
                )}
                {isOld && <HistoryIcon className={classes.old} aria-hidden />}
              </span>
            </span>
          </>
        )}
      </button>
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={false}
        className={classes.handle}
      />
    </>
  );
}

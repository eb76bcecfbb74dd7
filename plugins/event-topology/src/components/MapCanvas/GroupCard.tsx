import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Handle, NodeProps, Position } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import {
  COLLAPSED_GROUP_HEIGHT,
  COLLAPSED_GROUP_WIDTH,
} from '../../graph/dimensions';
import { healthColour } from '../../theme';
import { readableOn } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { countKinds } from './count-kinds';
import { GroupElement } from './flow-elements';
import { useElementEmphasis, useMapContext } from './MapContext';
import { useGroupHealth } from './use-group-health';
import { useKeyboardFocus } from './use-keyboard-focus';

/** More kinds than these do not fit a card. */
const SHOWN_KINDS = 5;

const useStyles = makeStyles(theme => ({
  card: {
    font: 'inherit',
    textAlign: 'left',
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    width: COLLAPSED_GROUP_WIDTH,
    height: COLLAPSED_GROUP_HEIGHT,
    padding: '12px 16px',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    cursor: 'pointer',
    borderRadius: 12,
    border: `1px solid ${
      theme.palette.type === 'dark' ? '#5a5a5a' : '#c4c9d0'
    }`,
    // The pile behind the card says that there is more in it.
    boxShadow: `5px 5px 0 -1px ${theme.palette.background.paper}, 5px 5px 0 0 ${
      theme.palette.type === 'dark' ? '#5a5a5a' : '#c4c9d0'
    }`,
    '&:focus-visible': {
      outline: `3px solid ${theme.palette.link}`,
      outlineOffset: 2,
    },
  },
  alarm: { borderWidth: 2 },
  selected: { outline: `3px solid ${theme.palette.link}`, outlineOffset: 1 },
  dimmed: { opacity: 0.3 },
  basis: { fontSize: 13, color: theme.palette.textSubtle },
  name: {
    fontSize: 20,
    lineHeight: 1.2,
    fontWeight: 700,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  row: { display: 'flex', gap: 10, alignItems: 'center', fontSize: 15 },
  kind: {
    display: 'inline-flex',
    gap: 3,
    alignItems: 'center',
    color: theme.palette.textSubtle,
    fontVariantNumeric: 'tabular-nums',
  },
  alarms: {
    display: 'inline-flex',
    gap: 4,
    alignItems: 'center',
    fontWeight: 600,
  },
  handle: { visibility: 'hidden' },
}));

/** A collapsed group: its name, what is in it, and what in it needs attention. */
export function GroupCard({ id, data }: NodeProps<GroupElement>) {
  const { group, members } = data.drawn;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { readings } = useMapContext();
  const health = useGroupHealth(readings, members);
  const emphasis = useElementEmphasis(id);
  const ref = useRef<HTMLButtonElement>(null);
  useKeyboardFocus(id, ref);

  const kinds = useMemo(() => countKinds(members), [members]);
  const worst =
    (health.critical > 0 && 'critical') || (health.warning > 0 && 'warning');
  const textColour = (status: 'critical' | 'warning') =>
    readableOn(healthColour(theme, status), theme.palette.background.paper);

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
        className={[
          classes.card,
          worst && classes.alarm,
          emphasis === 'selected' && classes.selected,
          emphasis === 'dimmed' && classes.dimmed,
        ]
          .filter(Boolean)
          .join(' ')}
        style={worst ? { borderColor: healthColour(theme, worst) } : undefined}
        aria-expanded={false}
        aria-label={t('group.label', {
          basis: t(`group.${group.kind}`),
          name: group.title,
          value: String(members.length),
          critical: String(health.critical),
          warning: String(health.warning),
        })}
      >
        <span>
          <span className={classes.basis}>
            {t(`group.${group.kind}`)}
            {', '}
            {t('group.resources', { count: members.length })}
          </span>
          <span className={classes.name} style={{ display: 'block' }}>
            {group.title}
          </span>
        </span>
        <span className={classes.row}>
          {kinds.slice(0, SHOWN_KINDS).map(({ kind, count }) => (
            <span
              key={kind}
              className={classes.kind}
              title={`${t(`kind.${kind}`)}: ${count}`}
            >
              <KindIcon kind={kind} />
              {count}
            </span>
          ))}
        </span>
        <span className={classes.row}>
          {health.critical > 0 && (
            <span
              className={classes.alarms}
              style={{ color: textColour('critical') }}
            >
              <HealthIcon status="critical" />
              {t('group.critical', { value: String(health.critical) })}
            </span>
          )}
          {health.warning > 0 && (
            <span
              className={classes.alarms}
              style={{ color: textColour('warning') }}
            >
              <HealthIcon status="warning" />
              {t('group.warning', { count: health.warning })}
            </span>
          )}
          {!worst && <span className={classes.kind}>{t('group.allWell')}</span>}
        </span>
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

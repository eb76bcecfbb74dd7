import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { eventTopologyTranslationRef } from '../../translation';
import { formatCount } from '../../wording/format-count';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(0.5, 0, 1) },
  text: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    fontSize: 13,
    fontVariantNumeric: 'tabular-nums',
  },
  label: { color: theme.palette.textSubtle },
  track: {
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    backgroundColor: theme.palette.divider,
    marginTop: 4,
  },
  bar: { height: '100%', transition: 'width 300ms' },
}));

/** @internal */
export interface BacklogBarProps {
  /** Messages each running task has to work off. */
  backlog: number;
  /** What auto scaling holds it at. */
  target?: number;
}

/** The backlog of a task against what it should be. */
export function BacklogBar({ backlog, target }: BacklogBarProps) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const over = target !== undefined && backlog > target;
  return (
    <div className={classes.root}>
      <div className={classes.text}>
        <span className={classes.label}>{t('entity.perTask')}</span>
        <span>
          {target === undefined
            ? t('entity.noTarget', { backlog: formatCount(backlog) })
            : t('entity.ofTarget', {
                backlog: formatCount(backlog),
                target: formatCount(target),
              })}
        </span>
      </div>
      {target !== undefined && (
        <div className={classes.track} aria-hidden>
          <div
            className={classes.bar}
            style={{
              width: `${Math.min(100, (backlog / Math.max(target, 1)) * 100)}%`,
              backgroundColor: over
                ? theme.palette.status.warning
                : theme.palette.status.ok,
            }}
          />
        </div>
      )}
    </div>
  );
}

import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealthStatus } from '@ecs-eda/plugin-event-topology-common';
import { healthColour } from '../../theme';
import { readableOn } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthIcon } from './HealthIcon';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    whiteSpace: 'nowrap',
    fontWeight: 600,
  },
});

/** @internal */
export interface HealthBadgeProps {
  status: HealthStatus;
  className?: string;
}

/** Health by picture, word and colour. */
export function HealthBadge({ status, className }: HealthBadgeProps) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <span
      className={`${classes.badge} ${className ?? ''}`}
      style={{
        color: readableOn(
          healthColour(theme, status),
          theme.palette.background.paper,
        ),
      }}
    >
      <HealthIcon status={status} />
      {t(`health.${status}`)}
    </span>
  );
}

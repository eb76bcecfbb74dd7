import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import ErrorIcon from '@material-ui/icons/Error';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import PauseCircleOutlineIcon from '@material-ui/icons/PauseCircleOutline';
import WarningIcon from '@material-ui/icons/Warning';
import { useTheme } from '@material-ui/core/styles';
import type { HealthStatus } from '@ecs-eda/plugin-event-topology-common';
import { ElementType } from 'react';
import { healthColour } from '../../theme';

// Filled shapes are for what needs a look, outlines for what is as it should be.
const ICONS: Record<HealthStatus, ElementType> = {
  critical: ErrorIcon,
  warning: WarningIcon,
  healthy: CheckCircleOutlineIcon,
  idle: PauseCircleOutlineIcon,
  unknown: HelpOutlineIcon,
};

/** @internal */
export interface HealthIconProps {
  status: HealthStatus;
  className?: string;
}

/** The picture of a health status; each has a shape of its own. */
export function HealthIcon({ status, className }: HealthIconProps) {
  const theme = useTheme();
  const Icon = ICONS[status];
  return (
    <Icon
      className={className}
      fontSize="inherit"
      aria-hidden
      style={{ color: healthColour(theme, status) }}
    />
  );
}

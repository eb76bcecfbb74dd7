import { Theme } from '@material-ui/core/styles';
import type { HealthStatus } from '@ecs-eda/plugin-event-topology-common';

/** The theme's colour for a health status, for icons and borders. */
export function healthColour(theme: Theme, status: HealthStatus): string {
  const { status: tokens } = theme.palette;
  switch (status) {
    case 'critical':
      return tokens.error;
    case 'warning':
      return tokens.warning;
    case 'healthy':
      return tokens.ok;
    default:
      return tokens.aborted;
  }
}

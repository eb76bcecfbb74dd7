export { HealthBadge } from './HealthBadge';
export { HealthIcon } from './HealthIcon';

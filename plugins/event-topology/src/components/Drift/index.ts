export { DriftPage } from './DriftPage';
export { EntityDriftCard } from './EntityDriftCard';

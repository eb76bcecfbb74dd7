export { EntityEventsContent } from './EntityEventsContent';
export { EntityQueuesCard } from './EntityQueuesCard';
export { EntityTasksCard } from './EntityTasksCard';

export { TopologyTable } from './TopologyTable';

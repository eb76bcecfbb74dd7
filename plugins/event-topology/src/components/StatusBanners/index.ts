export { StatusBanners } from './StatusBanners';
export { ProblemList } from './ProblemList';
export { scopeProblemEntry } from './scope-problem-entry';

export { WhichPatternPage } from './WhichPatternPage';

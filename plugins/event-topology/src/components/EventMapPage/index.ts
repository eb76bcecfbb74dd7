export { EventMapPage } from './EventMapPage';

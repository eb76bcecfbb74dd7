export { StatusBanners } from './StatusBanners';

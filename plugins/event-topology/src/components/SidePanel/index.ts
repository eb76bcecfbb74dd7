export { BundleDetails } from './BundleDetails';
export { EdgeDetails } from './EdgeDetails';
export { GroupDetails } from './GroupDetails';
export { NodeDetails } from './NodeDetails';
export { DOCKED_FROM, PANEL_WIDTH, SidePanel } from './SidePanel';

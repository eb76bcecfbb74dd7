export { BundleDetails } from './BundleDetails';
export { EdgeDetails } from './EdgeDetails';
export { FactList } from './FactList';
export { FigureTiles } from './FigureTiles';
export { Findings } from './Findings';
export { GroupDetails } from './GroupDetails';
export { NodeDetails } from './NodeDetails';
export { PanelSection } from './PanelSection';
export { DOCKED_FROM, PANEL_WIDTH, SidePanel } from './SidePanel';

export { MapCanvas } from './MapCanvas';
export type { MapCanvasHandle, MapCanvasProps } from './MapCanvas';
export { ZOOM_STEP } from './MapControls';

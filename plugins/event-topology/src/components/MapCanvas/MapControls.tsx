import IconButton from '@material-ui/core/IconButton';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import CropFreeIcon from '@material-ui/icons/CropFree';
import RemoveIcon from '@material-ui/icons/Remove';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { eventTopologyTranslationRef } from '../../translation';
import { Camera } from './use-camera';

const useStyles = makeStyles(theme => ({
  controls: {
    position: 'absolute',
    left: theme.spacing(1.5),
    bottom: theme.spacing(1.5),
    display: 'flex',
    flexDirection: 'column',
    zIndex: 5,
  },
}));

/** How much one press of a button or key zooms. */
export const ZOOM_STEP = 1.25;

/** @internal */
export function MapControls({ camera }: { camera: Camera }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <Paper className={classes.controls} elevation={2}>
      <IconButton
        size="small"
        aria-label={t('map.zoomIn')}
        title={`${t('map.zoomIn')} (+)`}
        onClick={() => camera.zoomBy(ZOOM_STEP)}
      >
        <AddIcon fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('map.zoomOut')}
        title={`${t('map.zoomOut')} (−)`}
        onClick={() => camera.zoomBy(1 / ZOOM_STEP)}
      >
        <RemoveIcon fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('map.fit')}
        title={`${t('map.fit')} (f)`}
        onClick={() => camera.fit()}
      >
        <CropFreeIcon fontSize="small" />
      </IconButton>
    </Paper>
  );
}

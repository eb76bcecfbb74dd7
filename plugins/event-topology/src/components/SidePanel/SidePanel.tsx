import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useEffect, useRef } from 'react';
import { eventTopologyTranslationRef } from '../../translation';

/** At this width and above, the panel stands beside the map instead of over it. */
export const DOCKED_FROM = 1280;
/** In pixels; narrower only on a screen that has less. */
export const PANEL_WIDTH = 400;

const useStyles = makeStyles(theme => ({
  panel: {
    position: 'absolute',
    top: 0,
    right: 0,
    bottom: 0,
    width: `min(${PANEL_WIDTH}px, 100%)`,
    overflow: 'auto',
    zIndex: 10,
    fontFamily: theme.typography.fontFamily,
    '& .MuiButton-root': { textTransform: 'none' },
    backgroundColor: theme.palette.background.paper,
    borderLeft: `1px solid ${theme.palette.divider}`,
    boxShadow: theme.shadows[8],
    [`@media (min-width: ${DOCKED_FROM}px)`]: {
      position: 'static',
      flex: `0 0 ${PANEL_WIDTH}px`,
      boxShadow: 'none',
    },
  },
  close: {
    position: 'sticky',
    top: 0,
    float: 'right',
    zIndex: 1,
    margin: theme.spacing(1.5, 1.5, 0, 1),
    backgroundColor: theme.palette.background.paper,
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  content: { padding: theme.spacing(2, 2.5, 4) },
}));

/** @internal */
export interface SidePanelProps {
  /** Changes with what is shown: the panel then starts at its top. */
  subject: string;
  /** Grows each time the panel is to take the focus. */
  focusRequest: number;
  onClose: () => void;
  children: ReactNode;
}

/** Stands beside the map with the details of what is selected. */
export function SidePanel({
  subject,
  focusRequest,
  onClose,
  children,
}: SidePanelProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    if (panel.current) {
      panel.current.scrollTop = 0;
    }
  }, [subject]);

  useEffect(() => {
    if (focusRequest > 0) {
      panel.current?.focus({ preventScroll: true });
    }
  }, [focusRequest]);

  return (
    <aside
      ref={panel}
      className={classes.panel}
      aria-label={t('panel.label')}
      tabIndex={-1}
    >
      <IconButton
        className={classes.close}
        size="small"
        aria-label={t('panel.close')}
        title={`${t('panel.close')} (Esc)`}
        onClick={onClose}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
      <div className={classes.content}>{children}</div>
    </aside>
  );
}

import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { eventTopologyTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: theme.spacing(1, 2.5),
    margin: theme.spacing(0, 0, 2),
    fontSize: 14,
    fontFamily: theme.typography.fontFamily,
    alignItems: 'baseline',
  },
  keys: { margin: 0, whiteSpace: 'nowrap' },
  key: {
    fontFamily: 'inherit',
    fontSize: 13,
    border: `1px solid ${theme.palette.divider}`,
    borderBottomWidth: 2,
    borderRadius: 5,
    padding: '1px 7px',
    marginRight: 4,
    backgroundColor: theme.palette.background.default,
  },
  meaning: { margin: 0 },
  section: { fontSize: 14, fontWeight: 700 },
  text: { fontSize: 14 },
}));

/** @internal */
export interface HelpDialogProps {
  open: boolean;
  onClose: () => void;
}

/** The keys and gestures, and how to read the map. */
export function HelpDialog({ open, onClose }: HelpDialogProps) {
  const classes = useStyles();
  const id = useId();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const entries: { keys: string[]; meaning: string }[] = [
    { keys: ['←', '→', '↑', '↓'], meaning: t('help.move') },
    { keys: ['Enter'], meaning: t('help.open') },
    { keys: ['Esc'], meaning: t('help.escape') },
    { keys: ['/'], meaning: t('help.search') },
    { keys: ['n'], meaning: t('help.attention') },
    { keys: ['t'], meaning: t('help.table') },
    { keys: ['f'], meaning: t('help.fit') },
    { keys: ['+'], meaning: t('help.zoomIn') },
    { keys: ['−'], meaning: t('help.zoomOut') },
    { keys: [t('help.drag')], meaning: t('help.dragMeaning') },
    { keys: [t('help.wheel')], meaning: t('help.wheelMeaning') },
    { keys: ['?'], meaning: t('help.help') },
  ];
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id}>
      <DialogTitle id={id}>{t('help.title')}</DialogTitle>
      <DialogContent>
        <dl className={classes.list}>
          {entries.map(({ keys, meaning }) => (
            <div key={meaning} style={{ display: 'contents' }}>
              <dt className={classes.keys}>
                {keys.map(key => (
                  <kbd key={key} className={classes.key}>
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd className={classes.meaning}>{meaning}</dd>
            </div>
          ))}
        </dl>
        <Typography component="h3" className={classes.section}>
          {t('help.readingTitle')}
        </Typography>
        <Typography className={classes.text}>{t('help.reading')}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="primary">
          {t('help.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

import { makeStyles } from '@material-ui/core/styles';

/** What the lists of queues and tasks look like. */
export const usePartStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontFamily: theme.typography.fontFamily,
  },
  part: {
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 'none', paddingTop: 0 },
    '&:last-child': { paddingBottom: 0 },
  },
  note: { fontSize: 14, color: theme.palette.textSubtle },
  alarm: { fontSize: 14, fontWeight: 600 },
  age: {
    fontSize: 12,
    color: theme.palette.textSubtle,
    fontVariantNumeric: 'tabular-nums',
    marginTop: theme.spacing(0.5),
  },
}));

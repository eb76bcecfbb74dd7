import { makeStyles } from '@material-ui/core/styles';

/** What both tables look like. */
export const useTableStyles = makeStyles(theme => ({
  root: { height: '100%', display: 'flex', flexDirection: 'column' },
  scroll: { flex: 1, minHeight: 0, overflow: 'auto' },
  cell: {
    fontSize: 14,
    padding: theme.spacing(0.75, 1.5),
    borderBottom: `1px solid ${theme.palette.divider}`,
    verticalAlign: 'top',
    overflowWrap: 'break-word',
    // The theme breaks words anywhere, which leaves columns a few letters wide.
    wordBreak: 'normal',
    lineHeight: 1.35,
  },
  head: {
    fontSize: 13,
    fontWeight: 700,
    padding: theme.spacing(1, 1.5),
    backgroundColor: theme.palette.background.default,
    color: theme.palette.textSubtle,
    borderBottom: `1px solid ${theme.palette.divider}`,
    textTransform: 'none',
    whiteSpace: 'nowrap',
  },
  row: {
    cursor: 'pointer',
    backgroundColor: theme.palette.background.paper,
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  selected: { boxShadow: `inset 4px 0 0 ${theme.palette.link}` },
  long: { overflowWrap: 'anywhere', minWidth: 180 },
  name: { minWidth: 150, overflowWrap: 'anywhere' },
  nowrap: { whiteSpace: 'nowrap' },
  subtle: { color: theme.palette.textSubtle },
  figure: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  link: { font: 'inherit', fontWeight: 600, textAlign: 'left' },
  kind: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) },
  icon: { fontSize: 18, display: 'flex', color: theme.palette.textSubtle },
  silent: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
  },
}));

import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    margin: theme.spacing(0.75, 0, 0.5),
  },
  figure: { display: 'flex', flexDirection: 'column-reverse' },
  label: { fontSize: 12, color: theme.palette.textSubtle, margin: 0 },
  value: {
    fontSize: 20,
    lineHeight: 1.25,
    fontWeight: 700,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** @internal */
export interface ShownFigure {
  label: string;
  text: string;
}

/** Figures side by side, each under its value. */
export function FigureRow({ figures }: { figures: ShownFigure[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.row}>
      {figures.map(({ label, text }) => (
        <div key={label} className={classes.figure}>
          <dt className={classes.label}>{label}</dt>
          <dd className={classes.value}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

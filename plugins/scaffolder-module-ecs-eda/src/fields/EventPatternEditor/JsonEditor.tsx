import { StreamLanguage } from '@codemirror/language';
import { json } from '@codemirror/legacy-modes/mode/javascript';
import { EditorView } from '@codemirror/view';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CodeMirror from '@uiw/react-codemirror';
import { useMemo } from 'react';

const useStyles = makeStyles(theme => ({
  root: { minWidth: 0 },
  editor: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    overflow: 'hidden',
    '&:focus-within': {
      borderColor: theme.palette.primary.main,
      boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
    },
  },
  failed: { borderColor: theme.palette.error.main },
}));

const LANGUAGE = StreamLanguage.define(json);

/** JSON to be edited, by keyboard too: the tab key leaves it. */
export function JsonEditor(props: {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  describedBy?: string;
  failed?: boolean;
  disabled?: boolean;
}) {
  const classes = useStyles();
  const theme = useTheme();
  const { id, label, describedBy, failed } = props;
  const labelId = `${id}_label`;
  const extensions = useMemo(
    () => [
      LANGUAGE,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        id,
        'aria-labelledby': labelId,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(failed && { 'aria-invalid': 'true' }),
      }),
    ],
    [id, labelId, describedBy, failed],
  );
  return (
    <div className={classes.root}>
      <Typography variant="caption" component="p" id={labelId}>
        {label}
      </Typography>
      <CodeMirror
        className={`${classes.editor} ${failed ? classes.failed : ''}`}
        theme={theme.palette.type}
        minHeight="160px"
        maxHeight="360px"
        indentWithTab={false}
        editable={!props.disabled}
        basicSetup={{ foldGutter: false, highlightActiveLine: false }}
        extensions={extensions}
        value={props.value}
        onChange={props.onChange}
      />
    </div>
  );
}

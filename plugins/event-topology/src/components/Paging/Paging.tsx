import { makeStyles } from '@material-ui/core/styles';
import TablePagination from '@material-ui/core/TablePagination';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { eventTopologyTranslationRef } from '../../translation';
import { PAGE_SIZES, PagedRows } from './use-paging';

const useStyles = makeStyles(theme => ({
  paging: {
    flexShrink: 0,
    borderTop: `1px solid ${theme.palette.divider}`,
    overflow: 'hidden',
  },
}));

/** Turns the pages of rows; nothing where one page would hold them all. */
export function Paging({ paging }: { paging: PagedRows<unknown> }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  if (paging.total <= PAGE_SIZES[0]) {
    return null;
  }
  return (
    <TablePagination
      className={classes.paging}
      component="div"
      count={paging.total}
      page={paging.page}
      rowsPerPage={paging.size}
      rowsPerPageOptions={PAGE_SIZES}
      labelRowsPerPage={t('table.rowsPerPage')}
      onPageChange={(_event, page) => paging.setPage(page)}
      onRowsPerPageChange={event => paging.setSize(Number(event.target.value))}
    />
  );
}

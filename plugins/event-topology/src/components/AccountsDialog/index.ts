export { AccountsDialog } from './AccountsDialog';

/** What can take a counselor's time: each is a kind of row in the ledger of capacity. */
export const ledgerKinds = ['session', 'offer', 'call', 'callback', 'wrap_up', 'break', 'rest'] as const
export type LedgerKind = (typeof ledgerKinds)[number]

/**
 * What runs without a planned end takes so many minutes ahead; the same number stands in `ledger_horizon` of the
 * migration, and a test compares them. Less than the notice of a booking, so that nobody who talks now is out of the
 * diary of the next hour.
 */
export const horizonMinutes = 10

/** It is taken further once fewer than so many minutes are left: as early as a session must be made way for. */
export const horizonLeftMinutes = 5

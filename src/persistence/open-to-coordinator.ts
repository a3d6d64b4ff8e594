/** Holds for a link `l` whose report is open to the coordinator in its case now, under an agreement in force. */
export const openToCoordinator = `(l.coordinator_until > (select concord.now())
  and l.coordinator_seat = any ((select concord.held_seats())::uuid[]))`;

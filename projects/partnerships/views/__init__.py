"""Pages of a workspace: overview, members, cooperation note, plan versions, reports, activity."""

"""Who runs the flow: opening sources, one process or all cores, what is already done, and counts in and out."""

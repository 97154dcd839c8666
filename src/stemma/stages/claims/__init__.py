"""What is told: propositions of all tellings brought together, one claim for one proposition however worded."""

"""How many independent origins tell a claim, and where tellings disagree. No verdict on truth, ever."""
